"""Lines for `core/dot_plot.html`, one a figure: where one stands among others, or between which two it may lie.

Words and numbers are HTML, so that they stay readable on a phone and are read out; only marks are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from listens.core.published import Published

FINEST = 0.5  # of a line 100 wide: marks nearer than that are one


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row. Places are on a scale of 0 to 100.

    `here` is the number of the thick mark at `at`; `low` and `high` stand at the ends. `others` is the path of a thin
    mark for each of the others (`marks`), `band` from where to where a broad line runs. With neither nothing is drawn.
    `says` is what a screen reader hears of the drawing: without one it is passed over, for the numbers say it all.
    """

    title: str
    here: Published | None
    unit: str = ""
    at: float | None = None
    low: Published | None = None
    high: Published | None = None
    others: str = ""
    band: tuple[float, float] | None = None
    says: str = ""


@dataclass(frozen=True)
class DotPlot:
    """`how` says how to read it."""

    title: str
    how: str
    lines: list[Line]


def place_on(value: float, low: float, high: float) -> float:
    """Where a value lies between two others; in the middle where those are one."""
    return round((value - low) / (high - low) * 100 / FINEST) * FINEST if high > low else 50.0


def marks(places: Iterable[float]) -> str:
    return "".join(f"M{place:g} 5V11" for place in sorted(set(places)))
