"""A second round of the area, and what was coded in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from listens.alliance.models import Organisation
from listens.listening.models import Conversation, ConversationReview, Note, Prompt, Round, StageWindow
from listens.sensemaking.models import Coding, Theme
from tests.cast import TODAY, Cast
from tests.sensemaking.build import codebook


def next_round(cast: Cast, slug: str = "spring", *, opens: dt.date = TODAY - dt.timedelta(days=1)) -> Round:
    """Open for everything; from now on it is `cast.round`."""
    number = cast.round.number + 1
    made = Round.objects.create(
        area=cast.area,
        slug=slug,
        name=f"{slug.title()} round",
        number=number,
        opened_on=opens,
        previous=cast.round,
    )
    Prompt.objects.create(round=made, position=1, text="What is putting pressure on you now?")
    StageWindow.objects.bulk_create(
        StageWindow(round=made, stage=stage, opens_on=opens, closes_on=TODAY + dt.timedelta(days=90))
        for stage in StageWindow.Stage.values
    )
    cast.round = made
    return made


def coded(
    cast: Cast,
    themes: dict[str, Theme],
    given: Mapping[str, int],
    num: int,
    *,
    at: dt.datetime,
    organisation: Organisation | None = None,
    start: int = 0,
) -> None:
    """`num` conversations of one note in `cast.round`, decided one after the other within `num` minutes from `at` on;
    the first `given[code]` of them have that theme.
    """
    made = Conversation.objects.bulk_create(
        Conversation(
            area=cast.area,
            round=cast.round,
            organisation=organisation or cast.community,
            client_id=f"{cast.round.slug}-{organisation and organisation.pk}-{start + n}",
            payload_digest="-",
            channel="one-to-one",
            received_on=TODAY,
            held_on=TODAY,
        )
        for n in range(num)
    )
    ConversationReview.objects.bulk_create(
        ConversationReview(conversation=one, seq=1, state="accepted", by=cast.grace, at=at) for one in made
    )
    prompt = cast.round.prompts.first()
    notes = Note.objects.bulk_create(
        Note(area=cast.area, conversation=one, prompt=prompt, text=f"Note {n}", content_digest="-")
        for n, one in enumerate(made)
    )
    Coding.objects.bulk_create(
        Coding(note=note, theme=theme, by=cast.femi, at=at + dt.timedelta(minutes=n))
        for n, note in enumerate(notes)
        for theme in ([themes[code] for code, of in given.items() if n < of] or [None])
    )


WINTER = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
AUTUMN = dt.datetime(2026, 10, 5, 10, tzinfo=dt.UTC)


def coded_twice(cast: Cast) -> dict[str, Theme]:
    """Everything read in two rounds of 60 conversations: damp grew from 12 to 36, money stayed at 20."""
    themes = codebook(cast)
    coded(cast, themes, {"damp": 12, "money": 20}, 60, at=WINTER)
    next_round(cast)
    coded(cast, themes, {"damp": 36, "money": 20}, 60, at=AUTUMN)
    return themes
