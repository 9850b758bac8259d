"""Each group's share of the people heard against its share of the population, with an honest verdict.

The population is taken as exact; the people heard are a sample, so a share of theirs has Wilson's interval, and the
ratio has that interval divided by the population share. A group is *under* or *over* when the exact binomial test,
adjusted for all groups of the call (Benjamini and Hochberg), says that chance alone would rarely show as much. It is
*fair* when it is neither, and its ratio lies between a half and twice as far as can be known. All else is *too few to
say*: below `FEWEST` people nothing is said of any group.

People who came together are of one place together, so that twelve at one table say of a place no more than one person
does. `design_effect` says how many people stand for one that came alone; everything but the shares is worked out for
that many fewer. Source: L. Kish, Survey Sampling (1965), chapter 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, fsum
from typing import Literal

from listens.methods.intervals import chances
from listens.methods.intervals.counts import between_0_and_1, whole
from listens.methods.intervals.shares import wilson
from listens.methods.reach.fair_sample import FairSample, dissimilarity, fair_counts, fair_sample

Verdict = Literal["under", "fair", "over", "too few to say"]
FEWEST = 30  # people heard before a share is spoken of
ALPHA = 0.05
HALF, TWICE = 0.5, 2.0  # a fair group's ratio lies between these
ROUNDING = 0.01  # published shares are rounded: how far from 1 their sum may be


@dataclass(frozen=True)
class Group:
    """`share` of the people who said which group they are in; `low` and `high` bound the ratio, not the share.

    `chance` is adjusted for all groups; `fair` is the ratio that nine in ten fair samples of this size show. For the
    people who did not say there is nothing to compare with: `share` is theirs of everybody heard, and the rest is None.
    """

    group: str
    heard: int
    share: float
    population_share: float | None
    ratio: float | None
    low: float | None
    high: float | None
    verdict: Verdict
    chance: float | None = None
    fair: tuple[float, float] | None = None


@dataclass(frozen=True)
class Gap:
    """About how many `more` people of a group to hear until its share is the population's, the others unchanged."""

    group: str
    more: int
    verdict: Verdict


@dataclass(frozen=True)
class Reach:
    """The groups in the population's order, then those who did not say; how uneven that is; whom to hear next."""

    groups: list[Group]
    dissimilarity: float
    fair: FairSample
    gaps: list[Gap]


def measure(
    heard: Mapping[str, int],
    population: Mapping[str, float],
    unsaid: Mapping[str, int] | None = None,
    seed: int = 0,
    *,
    together: float = 1.0,
) -> Reach:
    """People `heard` in each group against each group's `population` share (each above 0, summing to 1).

    A group without an entry in `heard` counts as 0; `unsaid` are people whose group is not known, by how they put
    it. `seed` is for the band of fair samples; `together` is the design effect. Raises ValueError for a count that is
    not whole and from 0 up, a group the population does not have, fewer than two groups, shares that do not sum to 1,
    a design effect below 1, or nobody heard.
    """
    shares = _checked(population)
    if unknown := [name for name in heard if name not in shares]:
        raise ValueError(f"“{unknown[0]}” is not a group of the population.")
    counts = [whole(heard.get(name, 0), f"“{name}”") for name in shares]
    others = {name: whole(count, f"“{name}”") for name, count in (unsaid or {}).items()}
    num = sum(counts)
    if not num:
        raise ValueError("Nobody was heard who said which group they are in: there is nothing to compare.")
    if together < 1:
        raise ValueError("People who came together cannot count as more than they are.")
    alone = [round(count / together) for count in counts]
    num_alone = sum(alone) or 1
    adjusted = chances.adjusted(
        [
            chances.of_share(count, num_alone, share)
            for count, share in zip(alone, shares.values(), strict=True)
        ]
    )
    groups = [
        _group(name, count, num, share, chance, together)
        for (name, share), count, chance in zip(shares.items(), counts, adjusted, strict=True)
    ]
    gaps = [
        Gap(group.group, ceil((share * num - group.heard) / (1 - share)), group.verdict)
        for group, share in zip(groups, shares.values(), strict=True)
        if group.verdict != "fair" and group.share < share
    ]
    everybody = num + sum(others.values())
    groups += [
        Group(name, count, count / everybody, None, None, None, None, "too few to say")
        for name, count in others.items()
    ]
    in_order = list(shares.values())
    return Reach(groups, dissimilarity(counts, in_order), fair_sample(num_alone, in_order, seed), gaps)


def _checked(population: Mapping[str, float]) -> dict[str, float]:
    """The shares, summing to exactly 1 where rounding had moved them."""
    if len(population) < 2:
        raise ValueError("One group alone cannot be compared: the population needs two or more.")
    for name, share in population.items():
        between_0_and_1(share, f"population share of “{name}”")
    total = fsum(population.values())
    if abs(total - 1) > ROUNDING:
        raise ValueError(f"The population shares sum to {total:.4g} and not to 1.")
    return {name: share / total for name, share in population.items()}


def _group(name: str, count: int, num: int, expected: float, chance: float, together: float) -> Group:
    share = count / num
    low, high = (limit / expected for limit in wilson(count / together, num / together))
    verdict: Verdict = "too few to say"
    if num / together >= FEWEST:
        if chance <= ALPHA:
            verdict = "over" if share > expected else "under"
        elif low >= HALF and high <= TWICE:
            verdict = "fair"
    usual = round(num / together) or 1
    fewest, most = fair_counts(usual, expected)
    fair = (fewest / (usual * expected), most / (usual * expected))
    return Group(name, count, share, expected, share / expected, low, high, verdict, chance, fair)
