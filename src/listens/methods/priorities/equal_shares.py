"""The Method of Equal Shares: everybody's share of the money, spent only on what they ticked.

The money is split by weight. Again and again the proposal is bought whose supporters get the most for what each pays:
they share its cost equally, and who has less pays all they have. It rarely spends everything; seats left over are
filled by the drip from what is left in the purses, and with real costs that is a setting (`complete`).

Source: Peters and Skowron, "Proportionality and the limits of welfarism" (2020); Peters, Pierczynski and Skowron,
"Proportional participatory budgeting with additive utilities" (2021). Completion: Peters and Skowron, section 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import inf

import numpy as np

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.drip import fill
from listens.methods.priorities.jugs import MARGIN, Jugs, as_float
from listens.methods.priorities.outcome import NotChosen, Outcome, Winner, named, nearest_first
from listens.methods.priorities.purses import Purses
from listens.methods.priorities.race import Race, Ratio
from listens.methods.priorities.ties import PublishedOrder, Tie, TieBreak
from listens.methods.priorities.weights import Profile

UTILITIES = ("cost", "cardinality")


def equal_shares(
    on: Profile | Accounts,
    limit: int | Fraction,
    costs: Mapping[str, Fraction] | None = None,
    *,
    utility: str = "cost",
    complete: bool | None = None,
    ties: TieBreak | None = None,
) -> Outcome:
    """Choose up to `limit` seats, or spend at most the budget `limit` at real `costs`.

    `utility` says what a chosen proposal is worth to those who ticked it: its cost, or one (cardinality). `complete`
    is on for seats and off with costs unless given. Raises ValueError for an unknown utility, a negative limit or cost.
    """
    if utility not in UTILITIES:
        raise ValueError(f"“{utility}” is no utility; choose cost or cardinality.")
    if limit < 0:
        raise ValueError("The number of seats or the budget cannot be below 0.")
    accounts, budget = Accounts.of(on), Fraction(limit)
    breaker, prices = ties or PublishedOrder.of(on), accounts.costs(costs)
    if not accounts.total:
        everyone = (NotChosen(name, price) for name, price in zip(accounts.proposals, prices, strict=True))
        return Outcome("equal-shares", budget, (), nearest_first(everyone), ())
    purses = Purses(accounts, budget)
    winners, drawn = _buy(accounts, purses, prices, utility, breaker)
    taken = {winner.proposal for winner in winners}
    if complete if complete is not None else costs is None:
        able = [proposal for proposal, name in enumerate(accounts.proposals) if name not in taken]
        jugs = Jugs(accounts, [-balance for balance in purses.balances], purses.at)
        return fill(
            accounts,
            jugs,
            prices,
            budget,
            able,
            breaker,
            rule="equal-shares",
            skip=True,
            before=tuple(winners),
            ties_before=tuple(drawn),
        )
    short = (
        NotChosen(name, purses.short_by(proposal, prices[proposal]))
        for proposal, name in enumerate(accounts.proposals)
        if name not in taken
    )
    return Outcome("equal-shares", budget, tuple(winners), nearest_first(short), tuple(drawn))


def _buy(
    accounts: Accounts, purses: Purses, prices: list[Fraction], utility: str, ties: TieBreak
) -> tuple[list[Winner], list[Tie]]:
    winners: list[Winner] = []
    worth = [price if utility == "cost" and price else Fraction(1) for price in prices]
    race = Race(accounts.proposals, range(len(prices)), ties, least=_least(accounts, prices, utility))

    def key(proposal: int) -> Ratio | None:
        price = purses.price(proposal, prices[proposal])
        if price is None:
            return None
        return price[0] * worth[proposal].denominator, price[1] * worth[proposal].numerator

    while found := race.next(key):
        rate, proposal = found
        paid = named(accounts.organisations, purses.pay(proposal, rate * worth[proposal]))
        winners.append(Winner(accounts.proposals[proposal], len(winners) + 1, prices[proposal], paid))
    return winners, race.drawn


def _least(accounts: Accounts, prices: list[Fraction], utility: str) -> list[float]:
    """What each key cannot be below: all supporters pay the same. By floats, with a margin."""
    proposal, account, weight = accounts.floats
    behind = np.bincount(proposal, weight[account], len(prices)).tolist()
    costs = [as_float(price) if utility == "cardinality" else float(price.numerator > 0) for price in prices]
    return [
        cost / support * (1 - MARGIN) if support else inf for cost, support in zip(costs, behind, strict=True)
    ]
