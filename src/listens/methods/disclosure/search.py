"""The fewest further counts to hide, so that no outsider comes near a small one.

Cutting planes after Fischetti and Salazar ("Solving the cell suppression problem on tabular data with linear
constraints", Management Science 47, 2001): a small integer programme proposes what to hide; where a linear programme
shows that a small count still cannot move far enough, its dual says which counts stand in the way, and the
proposal is made again. It ends with a proof that fewer will not do. Solver: HiGHS, by way of SciPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csr_array, hstack, identity, vstack

from listens.methods.disclosure.network import Numbers
from listens.methods.disclosure.problem import SLACK, Need, Problem

TINY = 1e-4  # of its width: how open a way through a shown count is, when we ask which ways are shut
TRIES = 5000  # branches of one integer programme; after that it may end a little above the fewest
EXACT, ROUGH = 1e-3, 0.05  # of all that is hidden: how far above the fewest
TIES = 0.4  # of one hidden count: all that preferring few hidden people may weigh together


@dataclass(frozen=True)
class Choice:
    """The cells to hide, small ones with them, and how few would have to be hidden besides at the least."""

    hidden: frozenset[int]
    at_least: int


class Master:
    """The integer programme: one yes or no for each cell, and all that is known of which sets will do."""

    def __init__(self, problem: Problem) -> None:
        self.num_cells = len(problem.counts)
        self.needy = np.zeros(self.num_cells)
        self.needy[problem.small] = 1.0
        worth = np.ones(self.num_cells) if problem.worth is None else problem.worth
        self.weights = worth + TIES * _dearness(problem.counts)
        self.weights[problem.small] = 0.0
        self._rows, self._least = _never_alone(problem)
        self.num_sums = problem.sums.shape[0]
        self._gap = EXACT
        if cuts := _room_beside(problem):
            self.add(cuts)

    def add(self, cuts: Sequence[tuple[Numbers, float]]) -> None:
        wide = csr_array(np.array([np.concatenate((cut, np.zeros(self.num_sums))) for cut, _ in cuts]))
        self._rows = vstack((self._rows, wide), format="csr")
        self._least = np.concatenate((self._least, [least for _, least in cuts]))

    def propose(self, seconds: float) -> tuple[frozenset[int], int] | None:
        """The cheapest set that nothing known speaks against, and the proved least number; None out of time.

        Given up for a rough answer after so many branches, not after a time: any machine gives the same.
        """
        if self._gap == EXACT and (found := self._solved(seconds, TRIES)) is not None:
            return found
        self._gap = ROUGH
        return self._solved(seconds, None)

    def _solved(self, seconds: float, tries: int | None) -> tuple[frozenset[int], int] | None:
        free = np.concatenate((np.ones(self.num_cells), np.full(self.num_sums, np.inf)))
        answer = milp(
            np.concatenate((self.weights, np.zeros(self.num_sums))),
            integrality=np.concatenate((np.ones(self.num_cells), np.zeros(self.num_sums))),
            bounds=Bounds(np.concatenate((self.needy, np.zeros(self.num_sums))), free),
            constraints=LinearConstraint(self._rows, self._least, np.inf),
            options={"time_limit": max(seconds, 0.01), "mip_rel_gap": self._gap, "node_limit": tries},
        )
        if answer.status or answer.x is None:
            return None
        chosen = np.flatnonzero(answer.x[: self.num_cells] > 0.5)
        at_least = int(np.ceil(answer.mip_dual_bound - TIES - SLACK))
        return frozenset(chosen.tolist()), max(at_least, 0)


def _dearness(counts: Numbers) -> Numbers:
    """Shares of 1: hiding many people costs more than hiding few, and an empty count is hidden last."""
    people = np.where(counts > 0, counts, counts.max(initial=0) + 1)
    shares: Numbers = people / max(people.sum(), 1)
    return shares


def _never_alone(problem: Problem) -> tuple[csr_array, Numbers]:
    """A hidden count that is alone in a sum is known at once, and protects nothing.

    For each sum t = what is hidden in it, and t >= 2 for each of its hidden cells.
    """
    num_sums, num_cells = problem.sums.shape
    entry = coo_array(problem.sums)
    binds = np.isin(entry.col, [cell for cell, *_ in problem.needs]) | ~np.isin(entry.col, problem.small)
    where, cells = entry.row[binds], entry.col[binds]
    order = np.arange(len(cells))
    twos = csr_array((np.full(len(cells), -2.0), (order, cells)), shape=(len(cells), num_cells))
    ones = csr_array((np.ones(len(cells)), (order, where)), shape=(len(cells), num_sums))
    within = hstack((abs(problem.sums), -identity(num_sums)), format="csr")
    return vstack((hstack((twos, ones)), within), format="csr"), np.zeros(len(cells) + num_sums)


def _room_beside(problem: Problem) -> list[tuple[Numbers, float]]:
    """A small count that must be able to rise needs others in each of its sums that can fall as far together."""
    cuts = []
    by_cell, by_sum = problem.sums.T.tocsr(), problem.sums.tocsr()
    for cell, sign, need in problem.needs:
        for number in by_cell.indices[by_cell.indptr[cell] : by_cell.indptr[cell + 1]]:
            entry = slice(by_sum.indptr[number], by_sum.indptr[number + 1])
            others, signs = by_sum.indices[entry], by_sum.data[entry]
            falls = signs * signs[others == cell] * sign > 0
            cut = np.zeros(len(problem.counts))
            cut[others] = np.where(falls, np.minimum(problem.counts[others], need), need)
            cut[cell] = 0.0
            cuts.append((cut, float(need)))
    return cuts


def cut_for(problem: Problem, hidden: frozenset[int], need: Need) -> tuple[Numbers, float]:
    """Coefficients over all cells whose sum over the hidden ones must reach `need`; this choice falls short."""
    cell, sign, least = need
    openness = np.full(len(problem.counts), TINY)
    openness[list(hidden)] = 1.0
    down = np.minimum(problem.counts, problem.reach)
    up = np.full(len(problem.counts), problem.reach)
    for shut in (openness, np.where(openness < 1, 0.0, 1.0)):
        low, high = -down * shut, up * shut
        low[cell], high[cell] = (0, least) if sign > 0 else (-least, 0)
        goal = np.zeros(len(problem.counts))
        goal[cell] = -sign
        answer = linprog(
            goal,
            A_eq=problem.sums,
            b_eq=np.zeros(problem.sums.shape[0]),
            bounds=np.column_stack((low, high)),
            method="highs",
        )
        if answer.status:
            raise ArithmeticError(f"The linear programme was not solved: {answer.message}")
        pull = -(goal - problem.sums.T @ answer.eqlin.marginals)
        cut = np.minimum(np.where(pull > 0, pull * up, -pull * down), least)
        cut[cell] = 0.0
        cut[cut < SLACK] = 0.0
        if cut[list(hidden)].sum() < least - SLACK:
            break
    return cut, float(least)


def fewest(problem: Problem, seconds: float) -> Choice | None:
    """The smallest set that meets every need (or nearly the smallest: see `at_least`).

    None where no set does, or none was found in time.
    """
    until = monotonic() + seconds
    master = Master(problem)
    while (proposal := master.propose(until - monotonic())) is not None:
        hidden, at_least = proposal
        if not (unmet := problem.unmet(hidden)):
            return Choice(hidden, at_least)
        if monotonic() > until:
            return None
        master.add([cut_for(problem, hidden, need) for need in unmet])
    return None
