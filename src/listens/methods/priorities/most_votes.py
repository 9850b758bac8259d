"""Most votes: the plain comparison that is always shown beside the drip.

The proposals with the most weight behind them win, whoever else is left with nothing. With real costs one that does
not fit in what is left is passed over (greedy, the rule of most participatory budgets today).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.outcome import NotChosen, Outcome, Winner, nearest_first
from listens.methods.priorities.race import Race, Ratio
from listens.methods.priorities.ties import PublishedOrder, TieBreak
from listens.methods.priorities.weights import Profile


def most_votes(
    on: Profile | Accounts,
    limit: int | Fraction,
    costs: Mapping[str, Fraction] | None = None,
    ties: TieBreak | None = None,
) -> Outcome:
    """Choose up to `limit` seats, or within the budget `limit` at real `costs`.

    `short_by` is the weight a proposal lacked to reach the last one chosen. A proposal nobody ticked is never chosen.
    Raises ValueError for a negative limit or cost.
    """
    if limit < 0:
        raise ValueError("The number of seats or the budget cannot be below 0.")
    accounts, budget = Accounts.of(on), Fraction(limit)
    breaker, prices = ties or PublishedOrder.of(on), accounts.costs(costs)
    votes = [accounts.support(proposal) for proposal in range(len(prices))]
    winners: list[Winner] = []
    left, last = budget, Fraction(0)
    race = Race(accounts.proposals, range(len(prices)), breaker)

    def key(proposal: int) -> Ratio | None:
        support = votes[proposal]
        if not support or prices[proposal] > left:
            return None
        return -support.numerator, support.denominator

    while left > 0 and (found := race.next(key)):
        proposal = found[1]
        left, last = left - prices[proposal], votes[proposal]
        winners.append(Winner(accounts.proposals[proposal], len(winners) + 1, prices[proposal], None))
    taken = {winner.proposal for winner in winners}
    short = (
        NotChosen(name, max(Fraction(0), last - votes[proposal]))
        for proposal, name in enumerate(accounts.proposals)
        if name not in taken
    )
    return Outcome("most-votes", budget, tuple(winners), nearest_first(short), tuple(race.drawn))
