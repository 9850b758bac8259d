"""Has a theme grown between two rounds? Like compared with like, and never across a change of what the code means.

A round that listened in other places has other shares for that reason alone. So the change is worked out within each
place (or kind) heard in both rounds, and those changes are averaged with the same weights for both: direct
standardisation. Its interval is put together from those of the parts: G. Y. Zou and A. Donner, "Construction of
confidence limits about effect measures: a general approach", Statistics in Medicine 27 (2008).

Of many small groups (the organisations that listened) single intervals say little, so they are put together before:
with the weights of N. Mantel and W. Haenszel, "Statistical aspects of the analysis of data from retrospective studies",
JNCI 22 (1959), as W. G. Cochran, "Some methods for strengthening the common chi-squared tests", Biometrics 10 (1954),
weighs differences of shares: a group that was hardly heard in one of the rounds counts for little in both.

A round that was read to the end is known exactly, but what people will say of it is about the place and not about those
who happened to be heard: `of_such_people` gives the range that this adds.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from math import hypot, sqrt

from listens.methods.intervals.shares import around, z_of
from listens.methods.themes.estimate import Estimate

FEWEST = 30  # audited in each round


@dataclass(frozen=True)
class Change:
    """From one round to the next, in shares of 1. `verdict`: "more", "less", "no clear difference", "too few to say",
    "definition changed" (then nothing is subtracted) or "nothing in common".

    `places`: those heard in both rounds, of which alone it speaks; `left_out`: the others.
    """

    before: float | None
    after: float | None
    change: float | None
    low: float | None
    high: float | None
    verdict: str
    places: tuple[Hashable, ...]
    left_out: tuple[Hashable, ...]


def change(
    before: Mapping[Hashable, Estimate],
    after: Mapping[Hashable, Estimate],
    weights: Mapping[Hashable, float] | None = None,
    definitions: tuple[Hashable, Hashable] = ("", ""),
) -> Change:
    """`before` and `after`: one code's estimate by place; with one place for all (`{"": estimate}`) a plain
    difference.

    `weights`: what each place counts for in both rounds (people who live there); by default how many were audited
    there in both. `definitions`: the version of the code's definition in each round.
    """
    unknown = {place for place, one in [*before.items(), *after.items()] if one.num == 0}
    both = tuple(place for place in before if place in after and place not in unknown)
    left_out = tuple(dict.fromkeys(place for place in [*before, *after] if place not in both))
    if not both:
        return Change(None, None, None, None, None, "nothing in common", (), left_out)
    counted = {
        place: (weights or {}).get(place, 0.0) if weights else before[place].num + after[place].num
        for place in both
    }
    total = float(sum(counted.values()))
    if total <= 0:
        raise ValueError("The places in common weigh nothing.")
    share = {place: counted[place] / total for place in both}
    was = sum(share[place] * before[place].share for place in both)
    now = sum(share[place] * after[place].share for place in both)
    if definitions[0] != definitions[1]:
        return Change(was, now, None, None, None, "definition changed", both, left_out)
    down = sqrt(sum(share[p] ** 2 * (_below(after[p]) ** 2 + _above(before[p]) ** 2) for p in both))
    up = sqrt(sum(share[p] ** 2 * (_above(after[p]) ** 2 + _below(before[p]) ** 2) for p in both))
    low, high = max(now - was - down, -1.0), min(now - was + up, 1.0)
    enough = min(sum(one[place].num for place in both) for one in (before, after)) >= FEWEST
    return Change(was, now, now - was, low, high, _verdict(low, high, enough), both, left_out)


Heard = Mapping[str, tuple[int, int]]  # {group: (conversations with the theme, conversations read)}


def weights_in_common(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, float]:
    """What each group heard in both rounds counts for, of 1; `before` and `after` say how many were read there."""
    both = {
        group: before[group] * after[group] / (before[group] + after[group])
        for group in before
        if before[group] and after.get(group)
    }
    total = sum(both.values())
    return {group: weight / total for group, weight in both.items()}


def standardised(heard: Heard, weights: Mapping[str, float]) -> Estimate:
    """The share in a round as if each group had been heard as much as `weights` say, with Wilson's interval at the
    number of conversations that would vary as much.

    Raises ValueError without a group, or for one in which nobody was heard.
    """
    if not weights or any(heard[group][1] == 0 for group in weights):
        raise ValueError("Each group has to be heard, and one at least.")
    share = min(sum(weight * heard[group][0] / heard[group][1] for group, weight in weights.items()), 1.0)
    independent = 1 / sum(weight**2 / heard[group][1] for group, weight in weights.items())
    low, high = around(share, independent, z_of(0.95))
    found, num = (sum(heard[group][n] for group in weights) for n in (0, 1))
    return Estimate(share, low, high, num, num, found, 0.0, "people")


def of_such_people(one: Estimate, num: int) -> Estimate:
    """Of people like those heard: the interval of `one`, which is about `num` conversations, and no others, with what
    adds to it because others might have been heard.
    """
    low, high = around(one.share, num, z_of(0.95))
    below, above = hypot(_below(one), one.share - low), hypot(_above(one), high - one.share)
    return replace(one, low=max(one.share - below, 0.0), high=min(one.share + above, 1.0))


def _below(one: Estimate) -> float:
    return one.share - one.low


def _above(one: Estimate) -> float:
    return one.high - one.share


def _verdict(low: float, high: float, enough: bool) -> str:
    if not enough:
        return "too few to say"
    if low > 0:
        return "more"
    return "less" if high < 0 else "no clear difference"
