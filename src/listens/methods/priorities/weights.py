"""How much each ballot weighs: every organisation one equal share, or another scheme agreed before the vote.

A weight is an exact fraction. A voter of weight w counts as w copies of a voter of weight one, so an organisation
that sends one sheet and one that splits the same ticks over fifty delegates' ballots fare the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from math import isqrt

import numpy as np

from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.cast import Cast

SCHEMES = ("organisation", "square-root", "bands", "ballot")
BY_SIZE = ("square-root", "bands")
NO_ORGANISATION = "(no organisation)"
BANDS = ((50, 1), (250, 2))
LARGEST_BAND = 3

Account = tuple[tuple[str, ...], str]


@dataclass(frozen=True)
class Weighting:
    """A scheme with its settings.

    `sizes` (members per organisation) matter to square-root and bands; an organisation that is not in them counts
    by its ballots. Below `min_ballots` (0: off) each ballot carries only 1/min_ballots of its organisation's share.
    Raises ValueError for an unknown scheme, a negative minimum or a size below one.
    """

    scheme: str = "organisation"
    sizes: Mapping[str, int] = field(default_factory=dict)
    min_ballots: int = 0

    def __post_init__(self) -> None:
        if self.scheme not in SCHEMES:
            raise ValueError(f"“{self.scheme}” is no weighting; choose one of {', '.join(SCHEMES)}.")
        if self.min_ballots < 0:
            raise ValueError("The minimum number of ballots cannot be below 0.")
        if any(size < 1 for size in self.sizes.values()):
            raise ValueError("An organisation's size must be at least 1.")

    def per_ballot(self, num_ballots: Mapping[str, int]) -> dict[str, Fraction]:
        """What one ballot of each organisation weighs, given how many ballots each cast."""
        if self.scheme == "ballot":
            return {organisation: Fraction(1) for organisation in num_ballots}
        return {
            organisation: self._share(self.sizes.get(organisation, cast)) / max(cast, self.min_ballots)
            for organisation, cast in num_ballots.items()
            if cast
        }

    def _share(self, size: int) -> Fraction:
        if self.scheme == "square-root":
            # Cut to three decimals so that the weight stays a fraction anyone can check.
            return Fraction(isqrt(size * 10**6), 1000)
        if self.scheme == "bands":
            return Fraction(next((share for below, share in BANDS if size < below), LARGEST_BAND))
        return Fraction(1)


@dataclass(frozen=True, eq=False)
class Profile:
    """All ballots, equal ones of one organisation merged into an account (ticks as a sorted tuple, organisation)."""

    proposals: tuple[str, ...]
    cast: Cast
    weighting: Weighting

    @cached_property
    def counts(self) -> dict[Account, int]:
        """How many ballots each account cast, in the order of the accounts."""
        names, organisations = ("", *self.cast.proposals), self.cast.organisations
        rows = zip(
            self.cast.ticks.tolist(), self.cast.organisation.tolist(), self.cast.count.tolist(), strict=True
        )
        return {
            (tuple(names[tick] for tick in ticks if tick), organisations[number]): count
            for ticks, number, count in rows
        }

    @cached_property
    def num_ballots(self) -> dict[str, int]:
        """Ballots cast by each organisation, in name order."""
        cast = np.zeros(len(self.cast.organisations), np.int64)
        np.add.at(cast, self.cast.organisation, self.cast.count)
        return dict(zip(self.cast.organisations, cast.tolist(), strict=True))

    @cached_property
    def weights(self) -> dict[Account, Fraction]:
        """The exact weight of each account."""
        each = self.weighting.per_ballot(self.num_ballots)
        return {account: count * each[account[1]] for account, count in self.counts.items()}

    @cached_property
    def organisations(self) -> dict[str, Fraction]:
        """Each organisation's whole weight."""
        each = self.weighting.per_ballot(self.num_ballots)
        return {organisation: cast * each[organisation] for organisation, cast in self.num_ballots.items()}

    def under(self, scheme: str) -> Profile:
        """The same ballots under another scheme."""
        return Profile(self.proposals, self.cast, replace(self.weighting, scheme=scheme))


def weigh(
    ballots: Iterable[Ballot],
    scheme: str = "organisation",
    sizes: Mapping[str, int] | None = None,
    min_ballots: int = 0,
    proposals: Iterable[str] | None = None,
) -> Profile:
    """Merge ballots and weigh them; `proposals` is the whole long-list (else: whatever was ticked).

    A ballot without ticks says nothing and is left out. When no ballot names an organisation they all belong to one
    nameless one. Raises ValueError when only some do and the scheme gives shares to organisations.
    """
    weighting = Weighting(scheme, dict(sizes or {}), min_ballots)
    cast = Cast.of(ballots, NO_ORGANISATION)
    if scheme != "ballot" and NO_ORGANISATION in cast.organisations and len(cast.organisations) > 1:
        raise ValueError(
            "Some ballots name no organisation, and this weighting gives shares to organisations."
        )
    listed = tuple(proposals) if proposals is not None else cast.proposals
    if not set(cast.proposals) <= set(listed):
        raise ValueError("A ballot ticks a proposal that is not on the long-list.")
    return Profile(listed, cast, weighting)
