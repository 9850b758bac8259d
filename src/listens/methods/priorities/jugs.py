"""Jugs that fill at the same speed: the money of sequential Phragmen, held exactly.

Each account's jug has been filling since some moment; few different moments occur, so accounts point at them. Moments
are whole numbers over one denominator that grows as winners are paid: no fraction is added inside a loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

import numpy as np

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.cast import Places
from listens.methods.priorities.race import Ratio

MARGIN = 1e-6  # a sum of a billion floats is nearer to the truth than this part of it


class Jugs:
    """Per account of weight w, the jug holds w * (time - moment). A moment below 0 is money held at the start."""

    def __init__(
        self, accounts: Accounts, moments: Sequence[Fraction] = (), at: Places | None = None
    ) -> None:
        self._accounts = accounts
        self._at = np.zeros(len(accounts.count), np.intp) if at is None else at.copy()
        given = list(moments) or [Fraction(0)]
        self._common = lcm(*(moment.denominator for moment in given))
        self._moments = [int(moment * self._common) for moment in given]

    def _behind(self, proposal: int) -> tuple[int, int]:
        """(summed weight, summed weight * moment) of the supporters."""
        found = self._accounts.tally(proposal, self._at, len(self._moments))
        moments = self._moments
        return sum(here for _, here in found), sum(here * moments[place] for place, here in found)

    def full_at(self, proposal: int, cost: Fraction) -> Ratio | None:
        """When the supporters' jugs together hold `cost`; None when nobody supports it."""
        speed, debt = self._behind(proposal)
        if not speed:
            return None
        needed = cost.numerator * self._accounts.scale * self._common + debt * cost.denominator
        return needed, speed * self._common * cost.denominator

    def soonest(self, waiting: Sequence[int], costs: Sequence[Fraction]) -> list[int]:
        """Those of `waiting` whose bucket may be the next to be full: by floats, with a margin."""
        proposal, account, weight = self._accounts.floats
        moments = np.array([moment / self._common for moment in self._moments])[self._at]
        num, debts = len(costs), weight * moments
        speed = np.bincount(proposal, weight[account], num)
        debt = np.bincount(proposal, debts[account], num)
        sure = debt if (moments >= 0).all() else np.bincount(proposal, np.abs(debts)[account], num)
        able = [each for each in waiting if speed[each] > 0]
        cost = np.array([as_float(costs[each]) for each in able])
        with np.errstate(invalid="ignore"):
            times, margins = (cost + debt[able]) / speed[able], MARGIN * (cost + sure[able]) / speed[able]
            # What cannot be compared (an endless cost) is looked at too.
            unlikely = times - margins > np.min(times + margins, initial=np.inf)
        return [each for each, out in zip(able, unlikely.tolist(), strict=True) if not out]

    def held(self, proposal: int, time: Fraction) -> Fraction:
        """What the supporters' jugs hold together at `time`."""
        speed, debt = self._behind(proposal)
        return (speed * time - Fraction(debt, self._common)) / self._accounts.scale

    def levels(self, time: Fraction) -> list[Fraction]:
        """What the jugs of each organisation (in the order of their numbers) hold together at `time`."""
        accounts = self._accounts
        speed, debt = [0] * len(accounts.organisations), [0] * len(accounts.organisations)
        for place, number, here in accounts.tally_by_organisation(None, self._at, len(self._moments)):
            speed[number] += here
            debt[number] += here * self._moments[place]
        return [
            (fast * time - Fraction(owed, self._common)) / accounts.scale
            for fast, owed in zip(speed, debt, strict=True)
        ]

    def pour(self, proposal: int, time: Fraction) -> dict[int, Fraction]:
        """Empty the supporters' jugs at `time`; what each organisation (its number) paid."""
        factor = time.denominator // gcd(time.denominator, self._common)
        if factor > 1:
            self._common *= factor
            self._moments = [moment * factor for moment in self._moments]
        now, accounts, new = int(time * self._common), self._accounts, len(self._moments)
        paid: dict[int, int] = {}
        for place, number, here in accounts.tally_by_organisation(proposal, self._at, new):
            if since := now - self._moments[place]:
                paid[number] = paid.get(number, 0) + here * since
        self._moments.append(now)
        self._at[accounts.supporters[proposal]] = new
        whole = self._common * accounts.scale
        return {number: Fraction(amount, whole) for number, amount in sorted(paid.items()) if amount}


def as_float(cost: Fraction) -> float:
    """The nearest float, endless where none is large enough."""
    try:
        return float(cost)
    except OverflowError:
        return float("inf")
