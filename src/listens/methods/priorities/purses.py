"""Purses that only empty: the money of the Method of Equal Shares, held exactly.

Every account starts with the same money per unit of weight. Few different balances occur, so accounts point at them,
and balances are whole numbers over one denominator that grows with each purchase.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd

import numpy as np

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.cast import Places
from listens.methods.priorities.race import Ratio


class Purses:
    """Balances per unit of weight; an account of weight w holds w times its balance."""

    def __init__(self, accounts: Accounts, money: Fraction) -> None:
        each = money / accounts.total
        self._accounts = accounts
        self._common = each.denominator
        self._balances = [each.numerator]
        self._at = np.zeros(len(accounts.count), np.intp)

    @property
    def balances(self) -> list[Fraction]:
        """The balances accounts point at."""
        return [Fraction(balance, self._common) for balance in self._balances]

    @property
    def at(self) -> Places:
        """Which balance each account has."""
        return self._at

    def held(self, proposal: int) -> Fraction:
        """What the supporters hold together."""
        found, balances = self._accounts.tally(proposal, self._at, len(self._balances)), self._balances
        return Fraction(
            sum(here * balances[place] for place, here in found), self._common * self._accounts.scale
        )

    def price(self, proposal: int, cost: Fraction) -> Ratio | None:
        """What each unit of weight must pay at most so that the supporters meet `cost`; None when they cannot."""
        # Everything is brought to whole numbers: cost * scale * common, balances * the cost's denominator.
        unit, balances = cost.denominator, self._balances
        missing = cost.numerator * self._accounts.scale * self._common
        found = self._accounts.tally(proposal, self._at, len(balances))
        groups = sorted((balances[place] * unit, here) for place, here in found)
        rich = sum(here for _, here in groups)
        for balance, here in groups:
            if balance * rich >= missing:
                return missing, rich * self._common * unit
            missing -= balance * here
            rich -= here
        return None

    def pay(self, proposal: int, price: Fraction) -> dict[int, Fraction]:
        """Take the price, or all they have, from the supporters; what each organisation (its number) paid."""
        accounts, at = self._accounts, self._at
        factor = price.denominator // gcd(price.denominator, self._common)
        if factor > 1:
            self._common *= factor
            self._balances = [balance * factor for balance in self._balances]
        due = int(price * self._common)
        place_of = {balance: place for place, balance in enumerate(self._balances)}
        moved, paid = np.arange(len(self._balances)), dict[int, int]()
        for place, number, here in accounts.tally_by_organisation(proposal, at, len(self._balances)):
            balance = self._balances[place]
            moved[place] = place_of.setdefault(max(balance - due, 0), len(place_of))
            if amount := here * min(balance, due):
                paid[number] = paid.get(number, 0) + amount
        behind = accounts.supporters[proposal]
        at[behind] = moved[at[behind]]
        self._balances = list(place_of)
        whole = self._common * accounts.scale
        return {number: Fraction(amount, whole) for number, amount in sorted(paid.items())}
