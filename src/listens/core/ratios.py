"""Dots with their ranges for `core/chart_ratios.html`: how often something is, against how often it would be expected.

The scale is one of doublings, from a quarter to four times, so that half as much lies as far from the middle as twice
as much. What lies beyond it is drawn at its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

from listens.core.published import Published

WIDEST = 2.0  # doublings on either side


@dataclass(frozen=True)
class Dot:
    """One row. `at`, `low` and `high` are places from 0 to 100 on the scale, None where there is no dot.

    `fair_low` and `fair_high` bound what chance alone would show; `mark` is one of core.marks. `number` stands beside
    the label.
    """

    label: str
    mark: str
    at: float | None = None
    low: float = 0.0
    high: float = 0.0
    fair_low: float = 0.0
    fair_high: float = 0.0
    number: Published | None = None

    @property
    def fair_width(self) -> float:
        return round(self.fair_high - self.fair_low, 2)


@dataclass(frozen=True)
class DotPlot:
    title: str
    dots: list[Dot]


def place_of(ratio: float) -> float:
    """Where a ratio from 0 up lies on the scale."""
    if ratio <= 0:
        return 0.0
    return round(50 + 50 * max(-WIDEST, min(WIDEST, log2(ratio))) / WIDEST, 2)


def dot(label: str, mark: str, ratio: float, low: float, high: float, fair: tuple[float, float]) -> Dot:
    fair_low, fair_high = fair
    return Dot(
        label, mark, place_of(ratio), place_of(low), place_of(high), place_of(fair_low), place_of(fair_high)
    )
