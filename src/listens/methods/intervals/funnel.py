"""Funnel limits: how far from the common share or rate a place of its size may lie by chance. No ranks.

Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005). The limits of a share are Wilson's, so that they stay within 0 and 1; those of a count are exact Poisson.
"""

from __future__ import annotations

from typing import Literal

from scipy.stats import chi2, norm

from listens.methods.intervals.counts import between_0_and_1, part_of
from listens.methods.intervals.shares import around

Place = Literal["far below", "below", "inside", "above", "far above"]
INNER, OUTER = 0.025, 0.001  # the chance beyond each line: the usual pairs of 95 % and 99.8 %


def share_limits(common: float, of: float, beyond: float = INNER) -> tuple[float, float]:
    """The shares between which a place with `of` people lies, but for a chance of `beyond` at each side.

    Raises ValueError unless `common` and `beyond` are between 0 and 1 and `of` is above 0.
    """
    between_0_and_1(common, "common share")
    between_0_and_1(beyond, "chance beyond a limit")
    part_of(0, of)
    return around(common, of, float(norm.isf(beyond)))


def place(count: float, of: float, common: float) -> Place:
    """Where the share `count / of` lies in the funnel around `common`. Raises ValueError when it is not a part."""
    part_of(count, of)
    share = count / of
    inner, outer = (share_limits(common, of, beyond) for beyond in (INNER, OUTER))
    if inner[0] <= share <= inner[1]:
        return "inside"
    if share > inner[1]:
        return "far above" if share > outer[1] else "above"
    return "far below" if share < outer[0] else "below"


def count_limits(expected: float, beyond: float = INNER) -> tuple[float, float]:
    """The exact Poisson limits of a count where `expected` is usual. Raises ValueError below 0."""
    between_0_and_1(beyond, "chance beyond a limit")
    if expected < 0:
        raise ValueError(f"{expected} is no number of events.")
    low = float(chi2.ppf(beyond, 2 * expected)) / 2 if expected else 0.0
    return low, float(chi2.isf(beyond, 2 * expected + 2)) / 2
