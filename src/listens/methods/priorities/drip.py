"""The drip: sequential Phragmen with weights, in exact fractions.

Every jug fills at the same speed per share. As soon as the supporters of a proposal together hold one bucket it is
chosen, they pay, and their jugs are emptied. With real costs the bucket is the cost, and counting stops when the next
bucket to fill costs more than is left (Los, Christoff and Grossi 2022).

Source: Phragmen 1894; Janson, "Phragmen's and Thiele's election methods" (2016), section 6; Brill, Freeman, Janson
and Lackner, "Phragmen's voting methods and justified representation" (2017). One more seat never un-chooses one.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.jugs import Jugs
from listens.methods.priorities.outcome import NotChosen, Outcome, Winner, named, nearest_first
from listens.methods.priorities.race import Race, Ratio
from listens.methods.priorities.ties import PublishedOrder, Tie, TieBreak
from listens.methods.priorities.weights import Profile


def drip(
    on: Profile | Accounts,
    limit: int | Fraction,
    costs: Mapping[str, Fraction] | None = None,
    ties: TieBreak | None = None,
) -> Outcome:
    """Choose up to `limit` seats or, with `costs`, until the budget `limit` would be passed.

    Without `ties` the published order with seed 0 decides. A proposal nobody ticked is never chosen.
    Raises ValueError for a negative limit or cost.
    """
    if limit < 0:
        raise ValueError("The number of seats or the budget cannot be below 0.")
    accounts = Accounts.of(on)
    breaker = ties or PublishedOrder.of(on)
    budget, prices = Fraction(limit), accounts.costs(costs)
    able = [proposal for proposal, price in enumerate(prices) if price <= budget]
    return fill(accounts, Jugs(accounts), prices, budget, able, breaker, rule="drip", skip=False)


def fill(
    accounts: Accounts,
    jugs: Jugs,
    prices: list[Fraction],
    budget: Fraction,
    able: list[int],
    ties: TieBreak,
    *,
    rule: str,
    skip: bool,
    before: tuple[Winner, ...] = (),
    ties_before: tuple[Tie, ...] = (),
) -> Outcome:
    """Let the jugs fill for the proposals in `able`, after the winners `before` (Equal Shares' completion).

    With `skip` a bucket that no longer fits is passed over; without it, it ends the count.
    """
    winners = list(before)
    left, time = budget - sum((winner.cost for winner in before), Fraction(0)), Fraction(0)
    race = Race(accounts.proposals, able, ties, len(before))

    def key(proposal: int) -> Ratio | None:
        return jugs.full_at(proposal, prices[proposal])

    def soonest() -> list[int]:
        return jugs.soonest([each for each in race.waiting if not skip or prices[each] <= left], prices)

    def fits(proposal: int) -> bool:
        return prices[proposal] <= left

    while left > 0 and (found := race.next(key, fits, soonest())):
        time, proposal = found
        paid = named(accounts.organisations, jugs.pour(proposal, time))
        left -= prices[proposal]
        winners.append(Winner(accounts.proposals[proposal], len(winners) + 1, prices[proposal], paid, time))
    taken = {winner.proposal for winner in winners}
    short = (
        NotChosen(name, max(Fraction(0), prices[proposal] - jugs.held(proposal, time)))
        for proposal, name in enumerate(accounts.proposals)
        if name not in taken
    )
    return Outcome(rule, budget, tuple(winners), nearest_first(short), (*ties_before, *race.drawn))
