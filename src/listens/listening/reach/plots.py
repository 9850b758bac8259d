"""The dot-plot of one comparison: each group's ratio with its range, the band of fair samples, and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listens.core.ratios import Dot, DotPlot, dot

if TYPE_CHECKING:
    from listens.methods.reach.measure import Group, Reach, Verdict

MARKS: dict[Verdict, str] = {
    "under": "under",
    "fair": "fair",
    "over": "over",
    "too few to say": "too_few",
}


def mark_of(group: Group) -> str:
    return "no_figure" if group.population_share is None else MARKS[group.verdict]


def plot(title: str, reach: Reach) -> DotPlot:
    """Groups that have a figure to be compared with; the others are in the table beside it."""
    return DotPlot(title, [dot_of(group) for group in reach.groups if group.population_share is not None])


def dot_of(group: Group) -> Dot:
    if group.ratio is None or group.low is None or group.high is None or group.fair is None:
        return Dot(group.group, mark_of(group))
    return dot(group.group, mark_of(group), group.ratio, group.low, group.high, group.fair)
