"""Who got something: the part of the ballots with at least one of their ticks among the chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.weights import Profile


@dataclass(frozen=True)
class Coverage:
    """Parts between 0 and 1 of all ballots, and of each organisation's; every ballot counts as one person."""

    all: Fraction
    organisations: dict[str, Fraction]


def coverage(on: Profile | Accounts, chosen: Collection[str]) -> Coverage:
    """How far `chosen` reaches; nothing is covered when there are no ballots."""
    accounts = Accounts.of(on)
    covered = {
        account
        for proposal, name in enumerate(accounts.proposals)
        if name in chosen
        for account in accounts.supporters[proposal]
    }
    cast = [0] * len(accounts.organisations)
    reached = [0] * len(accounts.organisations)
    for account, count in enumerate(accounts.count):
        cast[accounts.organisation[account]] += count
        if account in covered:
            reached[accounts.organisation[account]] += count
    parts = {
        name: Fraction(reached[number], cast[number])
        for number, name in enumerate(accounts.organisations)
        if cast[number]
    }
    return Coverage(Fraction(sum(reached), sum(cast) or 1), parts)
