"""What the screen of the hall, and the page it is run from, print."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.core.models import Area
from listens.listening.models import Round
from listens.priorities.hall import Moment, Turnouts

MANY = 24  # rows; more than that stand smaller, in more columns


@dataclass(frozen=True)
class Clock:
    """`left` is "4:05", empty without a countdown; `at` the time of day in the area; `iso` for machines."""

    left: str
    at: str
    iso: str


@dataclass(frozen=True)
class TurnoutRow:
    """`width` is the part of its bar that is full, 0 to 100; None where nobody said how many could come."""

    name: str
    words: str
    width: float | None
    is_complete: bool
    is_together: bool


@dataclass(frozen=True)
class TurnoutChart:
    words: str
    width: float | None
    rows: list[TurnoutRow]

    @property
    def is_long(self) -> bool:
        return len(self.rows) > MANY


def clock(area: Area, now: Moment) -> Clock:
    if now.closes_at is None or now.seconds_left is None:
        return Clock("", "", "")
    local = now.closes_at.astimezone(ZoneInfo(area.time_zone))
    minutes, seconds = divmod(now.seconds_left, 60)
    return Clock(f"{minutes}:{seconds:02}", time_format(local.time(), "H:i"), local.isoformat())


def turnout(found: Turnouts) -> TurnoutChart:
    """Every organisation by name, then those that are told together."""
    rows = [
        TurnoutRow(
            name=row.name
            or ngettext(
                "%(n)d organisation together",
                "%(n)d organisations together, those with few ballots among them",
                row.num_organisations,
            )
            % {"n": row.num_organisations},
            words=_of(row.num, row.num_expected),
            width=_width(row.num, row.num_expected),
            is_complete=bool(row.num_expected and row.num >= row.num_expected),
            is_together=not row.name,
        )
        for row in found.rows
    ]
    return TurnoutChart(
        words=_of(found.num, found.num_expected),
        width=_width(found.num, found.num_expected),
        rows=rows,
    )


def ballot_address(area: Area) -> str:
    """The page where a slip's letters are typed."""
    return settings.SITE_URL + reverse("ballot", args=[area.slug])


def result_address(area: Area, round: Round) -> str:
    """Where everybody reads the result."""
    return reverse("round_result", args=[area.slug, round.slug])


def in_words(address: str) -> str:
    """An address as people type it."""
    return address.partition("://")[2].rstrip("/")


def _of(num: int, expected: int | None) -> str:
    if expected is None:
        return str(num)
    return _("%(num)d of %(all)d") % {"num": num, "all": expected}


def _width(num: int, expected: int | None) -> float | None:
    return round(min(100.0, 100 * num / expected), 1) if expected else None
