"""How uneven a perfectly fair sample of this size looks: the index of dissimilarity, and its band.

The index is half the sum of the distances between the heard and the population shares: the part of the people heard
who would have to be of another group for the shares to agree. In a small sample it is never near 0, even when
everybody had the same chance of being heard, so it is shown beside what a fair sample shows. Source: O. D. Duncan
and B. Duncan, "A methodological analysis of segregation indexes", American Sociological Review 20 (1955).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom

SAMPLES = 20_000
AT_ONCE = 2_000_000  # numbers in memory at a time
LOW, HIGH = 5, 95


@dataclass(frozen=True)
class FairSample:
    """What fair samples show: nine in ten lie between `low` and `high`, and `mean` is their mean; all in [0, 1]."""

    mean: float
    low: float
    high: float


def dissimilarity(heard: Sequence[int], shares: Sequence[float]) -> float:
    """The index, in [0, 1]. `heard` and the population's `shares` (summing to 1) are in the same order.

    Raises ValueError when nobody was heard.
    """
    num = sum(heard)
    if not num:
        raise ValueError("Nobody was heard: there is nothing to compare.")
    return sum(abs(count / num - share) for count, share in zip(heard, shares, strict=True)) / 2


def fair_sample(num: int, shares: Sequence[float], seed: int = 0) -> FairSample:
    """The index over 20,000 fair samples of `num` people from a population with these `shares` (summing to 1).

    The same seed gives the same answer. Raises ValueError when `num` is below 1.
    """
    if num < 1:
        raise ValueError("Nobody was heard: there is nothing to compare.")
    chance = np.random.default_rng(seed)
    exact = np.asarray(shares, dtype=float)
    exact = exact / exact.sum()
    step = max(AT_ONCE // len(exact), 1)
    found = np.concatenate(
        [
            np.abs(chance.multinomial(num, exact, min(step, SAMPLES - start)) / num - exact).sum(axis=1) / 2
            for start in range(0, SAMPLES, step)
        ]
    )
    low, high = np.percentile(found, [LOW, HIGH])
    return FairSample(float(found.mean()), float(low), float(high))


def fair_counts(num: int, share: float) -> tuple[int, int]:
    """How many of `num` people a fair sample finds in a group with this share: nine in ten lie between the two."""
    low, high = binom.ppf([LOW / 100, HIGH / 100], num, share)
    return int(low), int(high)
