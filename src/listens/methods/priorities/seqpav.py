"""Sequential proportional approval voting (Thiele): each further win counts a voter for less: 1, 1/2, 1/3 ...

Source: Thiele 1895; Janson (2016), section 10. A voter of weight w counts as w copies.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import numpy as np

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.outcome import NotChosen, Outcome, Winner, named, nearest_first
from listens.methods.priorities.race import Race, Ratio
from listens.methods.priorities.ties import PublishedOrder, TieBreak
from listens.methods.priorities.weights import Profile


def seqpav(on: Profile | Accounts, seats: int, ties: TieBreak | None = None) -> Outcome:
    """Choose up to `seats`. `paid_by` is each organisation's part of the winning score, `short_by` a score.

    Raises ValueError for a negative number of seats.
    """
    if seats < 0:
        raise ValueError("The number of seats cannot be below 0.")
    accounts = Accounts.of(on)
    breaker = ties or PublishedOrder.of(on)
    won = np.zeros(len(accounts.count), np.intp)
    most = min(seats, len(accounts.proposals)) + 1
    worth = lcm(*range(1, most + 1))
    winners: list[Winner] = []
    last = Fraction(0)

    def key(proposal: int) -> Ratio | None:
        total = sum(here * (worth // (before + 1)) for before, here in accounts.tally(proposal, won, most))
        return (-total, worth * accounts.scale) if total else None

    def parts(proposal: int) -> dict[int, int]:
        found: dict[int, int] = {}
        for before, number, here in accounts.tally_by_organisation(proposal, won, most):
            found[number] = found.get(number, 0) + here * (worth // (before + 1))
        return {number: part for number, part in sorted(found.items()) if part}

    race = Race(accounts.proposals, range(len(accounts.proposals)), breaker)
    while len(winners) < seats and (found := race.next(key)):
        last, proposal = -found[0], found[1]
        by_organisation = parts(proposal)
        whole = sum(by_organisation.values())
        paid = {number: Fraction(part, whole) for number, part in by_organisation.items()}
        name = accounts.proposals[proposal]
        winners.append(Winner(name, len(winners) + 1, Fraction(1), named(accounts.organisations, paid)))
        won[accounts.supporters[proposal]] += 1
    taken = {winner.proposal for winner in winners}
    short = (
        NotChosen(name, max(Fraction(0), last + Fraction(*(key(proposal) or (0, 1)))))
        for proposal, name in enumerate(accounts.proposals)
        if name not in taken
    )
    return Outcome("seqpav", Fraction(seats), tuple(winners), nearest_first(short), tuple(race.drawn))
