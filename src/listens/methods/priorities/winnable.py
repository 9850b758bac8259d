"""The most winnable subset of the long-list that still reaches nearly everybody: an aid after the vote.

Multiplying votes by winnability was worst of all that was tried (it loses a twelfth of the people, and leaders learn to
play with the scores). So the vote ranks a list of about 1.7 times the seats; leaders then score each 1 (hopeless) to 5
(ours to win); and this finds, among all ways to fill the seats from the list, the one with the highest total score that
keeps 95 % of the drip's own coverage and leaves no organisation without a chosen proposal, or as few as can be.

It is exact: every subset is looked at. Counting those not reached by each of the 2^n subsets takes n passes over an
array of 2^n whole numbers (Yates 1937), so a list of 20, the longest allowed, takes well under a second and 50 MB.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.cast import Whole
from listens.methods.priorities.drip import drip
from listens.methods.priorities.weights import Profile

LONGEST = 20
KEEP = Fraction(95, 100)
PER_SEAT = Fraction(17, 10)


@dataclass(frozen=True)
class Winnable:
    """`chosen` and `dropped` together are the long-list, each in its order.

    `swapped_out` are the dropped that the drip's own seats held, `swapped_in` the chosen that they did not. Coverage
    is the part of all ballots with a chosen tick. `left_without` are organisations with no chosen tick, though they
    ticked something on the list.
    """

    chosen: tuple[str, ...]
    dropped: tuple[str, ...]
    swapped_in: tuple[str, ...]
    swapped_out: tuple[str, ...]
    score: int
    own_score: int
    coverage: Fraction
    own_coverage: Fraction
    left_without: tuple[str, ...]


def long_list_of(profile: Profile, seats: int) -> list[str]:
    """The drip's first 1.7 times as many proposals as there are seats (rounded up, at most 20), best first."""
    return drip(profile, min(LONGEST, -(-seats * PER_SEAT // 1))).chosen


def most_winnable(
    profile: Profile,
    long_list: Sequence[str],
    seats: int,
    scores: Mapping[str, int],
    keep: Fraction = KEEP,
) -> Winnable:
    """The best way to fill `seats` from `long_list` (best first; its first `seats` are the drip's own choice).

    Best: the fewest organisations left without, then the highest total score, the widest coverage, the earliest on the
    list. Raises ValueError for a list longer than 20 or with fewer names than seats, a name that is twice on it or not
    in the vote, or a score that is missing or not 1 to 5.
    """
    _check(profile, long_list, seats, scores)
    accounts, size = Accounts.of(profile), len(long_list)
    ticked = _ticked(accounts, long_list)
    cast, by_organisation = np.zeros(1 << size, np.int64), np.zeros(1 << size, np.int64)
    np.add.at(cast, ticked, accounts.count)
    unions = np.zeros(len(accounts.organisations), np.int64)
    np.bitwise_or.at(unions, accounts.organisation, ticked)
    np.add.at(by_organisation, unions[unions > 0], 1)
    # How many are missed by a choice: those whose ticks all lie outside it, that is within its complement.
    missed, without = _within(cast)[::-1], _within(by_organisation)[::-1]
    reached = int(cast.sum()) - missed
    own = (1 << seats) - 1
    total, filled = _sums([scores[name] for name in long_list]), _sums([1] * size)
    allowed = np.flatnonzero(
        (filled == seats) & (reached * keep.denominator >= int(reached[own]) * keep.numerator)
    )
    for worth in (-without, total, reached):
        allowed = allowed[worth[allowed] == worth[allowed].max()]
    best = max(map(int, allowed), key=_early)
    return _answer(accounts, long_list, seats, best, unions.tolist(), total, reached)


def _answer(
    accounts: Accounts,
    long_list: Sequence[str],
    seats: int,
    best: int,
    unions: Sequence[int],
    total: Whole,
    reached: Whole,
) -> Winnable:
    is_in = [bool(best >> place & 1) for place in range(len(long_list))]
    own, people = (1 << seats) - 1, int(accounts.count.sum()) or 1
    return Winnable(
        chosen=tuple(name for name, chosen in zip(long_list, is_in, strict=True) if chosen),
        dropped=tuple(name for name, chosen in zip(long_list, is_in, strict=True) if not chosen),
        swapped_in=tuple(name for place, name in enumerate(long_list) if is_in[place] and place >= seats),
        swapped_out=tuple(name for place, name in enumerate(long_list) if not is_in[place] and place < seats),
        score=int(total[best]),
        own_score=int(total[own]),
        coverage=Fraction(int(reached[best]), people),
        own_coverage=Fraction(int(reached[own]), people),
        left_without=tuple(
            name
            for name, union in zip(accounts.organisations, unions, strict=True)
            if union and not union & best
        ),
    )


def _check(profile: Profile, long_list: Sequence[str], seats: int, scores: Mapping[str, int]) -> None:
    if len(long_list) > LONGEST:
        raise ValueError(f"The long-list has {len(long_list)} proposals; the most is {LONGEST}.")
    if len(set(long_list)) < len(long_list):
        raise ValueError("A proposal is twice on the long-list.")
    if unknown := [name for name in long_list if name not in profile.proposals]:
        raise ValueError(f"“{unknown[0]}” was not in the vote.")
    if not 1 <= seats <= len(long_list):
        raise ValueError(f"Choose between 1 and {len(long_list)} of the long-list.")
    if wrong := [name for name in long_list if scores.get(name) not in range(1, 6)]:
        raise ValueError(f"Score “{wrong[0]}” from 1 to 5.")


def _ticked(accounts: Accounts, long_list: Sequence[str]) -> Whole:
    """For each account, the places of the list that it ticks, as bits."""
    bits = np.zeros(len(accounts.count), np.int64)
    for place, name in enumerate(long_list):
        bits[accounts.supporters[accounts.proposals.index(name)]] |= 1 << place
    return bits


def _within(amount: Whole) -> Whole:
    """For every set of bits, the sum over all of its subsets."""
    summed, step = amount.copy(), 1
    while step < len(summed):
        halves = summed.reshape(-1, 2, step)
        halves[:, 1] += halves[:, 0]
        step *= 2
    return summed


def _sums(values: Sequence[int]) -> Whole:
    """For every set of bits, the sum of its values."""
    summed = np.zeros(1, np.int64)
    for value in values:
        summed = np.concatenate([summed, summed + value])
    return summed


def _early(choice: int) -> int:
    """Larger for the choice that takes the first place at which two differ."""
    return int(f"{choice:0{LONGEST}b}"[::-1], 2)
