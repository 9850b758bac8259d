"""EJR+: was any group left out that is large and united enough to deserve more?

A group of weight n' out of n, all behind one proposal that was not chosen, can claim n'/n of the seats (or money).
EJR+ fails when each of them got so little that the claim covers what they got and that proposal too. With unit costs
this is EJR+; with real costs it is EJR+ up to one project, a chosen project being worth its cost.

Source: Brill and Peters, "Robust and verifiable proportionality axioms for multiwinner voting" (2023).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from math import lcm

import numpy as np

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
    prices = accounts.costs(costs)
    unit = lcm(*(price.denominator for price in prices))
    worth = [int(price * unit) if costs else 1 for price in prices]
    is_chosen = [name in chosen for name in accounts.proposals]
    total = sum(each for each, taken in zip(worth, is_chosen, strict=True) if taken)
    # Whole numbers of any length where they need it.
    got = np.zeros(len(accounts.count), np.int64 if total < 2**62 else object)
    for proposal, taken in enumerate(is_chosen):
        if taken:
            got[accounts.supporters[proposal]] += worth[proposal]
    levels, at = np.unique(got, return_inverse=True)
    satisfied = [Fraction(level, unit) if costs else Fraction(level) for level in levels.tolist()]
    denied = []
    for proposal, name in enumerate(accounts.proposals):
        if is_chosen[proposal] or prices[proposal] > limit:
            continue
        group = 0
        for place, here in sorted(accounts.tally(proposal, at, len(levels))):
            group += here
            claim = Fraction(group, accounts.scale) * Fraction(limit)
            if (satisfied[place] + prices[proposal]) * accounts.total <= claim:
                denied.append(name)
                break
    return denied
