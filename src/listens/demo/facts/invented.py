"""The invented open round and the small invented round before it, with its asks, answers and pledges."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from . import pages
from .past import Prompt
from .promises import InventedPledge, pledge


@dataclass(frozen=True)
class Window:
    """When a stage is open, for all or for one organisation, with days of grace after."""

    stage: str
    opens: dt.date
    closes: dt.date
    grace_days: int
    organisation: str = ""
    why: str = ""


@dataclass(frozen=True)
class Moment:
    """A meeting. ``agenda`` is a line per item, "5 min: ..."; the last three are empty until it has been held."""

    slug: str
    kind: str
    title: str
    held: dt.date
    place: str
    agenda: tuple[str, ...]
    who_came: str = ""
    decisions: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class InventedRound:
    """``weights`` are shares of 100 by top-level theme."""

    slug: str
    name: str
    prompts: tuple[Prompt, ...]
    weights: dict[str, int]
    windows: tuple[Window, ...]
    moments: tuple[Moment, ...]
    concerns: tuple[str, ...] = ()
    target_heard: int | None = None
    people_heard: int | None = None


@dataclass(frozen=True)
class Issue:
    """``gate``: passed, not_decided_here or already_won. ``popularity`` weights the synthetic ballots.

    ``brought_by`` are slugs of organisations; ``merged_into`` is the slug of another issue that says the same.
    """

    slug: str
    title: str
    theme: str
    gate: str
    popularity: int
    reason: str = ""
    summary: str = ""
    brought_by: tuple[str, ...] = ()
    merged_into: str = ""
    merged_because: str = ""


@dataclass(frozen=True)
class Said:
    """What a person of the cast says of an issue, for their organisation. ``kind``: for, question or worry."""

    issue: str
    by: str
    kind: str
    words: str


@dataclass(frozen=True)
class InventedAnswer:
    """``kind``: yes, yes_if, no, later, declined, absent, unanswered. A body answers, or an organisation."""

    seq: int
    kind: str
    given: dt.date
    words: str
    body: str = ""
    office: str = ""
    organisation: str = ""
    condition: str = ""
    note: str = ""
    answer_by: dt.date | None = None


@dataclass(frozen=True)
class InventedAsk:
    slug: str
    issue: str
    text: str
    answers: tuple[InventedAnswer, ...]


@dataclass(frozen=True)
class Invented:
    """``as_at`` is the day on which the demo stands still; ``seats`` is how many issues the vote chooses."""

    as_at: dt.date
    open: InventedRound
    earlier: InventedRound
    seats: int
    issues: tuple[Issue, ...]
    said: tuple[Said, ...]
    asks: tuple[InventedAsk, ...]
    pledges: tuple[InventedPledge, ...]


def _round(row: dict[str, Any]) -> InventedRound:
    parts = ("prompt", "window", "moment", "concerns")
    return pages.make(
        InventedRound,
        {key: value for key, value in row.items() if key not in parts},
        prompts=tuple(pages.make(Prompt, line) for line in row["prompt"]),
        windows=tuple(pages.make(Window, line) for line in row["window"]),
        moments=tuple(pages.make(Moment, line) for line in row["moment"]),
        concerns=tuple(row.get("concerns", {}).get("texts", ())),
    )


def _ask(row: dict[str, Any]) -> InventedAsk:
    answers = tuple(pages.make(InventedAnswer, line) for line in row["answer"])
    return InventedAsk(row["slug"], row["issue"], row["text"], answers)


@cache
def invented_round() -> Invented:
    """Everything made up about rounds, from the day the demo stands at."""
    page = pages.table("invented_round.toml")
    return Invented(
        as_at=page["as_at"],
        open=_round(page["open"]),
        earlier=_round(page["earlier"]),
        seats=page["vote"]["seats"],
        issues=tuple(pages.make(Issue, row) for row in page["issue"]),
        said=tuple(pages.make(Said, row) for row in page["said"]),
        asks=tuple(_ask(row) for row in page["ask"]),
        pledges=tuple(pledge(row) for row in page["pledge"]),
    )
