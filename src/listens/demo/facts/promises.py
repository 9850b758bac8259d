"""The invented pledges: progress, the community's verdict and the owner's reply beside it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from . import pages


@dataclass(frozen=True)
class InventedProgress:
    on: dt.date
    text: str
    evidence: str


@dataclass(frozen=True)
class InventedVerdict:
    """``kind``: kept, on_the_way, stuck, broken, cannot_tell. ``by`` are the two organisations that gave it.

    ``meeting`` is the meeting a stuck promise calls; ``delegates_agreed`` the day delegates agreed to "broken";
    ``closed_at`` the moment at which both sides closed the promise.
    """

    kind: str
    shown_to_owner: dt.date
    given: dt.date
    by: tuple[str, ...]
    text: str
    owner_reply: str
    meeting: dt.date | None = None
    delegates_agreed: dt.date | None = None
    closed_at: str = ""


@dataclass(frozen=True)
class InventedAmendment:
    """A new date; it stops the clock only from ``accepted``, when the community side says yes."""

    asked: dt.date
    due: dt.date
    reason: str
    accepted: dt.date


@dataclass(frozen=True)
class InventedPledge:
    """``owners`` are slugs of invented bodies or of organisations; the first leads."""

    slug: str
    ask: str
    title: str
    text: str
    owners: tuple[str, ...]
    office: str
    spoken: dt.date
    confirmed: dt.date
    due: dt.date
    measure: str
    co_lead_organisation: str
    progress: tuple[InventedProgress, ...]
    verdicts: tuple[InventedVerdict, ...]
    amendments: tuple[InventedAmendment, ...]

    def due_on(self, day: dt.date) -> dt.date:
        """The date that counted on ``day``."""
        accepted = [change for change in self.amendments if change.accepted <= day]
        return accepted[-1].due if accepted else self.due


def pledge(row: dict[str, Any]) -> InventedPledge:
    """One invented pledge from its table."""
    parts = ("progress", "verdict", "amendment")
    return pages.make(
        InventedPledge,
        {key: value for key, value in row.items() if key not in parts},
        progress=tuple(pages.make(InventedProgress, line) for line in row.get("progress", ())),
        verdicts=tuple(pages.make(InventedVerdict, line) for line in row.get("verdict", ())),
        amendments=tuple(pages.make(InventedAmendment, line) for line in row.get("amendment", ())),
    )
