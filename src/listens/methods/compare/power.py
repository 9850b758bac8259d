"""The smallest difference between two shares that would be seen: to be shown before the comparison itself.

Source: J. L. Fleiss, B. Levin and M. C. Paik, Statistical Methods for Rates and Proportions (3rd edition, 2003),
chapter 4, without pooling and without the correction for continuity.
"""

from __future__ import annotations

from math import sqrt

from scipy.optimize import brentq
from scipy.stats import norm

from listens.methods.intervals.counts import between_0_and_1, whole

POWER = 0.8


def smallest_difference(
    of: int, other_of: int, base: float = 0.5, power: float = POWER, alpha: float = 0.05
) -> float | None:
    """How far a share has to lie above `base` to be seen `power` of the time, for one comparison by itself.

    `of` people stand behind the base and `other_of` behind the other share. The answer is a difference of shares
    (0.32: 32 points); None when even a share of 1 would not be seen as often as that. Raises ValueError for a
    number of people that is not whole and above 0, or a share, power or alpha that is not between 0 and 1.

    The normal approximation is hopeful: Fisher's test, which never calls too much, sees a difference of this size
    about 7 times in 10 rather than 8 (`make bench-intervals`).
    """
    for value, name in ((base, "base"), (power, "power"), (alpha, "alpha")):
        between_0_and_1(value, name)
    if not (whole(of, "The first group") and whole(other_of, "The second group")):
        raise ValueError("Nobody was heard in one of the groups: there is nothing to compare.")
    reach = float(norm.isf(alpha / 2)) + float(norm.isf(1 - power))

    def is_over(gap: float) -> float:
        other = base + gap
        return gap - reach * sqrt(base * (1 - base) / of + other * (1 - other) / other_of)

    widest = 1 - base
    return float(brentq(is_over, 0, widest)) if is_over(widest) > 0 else None
