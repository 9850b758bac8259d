"""Jugs that fill at the same speed: the money of sequential Phragmen, held exactly.

Each account's jug has been filling since some moment; few different moments occur, so accounts point at them. Moments
are whole numbers over one denominator that grows as winners are paid: no fraction is added inside a loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from listens.methods.priorities.accounts import Accounts


class Jugs:
    """Per account of weight w, the jug holds w * (time - moment). A moment below 0 is money held at the start."""

    def __init__(self, accounts: Accounts, moments: Sequence[Fraction] = (), at: Sequence[int] = ()) -> None:
        self._accounts = accounts
        self._at = list(at) if at else [0] * len(accounts.weight)
        given = list(moments) or [Fraction(0)]
        self._common = lcm(*(moment.denominator for moment in given))
        self._moments = [int(moment * self._common) for moment in given]

    def _behind(self, proposal: int) -> tuple[int, int]:
        """(summed weight, summed weight * moment) of the supporters."""
        weight, at = self._accounts.weight, self._at
        summed = [0] * len(self._moments)
        for account in self._accounts.supporters[proposal]:
            summed[at[account]] += weight[account]
        return sum(summed), sum(
            here * moment for here, moment in zip(summed, self._moments, strict=True) if here
        )

    def full_at(self, proposal: int, cost: Fraction) -> Fraction | None:
        """When the supporters' jugs together hold `cost`; None when nobody supports it."""
        speed, debt = self._behind(proposal)
        if not speed:
            return None
        needed = cost.numerator * self._accounts.scale * self._common + debt * cost.denominator
        return Fraction(needed, speed * self._common * cost.denominator)

    def held(self, proposal: int, time: Fraction) -> Fraction:
        """What the supporters' jugs hold together at `time`."""
        speed, debt = self._behind(proposal)
        return (speed * time - Fraction(debt, self._common)) / self._accounts.scale

    def levels(self, time: Fraction) -> list[Fraction]:
        """What the jugs of each organisation (in the order of their numbers) hold together at `time`."""
        accounts, at, width = self._accounts, self._at, len(self._accounts.organisations)
        summed = [0] * (width * len(self._moments))
        for account, weight in enumerate(accounts.weight):
            summed[at[account] * width + accounts.organisation[account]] += weight
        speed, debt = [0] * width, [0] * width
        for place, here in enumerate(summed):
            speed[place % width] += here
            debt[place % width] += here * self._moments[place // width]
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
        now = int(time * self._common)
        self._moments.append(now)
        accounts, at, new = self._accounts, self._at, len(self._moments) - 1
        weight, organisation = accounts.weight, accounts.organisation
        width = len(accounts.organisations)
        summed = [0] * (width * new)
        for account in accounts.supporters[proposal]:
            summed[at[account] * width + organisation[account]] += weight[account]
            at[account] = new
        paid: dict[int, int] = {}
        for place, here in enumerate(summed):
            if here and (since := now - self._moments[place // width]):
                paid[place % width] = paid.get(place % width, 0) + here * since
        whole = self._common * accounts.scale
        return {number: Fraction(amount, whole) for number, amount in sorted(paid.items())}
