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
        self._lacking = dict[int, int]()  # what supporters were found to lack since the last payment

    @property
    def balances(self) -> list[Fraction]:
        """The balances accounts point at."""
        return [Fraction(balance, self._common) for balance in self._balances]

    @property
    def at(self) -> Places:
        """Which balance each account has."""
        return self._at

    def short_by(self, proposal: int, cost: Fraction) -> Fraction:
        """What the supporters lack together of a cost they cannot meet."""
        if proposal not in self._lacking:
            self.price(proposal, cost)
        whole = self._common * self._accounts.scale * cost.denominator
        return Fraction(self._lacking[proposal], whole)

    def price(self, proposal: int, cost: Fraction) -> Ratio | None:
        """What each unit of weight must pay at most so that the supporters meet `cost`; None when they cannot."""
        # Everything is brought to whole numbers: cost * scale * common, balances * the cost's denominator.
        unit, balances = cost.denominator, self._balances
        missing = cost.numerator * self._accounts.scale * self._common
        groups = [
            (balances[place], here) for place, here in self._accounts.tally(proposal, self._at, len(balances))
        ]
        rich = unit * sum(here for _, here in groups)
        while rich:
            least = -(-missing // rich)
            poor = [group for group in groups if group[0] < least]
            if not poor:
                return missing, rich * self._common
            # They pay all they have; that leaves more to the others, so nobody poor becomes rich.
            missing -= unit * sum(balance * here for balance, here in poor)
            rich -= unit * sum(here for _, here in poor)
            groups = [group for group in groups if group[0] >= least]
        self._lacking[proposal] = missing
        return None

    def pay(self, proposal: int, price: Fraction) -> dict[int, Fraction]:
        """Take the price, or all they have, from the supporters; what each organisation (its number) paid."""
        accounts, at = self._accounts, self._at
        self._lacking.clear()
        factor = price.denominator // gcd(price.denominator, self._common)
        if factor > 1:
            self._common *= factor
            self._balances = [balance * factor for balance in self._balances]
        balances, due = self._balances, price.numerator * (self._common // price.denominator)
        moved, place_of, paid = list(range(len(balances))), dict[int, int](), dict[int, int]()
        for place, number, here in accounts.tally_by_organisation(proposal, at, len(moved)):
            balance = balances[place]
            left = max(balance - due, 0)
            if left not in place_of:
                place_of[left] = len(balances)
                balances.append(left)
            moved[place] = place_of[left]
            if amount := here * (balance - left):
                paid[number] = paid.get(number, 0) + amount
        behind = accounts.supporters[proposal]
        at[behind] = np.array(moved)[at[behind]]
        whole = self._common * accounts.scale
        return {number: Fraction(amount, whole) for number, amount in sorted(paid.items())}
