"""Do intervals cover as often as they say, and how often is a difference seen where there is none?

*Coverage*: over all outcomes of each setting, weighed by their exact chance (for means: simulated). *Null comparisons*:
1,000 screens on which nothing differs, drawn with a seed; a screen is false when anything on it is called a
difference, and the bound is Wilson's at 95 %. The peer, in the same run on the same data, is what spreadsheets do: the
normal ("Wald") interval, and a difference wherever that interval does not touch 0, each by itself. Ends with 1 when a
limit is broken.

    make bench-intervals
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from itertools import product
from math import sqrt
from pathlib import Path
from statistics import fmean, stdev

import numpy as np
from scipy.stats import binom, norm, poisson

from listens.methods.compare.power import smallest_difference
from listens.methods.compare.shares import Part, between_groups, compared
from listens.methods.intervals import chances, means, rates, shares
from listens.methods.reach.measure import measure

FACTS = json.loads((Path(__file__).parents[1] / "tests" / "facts" / "reach.json").read_text(encoding="utf-8"))
SEED, SCREENS = 20261123, 1000
Z = float(norm.isf(0.025))
COVERS, FALSE = (0.93, 0.97), 0.07
NUMS, SHARES = (8, 12, 20, 40, 80), (0.05, 0.2, 0.5)
SIDES, GAPS = (15, 30, 60, 120), (0.0, 0.1, 0.3)
RATES = (1, 2, 3, 5, 8, 12, 20, 35, 50, 100)
DIFFERENT = {"higher", "lower", "under", "over"}
Limits = tuple[float, float]


def wald(count: float, of: float) -> Limits:
    share = count / of
    half = Z * sqrt(share * (1 - share) / of)
    return share - half, share + half


def wald_difference(count: int, of: int, other: int, other_of: int) -> Limits:
    share, less = count / of, other / other_of
    half = Z * sqrt(share * (1 - share) / of + less * (1 - less) / other_of)
    return share - less - half, share - less + half


def wald_differs(count: int, of: int, other: int, other_of: int) -> bool:
    low, high = wald_difference(count, of, other, other_of)
    return not low <= 0 <= high


def of_shares(limits: Callable[[float, float], Limits]) -> Iterator[float]:
    for num, share in product(NUMS, SHARES):
        covered = [low <= share <= high for low, high in (limits(count, num) for count in range(num + 1))]
        yield float(binom.pmf(range(num + 1), num, share) @ covered)


def of_differences(limits: Callable[[int, int, int, int], Limits]) -> Iterator[float]:
    for num, share, gap in product(SIDES, SHARES, GAPS):
        likely = np.outer(binom.pmf(range(num + 1), num, share + gap), binom.pmf(range(num + 1), num, share))
        covered = 0.0
        # What is rarer than one in ten million is not looked at.
        for count, other in zip(*np.nonzero(likely > 1e-7), strict=True):
            low, high = limits(int(count), num, int(other), num)
            covered += likely[count, other] * (low <= gap <= high)
        yield float(covered)


def of_rates(limits: Callable[[float], Limits]) -> Iterator[float]:
    for expected in RATES:
        counts = range(int(expected + 12 * sqrt(expected)) + 12)
        covered = [low <= expected <= high for low, high in map(limits, counts)]
        yield float(poisson.pmf(counts, expected) @ covered)


def of_means(limits: Callable[[list[float]], Limits]) -> Iterator[float]:
    chance = np.random.default_rng(SEED)
    for num in NUMS:
        values = chance.normal(25, 5, (2000, num))
        yield fmean(low <= 25 <= high for low, high in (limits(row) for row in values.tolist()))


def wald_mean(values: list[float]) -> Limits:
    half = Z * stdev(values) / sqrt(len(values))
    return fmean(values) - half, fmean(values) + half


def show_coverage() -> bool:
    print("Coverage of nominal 95 % intervals: average over the settings, and the lowest")
    print(f"  limit for the average: {COVERS[0]:.0%} to {COVERS[1]:.0%}\n")
    rows = (
        (f"shares: Wilson; n {NUMS}, share {SHARES}", of_shares(shares.wilson), of_shares(wald)),
        (
            f"differences: Newcombe; n {SIDES} a side, share {SHARES}, gap {GAPS}",
            of_differences(shares.difference),
            of_differences(wald_difference),
        ),
        (
            f"rates: exact, then Byar; {RATES} expected",
            of_rates(lambda count: rates.rate(count, 1)),
            of_rates(lambda count: (count - Z * sqrt(count), count + Z * sqrt(count))),
        ),
        (f"means: t; n {NUMS}", of_means(lambda row: means.mean(row)[1:]), of_means(wald_mean)),
    )
    is_kept = True
    for name, ours, peers in rows:
        found, others = list(ours), list(peers)
        is_kept &= COVERS[0] <= fmean(found) <= COVERS[1]
        print(f"  {name}")
        print(
            f"    ours {fmean(found):.1%}, lowest {min(found):.1%}; "
            f"normal {fmean(others):.1%}, lowest {min(others):.1%}"
        )
    return is_kept


def draw(chance: np.random.Generator, share: float, num: int) -> Part:
    return Part(int(chance.binomial(num, share)), num)


def null_screens(num_shares: int) -> Iterator[tuple[bool, bool]]:
    """Two rounds of 30 to 300 people, so many shares between 0.03 and 0.6, the same in both."""
    chance = np.random.default_rng([SEED, num_shares])
    for _ in range(SCREENS):
        of, other_of = (int(num) for num in chance.integers(30, 301, 2))
        pairs = {
            str(at): (draw(chance, share, of), draw(chance, share, other_of))
            for at, share in enumerate(chance.uniform(0.03, 0.6, num_shares))
        }
        ours = any(one.verdict in DIFFERENT for one in compared(pairs))
        yield ours, any(wald_differs(a.count, a.of, b.count, b.of) for a, b in pairs.values())


def null_groups() -> Iterator[tuple[bool, bool]]:
    """Six groups of 30 to 120 people and one share, each against all the others."""
    chance = np.random.default_rng([SEED, 100])
    for _ in range(SCREENS):
        share = chance.uniform(0.03, 0.6)
        groups = {
            str(at): draw(chance, share, int(num)) for at, num in enumerate(chance.integers(30, 121, 6))
        }
        found = between_groups(groups)
        yield (
            any(one.verdict in DIFFERENT for one in found),
            any(wald_differs(one.part.count, one.part.of, one.other.count, one.other.of) for one in found),
        )


def null_reach() -> Iterator[tuple[bool, bool]]:
    """Perfectly fair samples of 30 to 300 people from a borough's five groups."""
    chance = np.random.default_rng([SEED, 200])
    boroughs = list(FACTS["residents"].values())
    for at in range(SCREENS):
        residents = np.array(boroughs[at % len(boroughs)])
        population = residents / residents.sum()
        num = int(chance.integers(30, 301))
        heard = chance.multinomial(num, population)
        found = measure(
            dict(zip(FACTS["groups"], map(int, heard), strict=True)),
            dict(zip(FACTS["groups"], map(float, population), strict=True)),
        )
        outside = (
            not low <= share <= high
            for share, (low, high) in zip(population, (wald(count, num) for count in heard), strict=True)
        )
        yield any(group.verdict in DIFFERENT for group in found.groups), any(outside)


def show_null() -> bool:
    print(f"\nNull comparisons: {SCREENS:,} screens each (seed {SEED}) on which nothing differs")
    print(f"  limit for the upper 95 % bound of the rate of false screens: {FALSE:.0%}\n")
    kinds = (
        ("one share, two rounds", null_screens(1)),
        ("eight shares, two rounds", null_screens(8)),
        ("six groups, each against the others", null_groups()),
        ("reach: five groups against the census", null_reach()),
    )
    is_kept = True
    for name, screens in kinds:
        ours, peers = (sum(column) for column in zip(*screens, strict=True))
        bound = shares.wilson(ours, SCREENS)[1]
        is_kept &= bound <= FALSE
        print(f"  {name}: ours {ours / SCREENS:.1%}, bound {bound:.1%}; normal {peers / SCREENS:.1%}")
    return is_kept


def show_power() -> None:
    print(
        "\nWhat caution costs: how often a difference is seen that is as large as `smallest_difference` says"
    )
    print("  (one comparison by itself, from a share of a half; exact; nominal 80 %)\n")
    for num in (30, 60, 120):
        gap = smallest_difference(num, num)
        assert gap is not None
        likely = np.outer(binom.pmf(range(num + 1), num, 0.5 + gap), binom.pmf(range(num + 1), num, 0.5))
        ours = peers = 0.0
        for count, other in zip(*np.nonzero(likely > 1e-7), strict=True):
            seen = (int(count), num, int(other), num)
            ours += likely[count, other] * (chances.of_two_shares(*seen) <= 0.05)
            peers += likely[count, other] * wald_differs(*seen)
        print(f"  {num} a side, {gap:.0%} apart: ours {ours:.0%}; normal {peers:.0%}")


def main() -> int:
    covers, keeps = show_coverage(), show_null()
    show_power()
    print(f"\nBoth limits are {'kept' if covers and keeps else 'NOT kept'}.")
    return 0 if covers and keeps else 1


if __name__ == "__main__":
    sys.exit(main())
