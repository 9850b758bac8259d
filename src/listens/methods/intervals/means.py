"""The interval of a mean, by Student's t. Source: "Student", "The probable error of a mean", Biometrika 6 (1908)."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, isfinite, sqrt

from scipy.stats import t

from listens.methods.intervals.counts import between_0_and_1


def mean(values: Sequence[float], confidence: float = 0.95) -> tuple[float, float, float]:
    """(mean, low, high) in the values' own unit. Raises ValueError for fewer than two, or for one that is no number."""
    between_0_and_1(confidence, "confidence")
    num = len(values)
    if num < 2:
        raise ValueError("One value alone does not show how far values differ: two or more are needed.")
    if not all(map(isfinite, values)):
        raise ValueError("A value is missing: leave it out before the mean is taken, and say so.")
    middle = fsum(values) / num
    spread = sqrt(fsum((value - middle) ** 2 for value in values) / (num - 1))
    half = float(t.isf((1 - confidence) / 2, num - 1)) * spread / sqrt(num)
    return middle, middle - half, middle + half
