"""As many synthetic notes as are asked for, accepted, in an area of their own; nobody said any of them.

The demonstration's generator speaks (listens.demo.words): some sixty subjects, from three words to many sentences,
one in twenty in another language. About one in thirty of twenty thousand says what another says. They are written
straight into the database: bringing files in is measured by benchmarks.import_notes.
"""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from typing import Any

from listens.demo.words import SpokenNote, speak, themes

SEED = 1
AT_ONCE = 5000  # conversations
LANGUAGE = "en"


@dataclass(frozen=True)
class Ground:
    """Where the notes are, and who makes sense of them."""

    area: Any
    round: Any
    femi: Any


def fill(num: int) -> None:
    """In the round of the tests' cast."""
    from django.db import transaction
    from tests.cast import a_cast

    with transaction.atomic():
        cast = a_cast()
    rng = random.Random(SEED)
    left = num
    while left:
        with transaction.atomic():
            left -= _some(cast, rng, left)


def ground() -> Ground | None:
    """Of an installation that has notes; None in a new one."""
    from listens.core.models import Actor
    from listens.listening.models import Round

    round = Round.objects.select_related("area").first()
    if round is None:
        return None
    return Ground(round.area, round, Actor.objects.get(account__email="femi@example.org"))


def _some(cast: Any, rng: random.Random, most: int) -> int:
    """Conversations of one note to three; how many notes there were."""
    from django.utils import timezone
    from tests.cast import TODAY

    from listens.listening.models import Conversation, ConversationReview, Note

    sizes: list[int] = []
    while len(sizes) < AT_ONCE and sum(sizes) < most:
        sizes.append(min(rng.choice((1, 1, 1, 2, 3)), most - sum(sizes)))
    now, prompt = timezone.now(), cast.round.prompts.first()
    held = [
        Conversation(
            id=_id(rng),
            area=cast.area,
            round=cast.round,
            organisation=cast.community,
            client_id=f"synthetic-{rng.getrandbits(64):x}",
            payload_digest="-",
            channel="one-to-one",
            received_on=TODAY,
            held_on=TODAY,
            people_heard=1,
        )
        for _ in sizes
    ]
    reviews = [
        ConversationReview(conversation=one, seq=1, state="accepted", by=cast.grace, at=now) for one in held
    ]
    said = [
        _note(cast, one, place, speak(rng), prompt, _id(rng))
        for one, size in zip(held, sizes, strict=True)
        for place in range(size)
    ]
    for model, rows in ((Conversation, held), (ConversationReview, reviews), (Note, said)):
        model.objects.bulk_create(rows, batch_size=1000)
    return len(said)


def _note(cast: Any, conversation: Any, place: int, said: SpokenNote, prompt: Any, pk: uuid.UUID) -> Any:
    """What it is about stands in its digest, for whoever codes some of them."""
    from listens.listening.models import Note

    return Note(
        id=pk,
        area=cast.area,
        conversation=conversation,
        prompt=prompt,
        position=place,
        text=said.text,
        language=said.language,
        content_digest=(said.themes or ("-",))[0][:64],
    )


def _id(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def code(cast: Ground, num: int) -> None:
    """A codebook of two levels, and that many notes coded to what they were made about, as people would code them."""
    from tests.cast import TODAY

    from listens.listening.models import Note
    from listens.sensemaking.models import Coding, Theme

    if Theme.objects.exists():
        return
    made: dict[str, Theme] = {}
    for position, one in enumerate(themes()):
        made[one.slug] = Theme.objects.create(
            area=cast.area,
            code=one.slug,
            name=one.name,
            definition=one.definition,
            parent=made.get(one.parent or ""),
            position=position,
            sign=f"{position:02}",
            added_on=TODAY,
        )
    first = Note.objects.filter(language=LANGUAGE).order_by("pk")[:num]  # their ids are random
    now = cast.area.now()
    Coding.objects.bulk_create(
        Coding(note=note, theme=made.get(note.content_digest), by=cast.femi, at=now) for note in first
    )
