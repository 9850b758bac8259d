"""Have we heard it all? How many themes are there beyond those met so far, and would more conversations find them?

A theme met in one conversation only is news; many of those mean that more are unmet. The measures are those of
ecology, with conversations for sampling units and themes for species:

- Chao2, bias-corrected: a lower bound of how many themes there are (A. Chao, "Estimating the population size for
  capture-recapture data with unequal catchability", Biometrics 43, 1987; R. K. Colwell, EstimateS user's guide, app.
  B);
- coverage: the share of all mentions that belongs to themes met already (I. J. Good, "The population frequencies of
  species", Biometrika 40, 1953, with Turing; A. Chao and L. Jost, Ecology 93, 2012);
- what is to come: I. J. Good and G. H. Toulmin, Biometrika 43 (1956);
- the accumulation curve, back and forward (R. K. Colwell et al., Journal of Plant Ecology 5, 2012).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Literal

import numpy as np
from scipy.special import gammaln

from listens.methods.intervals.shares import z_of
from listens.methods.themes.encoding import Bools, Floats, Ints

AHEAD = 50
ENOUGH_COVERAGE, ENOUGH_CHANCE = 0.98, 0.3
Form = Literal["corrected", "classic"]
FEWEST = 20  # conversations, below which nothing is said


@dataclass(frozen=True)
class Saturation:
    """Of one place, kind or round. `themes`: met so far; `expected` (`low` to `high`, 95 %): Chao2.

    `coverage`: 0 to 1. `chance`: that the next 50 conversations bring a theme not met yet. `once`, `twice`: themes
    met in one and in two conversations. `verdict`: "little new", "more to hear" or "too few to say".
    """

    conversations: int
    themes: int
    once: int
    twice: int
    expected: float
    low: float
    high: float
    coverage: float
    chance: float
    verdict: str


def saturation(met: Bools, ahead: int = AHEAD) -> Saturation:
    """`met`: (conversations, themes), True where the theme came up. Any number of either, none included."""
    return from_counts(met.sum(axis=0), len(met), ahead)


def from_counts(counts: Ints, conversations: int, ahead: int = AHEAD) -> Saturation:
    """`counts`: in how many conversations each theme came up. Raises ValueError for a count above that."""
    counts = counts[counts > 0]
    if len(counts) and counts.max() > conversations:
        raise ValueError("A theme cannot come up in more conversations than there were.")
    once, twice = int((counts == 1).sum()), int((counts == 2).sum())
    expected = chao2(len(counts), once, twice, conversations)
    low, high = chao2_interval(counts, conversations)
    cover = coverage(counts, conversations)
    chance = chance_of_new(counts, conversations, ahead)
    verdict = "little new" if cover >= ENOUGH_COVERAGE and chance <= ENOUGH_CHANCE else "more to hear"
    if conversations < FEWEST:
        verdict = "too few to say"
    return Saturation(conversations, len(counts), once, twice, expected, low, high, cover, chance, verdict)


def chao2(themes: int, once: int, twice: int, conversations: int, form: Form = "corrected") -> float:
    """How many themes there are, at least: the bias-corrected form, or the classic one that iNEXT prints."""
    if form == "classic" and twice:
        return themes + _rest(conversations) * once**2 / (2 * twice)
    return themes + _rest(conversations) * once * (once - 1) / (2 * (twice + 1))


def chao2_variance(themes: int, once: int, twice: int, conversations: int, form: Form = "corrected") -> float:
    """EstimateS, app. B: for where some theme is expected to be unmet."""
    a, q1, q2 = _rest(conversations), float(once), float(twice)
    if not twice:
        whole = chao2(themes, once, twice, conversations)
        found = a * q1 * (q1 - 1) / 2 + a**2 * q1 * (2 * q1 - 1) ** 2 / 4 - a**2 * q1**4 / (4 * whole)
        return max(found, 0.0)
    if form == "classic":
        ratio = q1 / q2
        return q2 * (a / 2 * ratio**2 + a**2 * ratio**3 + a**2 / 4 * ratio**4)
    first = a * q1 * (q1 - 1) / (2 * (q2 + 1))
    second = a**2 * q1 * (2 * q1 - 1) ** 2 / (4 * (q2 + 1) ** 2)
    return first + second + a**2 * q1**2 * q2 * (q1 - 1) ** 2 / (4 * (q2 + 1) ** 4)


def chao2_interval(counts: Ints, conversations: int, form: Form = "corrected") -> tuple[float, float]:
    """95 %: log-normal above what was met; where nothing is expected to be unmet, from the mean number of mentions."""
    themes = int((counts > 0).sum())
    once, twice = int((counts == 1).sum()), int((counts == 2).sum())
    unmet, z = chao2(themes, once, twice, conversations, form) - themes, z_of(0.95)
    if not themes:
        return 0.0, 0.0
    if unmet > 0:
        variance = chao2_variance(themes, once, twice, conversations, form)
        stretch = exp(z * sqrt(log(1 + variance / unmet**2)))
        return themes + unmet / stretch, themes + unmet * stretch
    missed = exp(-float(counts.sum()) / themes)
    half = z * sqrt(themes * missed) / (1 - missed)
    return max(float(themes), themes / (1 - missed) - half), themes / (1 - missed) + half


def coverage(counts: Ints, conversations: int) -> float:
    """Good and Turing's, for conversations: 0 (everything is still new) to 1."""
    mentions = int(counts.sum())
    once, twice = int((counts == 1).sum()), int((counts == 2).sum())
    if not mentions:
        return 0.0
    if not once:
        return 1.0
    others = conversations - 1
    part = (
        others * once / (others * once + 2 * twice)
        if twice
        else others * (once - 1) / (others * (once - 1) + 2)
    )
    return 1 - once / mentions * part


def chance_of_new(counts: Ints, conversations: int, ahead: int = AHEAD) -> float:
    """That `ahead` more conversations bring a theme not met yet: from the mean number of new ones."""
    return 1 - exp(-expected_new(counts, conversations, ahead))


def expected_new(counts: Ints, conversations: int, ahead: int) -> float:
    """How many new themes `ahead` more conversations bring on average.

    Good and Toulmin's alternating sum is right on average up to as many again as there were, but jumps; the curve built
    on Chao2, itself a lower bound, keeps it from falling too low, and stands alone further out.
    """
    counts = counts[counts > 0]
    least = expected_themes(counts, conversations, conversations + ahead) - len(counts)
    if not len(counts) or ahead > conversations:
        return least
    times = np.arange(1, int(counts.max()) + 1)
    terms = np.bincount(counts)[1:] * (-1.0) ** (times + 1) * (ahead / conversations) ** times
    return max(least, float(terms.sum()))


def expected_themes(counts: Ints, conversations: int, after: int, form: Form = "corrected") -> float:
    """How many themes so many conversations would show, on average: a point of the accumulation curve."""
    counts = counts[counts > 0]
    if after <= conversations:
        return float((1 - _all_missed(counts, conversations, after)).sum())
    once, twice = int((counts == 1).sum()), int((counts == 2).sum())
    unmet = chao2(len(counts), once, twice, conversations, form) - len(counts)
    if unmet <= 0:
        return float(len(counts))
    each = once / (once + conversations * unmet)
    return len(counts) + unmet * (1 - (1 - each) ** (after - conversations))


def curve(
    counts: Ints, conversations: int, most: int | None = None, points: int = 40
) -> list[tuple[int, float]]:
    """(conversations, themes expected), from 1 up to `most` (twice as many as there were)."""
    last = max(most if most is not None else 2 * conversations, 1)
    steps = np.unique(np.linspace(1, last, min(points, last)).round().astype(int))
    return [(int(after), expected_themes(counts, conversations, int(after))) for after in steps]


def _rest(conversations: int) -> float:
    return (conversations - 1) / conversations if conversations else 0.0


def _all_missed(counts: Ints, conversations: int, after: int) -> Floats:
    """The chance that a draw of `after` conversations shows none of those with the theme."""
    left = conversations - counts
    can = left >= after
    found = np.zeros(len(counts))
    found[can] = np.exp(
        gammaln(left[can] + 1)
        - gammaln(left[can] - after + 1)
        - gammaln(conversations + 1)
        + gammaln(conversations - after + 1)
    )
    return found
