"""A codebook and accepted notes, made straight in the database, for the tests of this room."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone

from listens.core.models import Actor, Grant
from listens.listening.models import Conversation, ConversationReview, Note, NoteWithdrawal, Round
from listens.methods.themes.rings import EDGE, END
from listens.sensemaking.actions import record_correction, start_blind_check
from listens.sensemaking.models import BlindCheck, Correction, Quote, QuoteCheck, Theme
from listens.sensemaking.signs import sign_for
from tests.cast import TODAY, Cast

WORDS = "The damp is on the wall above the cot,\nand nobody comes when we ring."


def theme(cast: Cast, code: str, parent: Theme | None = None, **more) -> Theme:
    position = Theme.objects.filter(area=cast.area).count()
    name, signs = (
        code.replace("-", " ").title(),
        Theme.objects.filter(area=cast.area).values_list("sign", flat=True),
    )
    sign = sign_for(name, {sign.casefold() for sign in signs})
    fields = {"name": name, "sign": sign, "added_on": TODAY, "position": position, **more}
    return Theme.objects.create(area=cast.area, code=code, parent=parent, **fields)


def codebook(cast: Cast) -> dict[str, Theme]:
    """Housing with damp and repairs below it, and money."""
    housing = theme(cast, "housing")
    return {
        "housing": housing,
        "damp": theme(cast, "damp", housing, definition="Mould, wet walls"),
        "repairs": theme(cast, "repairs", housing),
        "money": theme(cast, "money"),
    }


def conversation_id(*, unaided: bool = False) -> uuid.UUID:
    """A random id in the part that is read unaided, or in the other."""
    drawn = uuid.uuid4().int
    return uuid.UUID(int=drawn % EDGE.int if unaided else EDGE.int + drawn % (END - EDGE.int))


def notes(
    cast: Cast,
    num: int = 1,
    *,
    text: str = WORDS,
    round: Round | None = None,
    people: int = 1,
    state: str = "accepted",
    together: bool = False,
    organisation=None,
    unaided: bool = False,
    **more,
) -> list[Note]:
    """That many notes, each of its own conversation or all of one; where the computer may suggest, or where not."""
    round = round or cast.round
    made: list[Note] = []
    prompt = round.prompts.first()
    for n in range(num):
        if n == 0 or not together:
            conversation = Conversation.objects.create(
                id=conversation_id(unaided=unaided),
                area=cast.area,
                round=round,
                organisation=organisation or cast.community,
                client_id=f"c{Conversation.objects.count()}",
                payload_digest="-",
                channel="one-to-one",
                received_on=TODAY,
                held_on=TODAY,
                people_heard=people,
            )
            if state:
                ConversationReview.objects.create(
                    conversation=conversation, seq=1, state=state, by=cast.grace, at=timezone.now()
                )
        fields = {"source": "f.csv", "source_id": f"n{Note.objects.count()}", **more}
        made.append(
            Note.objects.create(
                area=cast.area,
                conversation=conversation,
                prompt=prompt,
                position=n,
                text=text,
                content_digest="-",
                **fields,
            )
        )
    return made


def note(cast: Cast, **more) -> Note:
    return notes(cast, 1, **more)[0]


def blind_check(cast: Cast, num: int = 4, *, seed: int = 1) -> BlindCheck:
    """Drawn by Femi from that many fresh notes."""
    for place in range(num):
        note(cast, text=f"Note {place}: the damp is back.")
    return start_blind_check(cast.femi, cast.round, num, seed=seed)


def correction(cast: Cast, words: str = "Nobody spoke of buses.", **more) -> Correction:
    said = {"verdict": "missing", "words": words, **more}
    return record_correction(cast.amina, cast.round, **said)


def second_coder(cast: Cast, name: str = "grace") -> Actor:
    """Grace reviews; here she codes too, or who is named."""
    coder = getattr(cast, name)
    Grant.objects.create(actor=coder, area=cast.area, role="sense_maker")
    coder.__dict__.pop("_grants", None)
    return coder


def withdraw(cast: Cast, of: Note) -> None:
    NoteWithdrawal.objects.create(note=of, way="paper", on=TODAY)


def quote(cast: Cast, of: Note, about: Theme, *, days_ago: int = 20, is_checked: bool = True) -> Quote:
    """Proposed by Femi; when checked, found safe by Grace (of that community) and Amina."""
    on = TODAY - dt.timedelta(days=days_ago)
    made = Quote.objects.create(
        note=of,
        theme=about,
        start=0,
        end=len(of.text),
        said_by="A mother",
        proposed_by=cast.femi,
        proposed_on=on,
    )
    for by, is_of in ((cast.grace, True), (cast.amina, False)) if is_checked else ():
        QuoteCheck.objects.create(quote=made, by=by, is_of_that_community=is_of, outcome="safe", on=on)
    return made
