"""Who got something: the part of the ballots with at least one of their ticks among the chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.cast import Whole
from listens.methods.priorities.weights import Profile


@dataclass(frozen=True)
class Coverage:
    """Parts between 0 and 1 of all ballots, and of each organisation's; every ballot counts as one person."""

    all: Fraction
    organisations: dict[str, Fraction]


def coverage(on: Profile | Accounts, chosen: Collection[str]) -> Coverage:
    """How far `chosen` reaches; nothing is covered when there are no ballots."""
    accounts = Accounts.of(on)
    covered = np.zeros(len(accounts.count), bool)
    for proposal, name in enumerate(accounts.proposals):
        if name in chosen:
            covered[accounts.supporters[proposal]] = True
    cast = _by_organisation(accounts, accounts.count)
    reached = _by_organisation(accounts, accounts.count * covered)
    parts = {
        name: Fraction(reached[number], cast[number])
        for number, name in enumerate(accounts.organisations)
        if cast[number]
    }
    return Coverage(Fraction(sum(reached), sum(cast) or 1), parts)


def _by_organisation(accounts: Accounts, ballots: Whole) -> list[int]:
    summed = np.zeros(len(accounts.organisations), np.int64)
    np.add.at(summed, accounts.organisation, ballots)
    return summed.tolist()
