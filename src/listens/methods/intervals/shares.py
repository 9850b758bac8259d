"""Intervals of a share, and of the difference between two shares.

Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927);
R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17
(1998), method 10; C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of
the binomial", Biometrika 26 (1934).
"""

from __future__ import annotations

from math import hypot, sqrt

from scipy.stats import beta, norm

from listens.methods.intervals.counts import between_0_and_1, part_of


def z_of(confidence: float) -> float:
    """How many standard deviations hold the middle `confidence` of a normal distribution (0.95: 1.96)."""
    between_0_and_1(confidence, "confidence")
    return float(norm.isf((1 - confidence) / 2))


def wilson(count: float, of: float, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's interval of the share `count / of`, as two shares in [0, 1].

    `count` may be fractional (a weighted count with its effective n). Raises ValueError when it is not a part.
    """
    part_of(count, of)
    return around(count / of, of, z_of(confidence))


def around(share: float, of: float, z: float) -> tuple[float, float]:
    """The shares that lie no more than `z` of their own standard errors from `share`, at `of` people."""
    centre = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    stretch = 1 + z * z / of
    # At 0 and at 1 the two terms are equal but for rounding.
    low = 0.0 if share == 0 else max((centre - half) / stretch, 0.0)
    high = 1.0 if share == 1 else min((centre + half) / stretch, 1.0)
    return low, high


def exact(count: float, of: float, confidence: float = 0.95) -> tuple[float, float]:
    """Clopper and Pearson's interval of `count / of`, as two shares in [0, 1]: at least `confidence` hold the truth.

    `count` and `of` may be fractional. Raises ValueError when the one is not a part of the other.
    """
    part_of(count, of)
    between_0_and_1(confidence, "confidence")
    tail = (1 - confidence) / 2
    low = float(beta.ppf(tail, count, of - count + 1)) if count > 0 else 0.0
    high = float(beta.isf(tail, count + 1, of - count)) if count < of else 1.0
    return low, high


def difference(
    count: float, of: float, other_count: float, other_of: float, confidence: float = 0.95
) -> tuple[float, float]:
    """Newcombe's interval of `count / of - other_count / other_of`, two independent shares; in [-1, 1].

    Raises ValueError when a count is not a part.
    """
    low, high = wilson(count, of, confidence)
    other_low, other_high = wilson(other_count, other_of, confidence)
    share, other = count / of, other_count / other_of
    gap = share - other
    return gap - hypot(share - low, other_high - other), gap + hypot(high - share, other - other_low)
