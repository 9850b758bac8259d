"""The pages from round to round: pictures, table, file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.methods.cells import csv_of
from listens.methods.themes.estimate import Estimate
from listens.sensemaking.between import words
from listens.sensemaking.between.compared import Comparison, Row, Step
from listens.sensemaking.between.reading import Reading
from listens.sensemaking.models import Theme
from listens.sensemaking.presenters import right

APART, TOP, BOTTOM, FIRST = 60, 14, 66, 30  # of the picture, in its own units
VERDICTS = ("more", "less", "no clear difference", "cannot be compared")


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    low: float
    high: float
    label: str


@dataclass(frozen=True)
class Slope:
    """Shares of one theme in rounds side by side. `lines` are [x, y, x, y]; where a comparison ends there is none but
    a `breaks` (x) between the rounds.
    """

    width: int
    points: list[Point]
    lines: list[tuple[float, float, float, float]]
    breaks: list[float]


def slope(shares: Sequence[Estimate | None], is_joined: Sequence[bool], most: float) -> Slope:
    """`most`: the share at the upper edge. `is_joined`: for each pair of neighbours whether they can be compared."""

    def height(share: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * min(share / most, 1.0), 1)

    points = [
        Point(
            FIRST + APART * at,
            height(one.share),
            height(one.low),
            height(one.high),
            words.of_hundred(one.share),
        )
        if one
        else None
        for at, one in enumerate(shares)
    ]
    lines, breaks = [], []
    for at, (one, other) in enumerate(pairwise(points)):
        if one and other and is_joined[at]:
            lines.append((one.x, one.y, other.x, other.y))
        else:
            breaks.append(FIRST + APART * at + APART / 2)
    return Slope(2 * FIRST + APART * (len(shares) - 1), [one for one in points if one], lines, breaks)


def most_of(shares: Iterable[Estimate | None]) -> float:
    """The upper edge of pictures that are to be compared: a tenth above which none of them reaches."""
    highest = max((one.high for one in shares if one), default=0.0)
    return min(1.0, max(0.1, -(-highest * 10 // 1) / 10))


def sections(area: Area, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Cards by verdict, the largest changes first."""
    most = most_of(one for row in rows for one in (row.before, row.after))
    found = []
    for verdict in VERDICTS:
        own = [row for row in rows if row.verdict == verdict]
        if own:
            cards = [_card(area, row, most) for row in in_order(own)]
            found.append({"heading": words.verdict(own[0]), "cards": cards})
    return found


def in_order(rows: Sequence[Row]) -> list[Row]:
    """By verdict, then the largest changes first, then as in the codebook."""
    return sorted(
        rows, key=lambda row: (VERDICTS.index(row.verdict), -abs((row.change and row.change.change) or 0.0))
    )


def _card(area: Area, row: Row, most: float) -> dict[str, Any]:
    return {
        "name": row.theme.name,
        "within": row.theme.parent.name if row.theme.parent else "",
        "address": address(area, row),
        "slope": slope([row.before, row.after], [not row.obstacle], most),
        "sentence": words.sentence(row),
        "difference": "" if row.obstacle else words.difference(row),
        "turns": words.turns(row),
    }


def address(area: Area, row: Row) -> str:
    return reverse("theme_between", kwargs={"area": area.slug, "code": row.theme.code})


def table(area: Area, one: Reading, other: Reading, rows: Sequence[Row]) -> dict[str, Any]:
    headings = [_("Theme"), one.round.name, other.round.name, _("Difference"), _("What it means")]
    return {
        "caption": _("Of 100 conversations, how many spoke of it; in brackets where it may lie"),
        "headings": headings,
        "numeric": headings[1:4],
        "rows": [
            [
                format_html(
                    '<a class="app-slopes__theme" href="{}">{}</a>', address(area, row), row.theme.name
                ),
                right(words.share(row.before)),
                right(words.share(row.after)),
                right(words.difference(row)),
                _meaning(row),
            ]
            for row in in_order(rows)
        ],
    }


def _meaning(row: Row) -> str:
    more = [said for said in (words.obstacle(row), *words.turns(row)) if said]
    told = format_html_join("", "<br>{}", ((said,) for said in more))
    return format_html("<strong>{}</strong>{}", words.verdict(row), told)


FIGURES = ("round", "share", "low", "high", "read")
COLUMNS = (
    "code",
    "theme",
    "part_of",
    *(f"{figure}_before" for figure in FIGURES),
    *(f"{figure}_after" for figure in FIGURES),
    "difference",
    "difference_low",
    "difference_high",
    "what_it_means",
    "why",
    "changes_of_definition",
    "definition_before",
    "definition_after",
)


def as_csv(comparison: Comparison, one: Reading, other: Reading, rows: Sequence[Row]) -> str:
    """Shares of 1; what was not known or not subtracted is empty."""
    return csv_of(COLUMNS, [_line(comparison, one, other, row) for row in rows])


def _line(comparison: Comparison, one: Reading, other: Reading, row: Row) -> list[Any]:
    found = row.change if not row.obstacle else None
    of_change = (found.change, found.low, found.high) if found else (None, None, None)
    was = comparison.history.as_it_was(row.theme, one.rest)["definition"]
    now = comparison.history.as_it_was(row.theme, comparison.until(other))["definition"]
    return [
        row.theme.code,
        row.theme.name,
        row.theme.parent.code if row.theme.parent else "",
        one.round.name,
        *_figures(row.before),
        other.round.name,
        *_figures(row.after),
        *["" if each is None else round(each, 4) for each in of_change],
        words.verdict(row),
        words.obstacle(row),
        " ".join(words.turns(row)),
        was,
        now,
    ]


def _figures(one: Estimate | None) -> list[Any]:
    return [round(one.share, 4), round(one.low, 4), round(one.high, 4), one.num] if one else [""] * 4


def slope_of(steps: Sequence[Step]) -> Slope | None:
    """All rounds of one theme; none for a single round."""
    shares = [step.share for step in steps]
    if len(steps) < 2 or not any(shares):
        return None
    return slope(shares, [bool(step.row and not step.row.obstacle) for step in steps[1:]], most_of(shares))


def steps(comparison: Comparison, theme: Theme, found: Sequence[Step]) -> list[dict[str, Any]]:
    """For each round: its share in words, what the theme meant then, and what came between it and the one before."""
    told: list[dict[str, Any]] = []
    for step in found:
        at = comparison.until(step.reading)
        meant = comparison.history.as_it_was(theme, at)
        told.append(
            {
                "round": step.reading.round,
                "share": words.share(step.share) if step.share else "",
                "read": step.share.num if step.share else 0,
                "meant": meant,
                "is_said": any(meant[field] for field in ("definition", "include", "exclude")),
                "verdict": words.verdict(step.row) if step.row else "",
                "sentence": words.sentence(step.row) if step.row else "",
                "difference": words.difference(step.row) if step.row and not step.row.obstacle else "",
                "turns": words.turns(step.row) if step.row else [],
            }
        )
    return told


def since(comparison: Comparison, theme: Theme, found: Sequence[Step]) -> list[str]:
    """What changed after the last note of all was coded: the next round will be read by that."""
    if not found:
        return []
    after = comparison.until(found[-1].reading)
    turns = comparison.history.between(theme.pk, after, theme.area.now() + dt.timedelta(days=1))
    return [words.turn(one, theme) for one in turns]
