"""Where a place stands between the lowest and the highest of its kind: one strip a figure, without ranks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from listens.core.published import Published, act
from listens.places.profile import Indicator
from listens.places.sentence import rounded

FINEST = 0.5  # of a strip 100 wide: dots nearer than that are one


@dataclass(frozen=True)
class Strip:
    """`others` is the path of a small mark for each place of its kind, `at` where this one is, on a scale of 0 to 100.

    With fewer than two places there is nothing to stand between, and `others` is empty.
    """

    key: str
    title: str
    unit: str
    counts: str
    here: Published
    low: Published
    high: Published
    at: float
    others: str
    data_set: str
    as_at: dt.date


def strip(found: Indicator) -> Strip:
    width = found.high - found.low

    def place(value: float) -> float:
        return round((value - found.low) / width / FINEST * 100) * FINEST if width else 50

    def published(value: float) -> Published:
        return act(
            rounded(value),
            definition=f"{found.counts}, {found.unit}",
            as_at=found.as_at,
            source=f"{found.source}, {found.data_set}",
        )

    marks = sorted({place(value) for value in found.spread}) if found.num_places > 1 else []
    return Strip(
        found.key,
        found.title,
        found.unit,
        found.counts,
        published(found.value),
        published(found.low),
        published(found.high),
        place(found.value),
        "".join(f"M{mark:g} 5V11" for mark in marks),
        found.data_set,
        found.as_at,
    )
