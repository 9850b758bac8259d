"""The demonstration from beginning to end, chapter by chapter, the same each time for the same seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from listens.demo import facts, told
from listens.demo.at_risk import someone_at_risk
from listens.demo.beside import set_beside
from listens.demo.ground import lay_ground
from listens.demo.heard import fill_codebook, hear, sittings
from listens.demo.night import Night
from listens.demo.past import Past
from listens.demo.promises import Invented, published
from listens.demo.quoting import quote
from listens.demo.rounds import (
    aim,
    hold_moments,
    note_who_is_reached,
    start_invented_round,
    start_past_round,
)
from listens.demo.story import Story
from listens.demo.vote import invented_vote, published_priorities

Chapter = Callable[[Any], Story | None]

HEARD_SO_FAR = 900  # of the open round's target, six weeks in
WRITING, VOTING = dt.date(2025, 12, 1), dt.date(2025, 12, 9)
TOLD_ON = dt.date(2026, 3, 20)
CAME_OF_IT = "What was asked at the assembly, what was promised, and what nobody would promise."


def chapters() -> list[tuple[str, Chapter]]:
    """(what a progress bar says, what happens). The first takes the seed and gives the story to the others."""
    first, second = facts.history().rounds
    return [
        ("Organisations and people", lay_ground),
        ("The codebook", fill_codebook),
        (first.name, lambda story: _past_round(story, first.slug, 1)),
        (second.name, lambda story: _past_round(story, second.slug, 2)),
        ("A small invented round", _small_round),
        ("Its assembly and promises", _assembly),
        ("An open round", _open_round),
        ("What the data shows", lambda story: set_beside(story, facts.invented_round().as_at)),
        ("Figures to publish", lambda story: told.release(story, facts.invented_round().as_at)),
    ]


def _past_round(story: Story, slug: str, number: int) -> None:
    past = next(each for each in facts.history().rounds if each.slug == slug)
    round_ = start_past_round(story, slug, number)
    found = sittings(story, slug, past.weights, past.people_heard, past.opened.first, past.closed.last)
    hear(story, round_, list(found), [prompt.text for prompt in past.prompts], past.closed.last)
    quote(story, round_, past.closed.last)
    told.cards(story, round_, past.closed.last, 2 * told.CARDS)
    proposals = published_priorities(story, round_, past.closed.last)
    history = Past(story, slug, proposals)
    history.tell()
    published(story, history)
    told.tellings(story, round_, past.closed.last + dt.timedelta(days=180), CAME_OF_IT)


def _small_round(story: Story) -> None:
    invented = facts.invented_round()
    earlier = invented.earlier
    round_ = start_invented_round(story, earlier, 3, story.rounds["round-2"])
    listening = next(window for window in earlier.windows if window.stage == "listening")
    found = sittings(
        story, earlier.slug, earlier.weights, earlier.people_heard or 0, listening.opens, listening.closes
    )
    hear(story, round_, list(found), [prompt.text for prompt in earlier.prompts], listening.closes)
    quote(story, round_, listening.closes)
    told.cards(story, round_, listening.closes)
    told.contacts(story, round_, listening.closes)
    hold_moments(story, earlier, invented.as_at)


def _assembly(story: Story) -> None:
    slug = facts.invented_round().earlier.slug
    round_ = story.rounds[slug]
    night = Night(story, round_, invented_vote(story, round_, WRITING, VOTING))
    night.hold()
    Invented(story, night, slug).tell()
    told.tellings(story, round_, TOLD_ON, CAME_OF_IT)
    told.write_to_contacts(story, round_, TOLD_ON)
    story.on(facts.invented_round().as_at)


def _open_round(story: Story) -> None:
    """Six weeks in: conversations come in, most are accepted, some wait to be read."""
    invented = facts.invented_round()
    round_ = start_invented_round(story, invented.open, 4, story.rounds[invented.earlier.slug])
    aim(story, round_)
    note_who_is_reached(story)
    hold_moments(story, invented.open, invented.as_at)
    listening = next(window for window in invented.open.windows if window.stage == "listening")
    last = invented.as_at - dt.timedelta(days=1)
    found = list(
        sittings(story, invented.open.slug, invented.open.weights, HEARD_SO_FAR, listening.opens, last)
    )
    prompts = [prompt.text for prompt in invented.open.prompts]
    read_by = invented.as_at - dt.timedelta(days=4)
    hear(story, round_, [each for each in found if each.held_on <= read_by], prompts, read_by)
    hear(
        story,
        round_,
        [each for each in found if each.held_on > read_by],
        prompts,
        invented.as_at,
        is_read=False,
    )
    told.cards(story, round_, read_by)
    told.contacts(story, round_, invented.as_at, 25)
    someone_at_risk(story, round_, invented.as_at)
    story.on(invented.as_at)
