"""EJR+: was any group left out that is large and united enough to deserve more?

A group of weight n' out of n, all behind one proposal that was not chosen, can claim n'/n of the seats (or money).
EJR+ fails when each of them got so little that the claim covers what they got and that proposal too. With unit costs
this is EJR+; with real costs it is EJR+ up to one project, a chosen project being worth its cost.

Source: Brill and Peters, "Robust and verifiable proportionality axioms for multiwinner voting" (2023).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.weights import Profile


def left_out(
    on: Profile | Accounts,
    chosen: Collection[str],
    limit: int | Fraction,
    costs: Mapping[str, Fraction] | None = None,
) -> list[str]:
    """Proposals a group was wrongly denied, in the profile's order; an empty list means EJR+ holds.

    `limit` is the number of seats or, with `costs`, the budget.
    """
    accounts = Accounts.of(on)
    prices, total = accounts.costs(costs), sum(accounts.weight)
    got: list[Fraction | int] = [0] * len(accounts.weight)
    for proposal, name in enumerate(accounts.proposals):
        if name in chosen:
            worth = prices[proposal] if costs else 1
            for account in accounts.supporters[proposal]:
                got[account] += worth
    denied = []
    for proposal, name in enumerate(accounts.proposals):
        if name in chosen or prices[proposal] > limit:
            continue
        behind: dict[Fraction | int, int] = {}
        for account in accounts.supporters[proposal]:
            behind[got[account]] = behind.get(got[account], 0) + accounts.weight[account]
        group = 0
        for satisfied in sorted(behind):
            group += behind[satisfied]
            if group and (satisfied + prices[proposal]) * total <= group * Fraction(limit):
                denied.append(name)
                break
    return denied
