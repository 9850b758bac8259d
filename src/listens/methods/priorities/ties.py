"""Who goes first when proposals are exactly level, and the record of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

import numpy as np

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.weights import Profile


@dataclass(frozen=True)
class Tie:
    """At `rank` these `proposals` were exactly level; `decided_by` is organisations, people, lot or list."""

    rank: int
    proposals: tuple[str, ...]
    chosen: str
    decided_by: str


class TieBreak(Protocol):
    """Anything that can choose between level proposals."""

    def choose(self, tied: Sequence[str]) -> tuple[str, str]:
        """(the one that goes first, what decided)."""
        ...


@dataclass(frozen=True)
class PublishedOrder:
    """More organisations behind it, then more people, then a lot drawn from a seed that is published.

    The lot is the smallest SHA-256 of "seed:proposal", so that anyone can draw it again.
    """

    organisations: Mapping[str, int]
    people: Mapping[str, int]
    seed: int = 0

    @classmethod
    def of(cls, on: Profile | Accounts, seed: int = 0) -> PublishedOrder:
        """The order these ballots give."""
        accounts = Accounts.of(on)
        organisations, people = {}, {}
        for proposal, supporters in zip(accounts.proposals, accounts.supporters, strict=True):
            count = accounts.count[supporters]
            cast = np.bincount(accounts.organisation[supporters], count, len(accounts.organisations))
            organisations[proposal] = int(np.count_nonzero(cast))
            people[proposal] = int(count.sum())
        return cls(organisations, people, seed)

    def lot(self, proposal: str) -> str:
        """The drawn lot; the smallest goes first."""
        return sha256(f"{self.seed}:{proposal}".encode()).hexdigest()

    def choose(self, tied: Sequence[str]) -> tuple[str, str]:
        """(the one that goes first, what decided)."""
        left = list(tied)
        for decided_by, score in (("organisations", self.organisations), ("people", self.people)):
            most = max(score[proposal] for proposal in left)
            left = [proposal for proposal in left if score[proposal] == most]
            if len(left) == 1:
                return left[0], decided_by
        return min(left, key=self.lot), "lot"


@dataclass(frozen=True)
class ListedOrder:
    """A fixed list: the first on it goes first. For comparing with engines that break ties by position."""

    order: tuple[str, ...]

    def choose(self, tied: Sequence[str]) -> tuple[str, str]:
        """(the one that goes first, what decided)."""
        return min(tied, key=self.order.index), "list"
