"""Intervals of a count of events and of a rate: exact Poisson below ten events, Byar's approximation from ten.

Sources: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936); Byar's approximation in
N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research II (1987), page 69. Where to change from one to
the other: the technical guide of the Office for Health Improvement and Disparities.
"""

from __future__ import annotations

from math import isfinite, sqrt

from scipy.stats import chi2

from listens.methods.intervals.counts import between_0_and_1
from listens.methods.intervals.shares import z_of

EXACT_BELOW = 10


def exact_poisson(count: float, confidence: float = 0.95) -> tuple[float, float]:
    """The exact interval of the expected number, `count` having been seen. Raises ValueError below 0."""
    _check(count, confidence)
    tail = (1 - confidence) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return low, float(chi2.isf(tail, 2 * count + 2)) / 2


def byar(count: float, confidence: float = 0.95) -> tuple[float, float]:
    """Byar's approximation to `exact_poisson`; never below 0. Raises ValueError below 0."""
    _check(count, confidence)
    z = z_of(confidence)
    low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count else 0.0
    upper = count + 1
    return max(low, 0.0), upper * (1 - 1 / (9 * upper) + z / (3 * sqrt(upper))) ** 3


def rate(count: float, base: float, per: float = 1, confidence: float = 0.95) -> tuple[float, float]:
    """The interval of `count` events in `base` (people, or people times years), for each `per` of them.

    Raises ValueError for a negative count or a base or `per` that is not above 0.
    """
    if not (isfinite(base) and base > 0 and isfinite(per) and per > 0):
        raise ValueError("A rate needs a base and a unit above 0.")
    limits = exact_poisson if count < EXACT_BELOW else byar
    low, high = limits(count, confidence)
    return low / base * per, high / base * per


def _check(count: float, confidence: float) -> None:
    between_0_and_1(confidence, "confidence")
    if not isfinite(count) or count < 0:
        raise ValueError(f"{count} is no number of events.")
