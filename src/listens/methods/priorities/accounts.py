"""Ballots as whole numbers: what the rules count on.

Fractions are exact but slow. Weights are brought to one denominator (`scale`) once. They can have a hundred digits, so
numpy never adds them: it counts ballots, by kind (organisations whose ballots weigh the same) and by whatever a rule
tells apart, and each of these few numbers is then multiplied by its weight, exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
from numpy.typing import NDArray

from listens.methods.priorities.cast import Places, Whole
from listens.methods.priorities.weights import Profile, Weighting

Tallies = list[tuple[int, int]]
FEW = 64  # as many cells are faster listed than searched


@dataclass(frozen=True, eq=False)
class Accounts:
    """`supporters[p]` lists the accounts that tick proposal p; a ballot of organisation o weighs `each[o] / scale`."""

    proposals: tuple[str, ...]
    organisations: tuple[str, ...]
    supporters: tuple[Places, ...]
    organisation: Places
    count: Whole
    weighting: Weighting
    each: tuple[int, ...]
    scale: int

    @classmethod
    def of(cls, on: Profile | Accounts) -> Accounts:
        """The accounts of a profile; accounts themselves pass through."""
        if isinstance(on, Accounts):
            return on
        proposal, account = on.cast.flat
        ends = np.searchsorted(proposal, np.arange(1, len(on.cast.proposals)))
        behind = dict(zip(on.cast.proposals, np.split(account, ends), strict=False))
        nobody = np.zeros(0, np.intp)
        return cls(
            on.proposals,
            on.cast.organisations,
            tuple(behind.get(name, nobody) for name in on.proposals),
            on.cast.organisation,
            on.cast.count,
            on.weighting,
            *_each(list(on.num_ballots.values()), on.cast.organisations, on.weighting),
        )

    def recounted(self, count: Whole, weighting: Weighting | None = None) -> Accounts:
        """The same accounts cast another number of times (0 allowed), weighed afresh."""
        weighting = weighting or self.weighting
        cast = np.bincount(self.organisation, count, minlength=len(self.organisations)).astype(np.int64)
        return Accounts(
            self.proposals,
            self.organisations,
            self.supporters,
            self.organisation,
            count,
            weighting,
            *_each(cast.tolist(), self.organisations, weighting),
        )

    @cached_property
    def kinds(self) -> tuple[list[int], Places]:
        """(what a ballot of each kind weighs, the kind of each account)."""
        weights = list(dict.fromkeys(self.each)) or [0]
        kind = np.array([weights.index(each) for each in self.each], np.intp)
        return weights, kind[self.organisation]

    @cached_property
    def _behind(self) -> list[tuple[Places, NDArray[np.float64]]]:
        """The kinds and the ballots of each proposal's supporters. Counts are far below where a float is not exact."""
        kind, count = self.kinds[1], self.count.astype(np.float64)
        return [(kind[behind], count[behind]) for behind in self.supporters]

    @cached_property
    def floats(self) -> tuple[Places, Places, NDArray[np.float64]]:
        """(proposal, account) of every tick, and roughly what each account weighs."""
        lengths = [len(behind) for behind in self.supporters]
        proposal = np.repeat(np.arange(len(lengths)), lengths)
        each = np.array([weight / self.scale for weight in self.each])
        account = np.concatenate(self.supporters) if lengths else np.zeros(0, np.intp)
        return proposal, account, each[self.organisation] * self.count

    def tally(self, proposal: int, at: Places, num: int) -> Tallies:
        """(level, weight) of the supporters, where there is any; `at` gives each account one of `num` levels."""
        weights = self.kinds[0]
        kind, count = self._behind[proposal]
        level = at[self.supporters[proposal]]
        width = len(weights)
        if width == 1:
            return [(place, here * weights[0]) for place, here in _cells(level, count, num)]
        summed: dict[int, int] = {}
        for cell, here in _cells(level * width + kind, count, num * width):
            place, number = divmod(cell, width)
            summed[place] = summed.get(place, 0) + here * weights[number]
        return list(summed.items())

    def tally_by_organisation(self, proposal: int | None, at: Places, num: int) -> list[tuple[int, int, int]]:
        """(level, organisation, weight) of the supporters, or of everybody."""
        width = len(self.organisations)
        if proposal is None:
            level, of, count = at, self.organisation, self.count.astype(np.float64)
        else:
            behind = self.supporters[proposal]
            level, of, count = at[behind], self.organisation[behind], self._behind[proposal][1]
        if width == 1:
            return [(place, 0, here * self.each[0]) for place, here in _cells(level, count, num)]
        return [
            (cell // width, cell % width, here * self.each[cell % width])
            for cell, here in _cells(level * width + of, count, num * width)
        ]

    @cached_property
    def total(self) -> Fraction:
        """The weight of all ballots together."""
        cast = np.bincount(self.organisation, self.count, minlength=len(self.organisations))
        return Fraction(
            sum(int(ballots) * each for ballots, each in zip(cast.tolist(), self.each, strict=True)),
            self.scale,
        )

    def support(self, proposal: int) -> Fraction:
        """The weight behind one proposal."""
        at = np.zeros(len(self.count), np.intp)
        return Fraction(sum(weight for _, weight in self.tally(proposal, at, 1)), self.scale)

    def costs(self, costs: Mapping[str, Fraction] | None) -> list[Fraction]:
        """Costs in the order of the proposals; one each when seats are filled. Raises ValueError below zero."""
        if costs is None:
            return [Fraction(1)] * len(self.proposals)
        listed = [Fraction(costs[proposal]) for proposal in self.proposals]
        if any(cost.numerator < 0 for cost in listed):
            raise ValueError("A cost cannot be below 0.")
        return listed


def _each(cast: Sequence[int], names: Sequence[str], weighting: Weighting) -> tuple[tuple[int, ...], int]:
    share = weighting.per_ballot(
        {name: ballots for name, ballots in zip(names, cast, strict=True) if ballots}
    )
    scale = lcm(*(each.denominator for each in share.values()))
    return tuple(int(share[name] * scale) if name in share else 0 for name in names), scale


def _cells(of: Places, count: NDArray[np.float64], num: int) -> Tallies:
    """(cell, ballots) of the cells that have any."""
    found = np.bincount(of, count, num)
    if num < FEW:
        return [(cell, int(here)) for cell, here in enumerate(found.tolist()) if here]
    cells = found.nonzero()[0]
    return list(zip(cells.tolist(), found[cells].astype(np.int64).tolist(), strict=True))
