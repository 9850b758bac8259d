"""Dots on a line for `core/spread_plot.html`: one small dot for each place, a mark for the one that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from listens.core.published import Published

MARGIN = 4.0  # percent of the width that stays free at each end, so that no mark is cut


@dataclass(frozen=True)
class SpreadPlot:
    """`dots`, `mark_at`, `low_at` and `high_at` are percent of the width, so that it fits any screen undistorted."""

    title: str
    mark_label: str
    mark: Published | None
    mark_at: float | None
    dots_label: str
    dots: list[float]
    low: Published
    high: Published
    low_at: float
    high_at: float


def spread_plot(
    title: str,
    own: tuple[str, Published | None],
    dots_label: str,
    ends: tuple[Published, Published],
    values: Sequence[float],
    own_value: float | None,
) -> SpreadPlot:
    """`own` is the name and number of the mark, `ends` are the lowest and the highest of `values`, each of them a dot.

    `values` and `own_value` are exact, where the published numbers are rounded. Raises ValueError without a value.
    """
    least, most = min(values), max(values)
    if own_value is not None:
        least, most = min(least, own_value), max(most, own_value)

    def at(value: float) -> float:
        if most == least:
            return 50.0
        return round(MARGIN + (100 - 2 * MARGIN) * (value - least) / (most - least), 2)

    dots = sorted(at(value) for value in values)
    mark_at = None if own_value is None else at(own_value)
    label, mark = own
    low, high = ends
    return SpreadPlot(title, label, mark, mark_at, dots_label, dots, low, high, dots[0], dots[-1])
