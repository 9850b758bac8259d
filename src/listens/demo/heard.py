"""What was heard: synthetic conversations of one round, brought in, accepted, coded and some of them quoted.

The notes go in as a file would, through `import_notes`, and their codings through `import_codings`, so that the
demonstration is also a test of both.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from listens.core.tables import Table
from listens.demo import facts
from listens.demo.story import Story
from listens.demo.words import SpokenNote, speak, themes
from listens.listening.actions.notes_import import import_notes
from listens.listening.actions.review import accept_file
from listens.listening.models import Round
from listens.methods.findings import Finding
from listens.sensemaking.actions import import_codebook, import_codings

CODER = "synthetic"
WITH_MORE_PEOPLE = frozenset({"table-talk", "walk", "school-gate", "event"})


@dataclass(frozen=True)
class Sitting:
    """One synthetic conversation before it is rows of a file."""

    id: str
    organisation: facts.Organisation
    held_on: dt.date
    channel: str
    setting: str
    people_heard: int
    notes: tuple[SpokenNote, ...]


def fill_codebook(story: Story) -> None:
    """The two-level codebook, brought in as sense-makers would bring in one of their own."""
    import_codebook(
        story.femi,
        story.area,
        [
            {
                "id": theme.slug,
                "name": theme.name,
                "definition": theme.definition,
                "parent": theme.parent or "",
            }
            for theme in themes()
        ],
    )
    story.themes = {theme.code: theme for theme in story.area.themes.all()}


def sittings(
    story: Story, slug: str, weights: dict[str, int], people: int, first: dt.date, last: dt.date
) -> Iterator[Sitting]:
    """Conversations between the two days until at least `people` persons were heard, the larger ones fewer."""
    rng = story.random(f"heard {slug}")
    choose = _Chooser(rng)
    days = (last - first).days
    heard = number = 0
    while heard < people:
        number += 1
        organisation, channel, setting, size = choose.next()
        size = min(size, people - heard)
        heard += size
        num_notes = 1 if size == 1 and rng.random() < 0.6 else rng.randint(1, 3 if size < 6 else 5)
        yield Sitting(
            id=f"{slug}-{number}",
            organisation=organisation,
            held_on=first + dt.timedelta(days=int(days * rng.random())),
            channel=channel,
            setting=setting,
            people_heard=size,
            notes=tuple(speak(rng, weights=weights, setting=channel) for _ in range(num_notes)),
        )


class _Chooser:
    """Draws who listened where, how and to how many; bigger organisations hear more."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.organisations = facts.organisations()
        sizes = {"under 50": 1, "50-249": 2, "250-999": 4, "1000+": 6}
        self.weights = [sizes[each.size_band] for each in self.organisations]
        page = facts.settings()
        self.channels = {channel.slug: channel for channel in page.channels}
        self.places = page.places

    def next(self) -> tuple[facts.Organisation, str, str, int]:
        organisation = self.rng.choices(self.organisations, self.weights)[0]
        fitting = [place for place in self.places if organisation.kind in place.kinds] or list(self.places)
        place = self.rng.choice(fitting)
        slug = "one-to-one" if self.rng.random() < 0.7 else self.rng.choice(place.channels)
        low, high = self.channels[slug].people
        return organisation, slug, place.name, self.rng.randint(low, high)


def hear(
    story: Story,
    round: Round,
    found: list[Sitting],
    prompts: list[str],
    day: dt.date,
    *,
    is_read: bool = True,
) -> None:
    """Bring the conversations in on `day` as one file; once it is read, accept it and code its notes."""
    story.on(day)
    rows, codings = [], []
    rng = story.random(f"rows {round.slug}")
    for sitting in found:
        for position, note in enumerate(sitting.notes):
            unit = f"{sitting.id}-{position}"
            rows.append(_row(sitting, note, unit, prompts[position % len(prompts)], rng))
            codings += [{"unit": unit, "coder": CODER, "code": code} for code in note.themes or ("",)]
    source = f"synthetic-{round.slug}-{day}"
    outcome = import_notes(story.amina, round, _table(source, rows))
    _all_good(outcome.findings)
    if not is_read:
        return
    accept_file(story.grace, round, source)
    outcome = import_codings(story.femi, story.area, _table(f"{source}-codings", codings))
    _all_good(outcome.findings)


def _row(sitting: Sitting, note: SpokenNote, unit: str, prompt: str, rng: random.Random) -> dict[str, str]:
    is_table = sitting.channel in WITH_MORE_PEOPLE
    return {
        "source_id": unit,
        "conversation": sitting.id,
        "prompt": prompt,
        "text": note.text,
        "people_heard": str(sitting.people_heard),
        "organisation": sitting.organisation.name,
        "ward": sitting.organisation.ward_code,
        "held_on": sitting.held_on.isoformat(),
        "language": note.language,
        "channel": sitting.channel,
        "setting": sitting.setting,
        "voice": "listener" if note.listener_words else "read_back",
        "may_quote": "yes" if rng.random() < (0.15 if is_table else 0.6) else "no",
        "may_evaluate": "yes" if rng.random() < 0.7 else "no",
    }


def _table(source: str, rows: list[dict[str, str]]) -> Table:
    return Table(source, source, list(enumerate(rows, start=2)))


def _all_good(findings: list[Finding]) -> None:
    if findings:
        raise ValueError(f"The demonstration does not fit its own rules: {findings[0]}")
