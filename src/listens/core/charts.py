"""Bars for `core/chart_bars.html`: each is a published number with the share of the width it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from listens.core.published import Published


@dataclass(frozen=True)
class Bar:
    """`width`, `low` and `high` are on a scale of 0 to 100; a hidden number has no bar.

    `opens` is the address of what was counted, for whoever may see it.
    """

    label: str
    number: Published
    width: float
    low: float = 0.0
    high: float = 0.0
    has_range: bool = False
    opens: str = ""


@dataclass(frozen=True)
class BarChart:
    title: str
    label_heading: str
    number_heading: str
    bars: list[Bar]


def bar_chart(
    title: str,
    rows: Iterable[tuple[str, Published]],
    *,
    label_heading: str,
    number_heading: str,
    opens: Sequence[str] = (),
) -> BarChart:
    """A chart of `(label, number)` rows, the longest bar taking the whole width; `opens` has an address for each."""
    rows = list(rows)
    longest = max([max(n.value or 0, n.high or 0) for _label, n in rows] or [0]) or 1

    def share(value: float | None) -> float:
        return round(100 * (value or 0) / longest, 2)

    bars = [
        Bar(label, n, share(n.value), share(n.low), share(n.high), n.low is not None, where)
        for (label, n), where in zip(rows, opens or [""] * len(rows), strict=True)
    ]
    return BarChart(title, label_heading, number_heading, bars)
