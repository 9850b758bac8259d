"""Purses that only empty: the money of the Method of Equal Shares, held exactly.

Every account starts with the same money per unit of weight. Few different balances occur, so accounts point at them,
and balances are whole numbers over one denominator that grows with each purchase.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from listens.methods.priorities.accounts import Accounts


class Purses:
    """Balances per unit of weight; an account of weight w holds w times its balance."""

    def __init__(self, accounts: Accounts, money: Fraction) -> None:
        each = money / accounts.total
        self._accounts = accounts
        self._common = each.denominator
        self._balances = [each.numerator]
        self._at = [0] * len(accounts.weight)

    @property
    def balances(self) -> list[Fraction]:
        """The balances accounts point at."""
        return [Fraction(balance, self._common) for balance in self._balances]

    @property
    def at(self) -> list[int]:
        """Which balance each account has."""
        return self._at

    def _behind(self, proposal: int) -> list[int]:
        weight, at = self._accounts.weight, self._at
        summed = [0] * len(self._balances)
        for account in self._accounts.supporters[proposal]:
            summed[at[account]] += weight[account]
        return summed

    def held(self, proposal: int) -> Fraction:
        """What the supporters hold together."""
        behind = zip(self._behind(proposal), self._balances, strict=True)
        return Fraction(
            sum(here * balance for here, balance in behind if here), self._common * self._accounts.scale
        )

    def price(self, proposal: int, cost: Fraction) -> Fraction | None:
        """What each unit of weight must pay at most so that the supporters meet `cost`; None when they cannot."""
        # Everything is brought to whole numbers: cost * scale * common, balances * the cost's denominator.
        unit = cost.denominator
        missing = cost.numerator * self._accounts.scale * self._common
        groups = sorted(
            (balance * unit, here)
            for here, balance in zip(self._behind(proposal), self._balances, strict=True)
            if here
        )
        rich = sum(here for _, here in groups)
        for balance, here in groups:
            if balance * rich >= missing:
                return Fraction(missing, rich * self._common * unit)
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
        width = len(accounts.organisations)
        place_of = {balance: place for place, balance in enumerate(self._balances)}
        moved: dict[int, int] = {}
        summed: dict[int, int] = {}
        for account in accounts.supporters[proposal]:
            old = at[account]
            new = moved.get(old)
            if new is None:
                rest = max(self._balances[old] - due, 0)
                new = moved[old] = place_of.setdefault(rest, len(place_of))
            payer = old * width + accounts.organisation[account]
            summed[payer] = summed.get(payer, 0) + accounts.weight[account]
            at[account] = new
        paid: dict[int, int] = {}
        for payer, here in summed.items():
            if amount := here * min(self._balances[payer // width], due):
                paid[payer % width] = paid.get(payer % width, 0) + amount
        self._balances = list(place_of)
        whole = self._common * accounts.scale
        return {number: Fraction(amount, whole) for number, amount in sorted(paid.items())}
