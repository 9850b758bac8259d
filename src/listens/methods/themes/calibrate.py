"""From chances to decisions: one threshold, how right the machine is at each confidence, what may be accepted in
bulk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from listens.methods.intervals.shares import wilson
from listens.methods.themes.encoding import Bools, Floats

GRID = np.linspace(0.02, 0.9, 45)


def f1(decided: Bools, given: Bools) -> tuple[float, float]:
    """Micro- and macro-F1 of codes given against codes decided, both (notes, codes). A code in neither counts 0."""
    right = (decided & given).sum(axis=0)
    both = decided.sum(axis=0) + given.sum(axis=0)
    each = np.where(both > 0, 2 * right / np.maximum(both, 1), 0.0)
    return float(2 * right.sum() / max(both.sum(), 1)), float(each.mean()) if len(each) else 0.0


def given_at(chances: Floats, threshold: Floats | float, least: float = 0.0) -> Bools:
    """Every code at or above the threshold; the likeliest one alone where none is, if its chance is `least` or
    more."""
    given = chances >= threshold
    if not chances.size:
        return given
    best = chances.argmax(axis=1)
    rows = np.arange(len(chances))
    given[rows, best] |= (chances[rows, best] >= least) & (chances[rows, best] > 0)
    return given


def choose_threshold(chances: Floats, decided: Bools) -> float:
    """The one threshold with the best micro-F1 on notes the learners had not seen. 0.5 when nothing was decided."""
    if not decided.any():
        return 0.5
    scores = [f1(decided, given_at(chances, at))[0] for at in GRID]
    return float(GRID[int(np.argmax(scores))])


@dataclass(frozen=True)
class Confidence:
    """Of all that the machine gives, the surest `share`: those with a chance of `least` or more.

    `right` of `num` looked at were given by people too; `low` to `high` is Wilson's 95 % interval of that precision.
    """

    share: float
    least: float
    num: int
    right: int
    low: float
    high: float

    @property
    def precision(self) -> float:
        return self.right / self.num


def precision_by_confidence(
    chances: Floats, decided: Bools, threshold: float, shares: tuple[float, ...] = (0.1, 0.25, 0.5, 0.75, 1.0)
) -> list[Confidence]:
    """How often people agree with the surest tenth, quarter, half … of what is given. Empty when nothing is."""
    given = given_at(chances, threshold)
    sure, right = chances[given], decided[given]
    order = np.argsort(-sure, kind="stable")
    return list(_rows(sure[order], right[order], shares))


def _rows(sure: Floats, right: Bools, shares: tuple[float, ...]) -> Iterator[Confidence]:
    for share in shares:
        num = round(share * len(sure))
        if num:
            hits = int(right[:num].sum())
            yield Confidence(share, float(sure[num - 1]), num, hits, *wilson(hits, num))


def accept_in_bulk(table: list[Confidence], precision: float = 0.85) -> Confidence | None:
    """The largest share whose precision is at least so high even at the low end of its interval; None when none
    is."""
    good = [row for row in table if row.low >= precision]
    return max(good, key=lambda row: row.share, default=None)


def calibration_error(chances: Floats, decided: Bools, bins: int = 10) -> float:
    """Mean gap between chance and what came true, over bins of equal width, weighed by how many fall in each."""
    if not chances.size:
        return 0.0
    flat, came = chances.ravel(), decided.ravel()
    which = np.minimum((flat * bins).astype(int), bins - 1)
    gaps = np.abs(np.bincount(which, flat - came, bins))
    return float(gaps.sum() / len(flat))
