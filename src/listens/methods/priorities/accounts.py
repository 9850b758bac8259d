"""Ballots as whole numbers: what the rules count on.

Fractions are exact but slow. Weights are brought to one denominator (`scale`) once, so that the loops over ballots
add whole numbers, and an account (equal ballots of one organisation) is touched once however many cast it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from listens.methods.priorities.weights import Profile, Weighting


@dataclass(frozen=True)
class Accounts:
    """`supporters[p]` lists the accounts that tick proposal p; account a weighs `weight[a] / scale`."""

    proposals: tuple[str, ...]
    organisations: tuple[str, ...]
    supporters: tuple[tuple[int, ...], ...]
    organisation: tuple[int, ...]
    count: tuple[int, ...]
    weighting: Weighting
    weight: tuple[int, ...]
    scale: int

    @classmethod
    def of(cls, on: Profile | Accounts) -> Accounts:
        """The accounts of a profile; accounts themselves pass through."""
        if isinstance(on, Accounts):
            return on
        place = {proposal: number for number, proposal in enumerate(on.proposals)}
        names = tuple(on.num_ballots)
        number_of = {name: number for number, name in enumerate(names)}
        supporters: list[list[int]] = [[] for _ in on.proposals]
        for account, (choices, _) in enumerate(on.counts):
            for choice in choices:
                supporters[place[choice]].append(account)
        organisation = tuple(number_of[name] for _, name in on.counts)
        count = tuple(on.counts.values())
        weight, scale = _weights(organisation, count, names, on.weighting)
        lists = tuple(tuple(behind) for behind in supporters)
        return cls(on.proposals, names, lists, organisation, count, on.weighting, weight, scale)

    def recounted(self, count: Sequence[int], weighting: Weighting | None = None) -> Accounts:
        """The same accounts cast another number of times (0 allowed), weighed afresh."""
        weighting = weighting or self.weighting
        weight, scale = _weights(self.organisation, count, self.organisations, weighting)
        return Accounts(
            self.proposals,
            self.organisations,
            self.supporters,
            self.organisation,
            tuple(count),
            weighting,
            weight,
            scale,
        )

    @property
    def total(self) -> Fraction:
        """The weight of all ballots together."""
        return Fraction(sum(self.weight), self.scale)

    def support(self, proposal: int) -> Fraction:
        """The weight behind one proposal."""
        weight = self.weight
        return Fraction(sum(weight[account] for account in self.supporters[proposal]), self.scale)

    def costs(self, costs: Mapping[str, Fraction] | None) -> list[Fraction]:
        """Costs in the order of the proposals; one each when seats are filled. Raises ValueError below zero."""
        if costs is None:
            return [Fraction(1)] * len(self.proposals)
        listed = [Fraction(costs[proposal]) for proposal in self.proposals]
        if any(cost < 0 for cost in listed):
            raise ValueError("A cost cannot be below 0.")
        return listed


def _weights(
    organisation: Sequence[int], count: Sequence[int], names: Sequence[str], weighting: Weighting
) -> tuple[tuple[int, ...], int]:
    cast = [0] * len(names)
    for number, ballots in zip(organisation, count, strict=True):
        cast[number] += ballots
    share = weighting.per_ballot(
        {name: ballots for name, ballots in zip(names, cast, strict=True) if ballots}
    )
    scale = lcm(*(each.denominator for each in share.values()))
    whole = [int(share[name] * scale) if name in share else 0 for name in names]
    return tuple(ballots * whole[number] for number, ballots in zip(organisation, count, strict=True)), scale
