"""Sequential proportional approval voting (Thiele): each further win counts a voter for less: 1, 1/2, 1/3 ...

Source: Thiele 1895; Janson (2016), section 10. A voter of weight w counts as w copies.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.outcome import NotChosen, Outcome, Winner, named, nearest_first
from listens.methods.priorities.race import Race
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
    won = [0] * len(accounts.weight)
    worth = lcm(*range(1, min(seats, len(accounts.proposals)) + 2))
    winners: list[Winner] = []
    last = Fraction(0)

    def score(proposal: int) -> dict[int, int]:
        parts: dict[int, int] = {}
        for account in accounts.supporters[proposal]:
            place = won[account] * len(accounts.organisations) + accounts.organisation[account]
            parts[place] = parts.get(place, 0) + accounts.weight[account]
        by_organisation: dict[int, int] = {}
        for place, weight in parts.items():
            before, number = divmod(place, len(accounts.organisations))
            by_organisation[number] = by_organisation.get(number, 0) + weight * (worth // (before + 1))
        return by_organisation

    def key(proposal: int) -> Fraction | None:
        total = sum(score(proposal).values())
        return Fraction(-total, worth * accounts.scale) if total else None

    race = Race(accounts.proposals, range(len(accounts.proposals)), breaker, -accounts.total)
    while len(winners) < seats and (found := race.next(key)):
        last, proposal = -found[0], found[1]
        parts = score(proposal)
        whole = sum(parts.values())
        paid = {number: Fraction(part, whole) for number, part in sorted(parts.items()) if part}
        name = accounts.proposals[proposal]
        winners.append(Winner(name, len(winners) + 1, Fraction(1), named(accounts.organisations, paid)))
        for account in accounts.supporters[proposal]:
            won[account] += 1
    taken = {winner.proposal for winner in winners}
    short = (
        NotChosen(name, max(Fraction(0), last + (key(proposal) or Fraction(0))))
        for proposal, name in enumerate(accounts.proposals)
        if name not in taken
    )
    return Outcome("seqpav", Fraction(seats), tuple(winners), nearest_first(short), tuple(race.drawn))
