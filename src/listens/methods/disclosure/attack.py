"""An outsider with a computer: how far each hidden count can be worked out from all that is published.

The least and the most each can be, given the sums and that no count is negative, by linear programming (Fischetti and
Salazar, "Models and algorithms for the 2-dimensional cell suppression problem in statistical disclosure control",
Mathematical Programming 84, 1999; Hundepool and others, "Statistical Disclosure Control", Wiley 2012, chapter 4).
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from listens.methods.disclosure.cells import Cells, groups
from listens.methods.disclosure.network import Numbers, network_of

Range = tuple[float, float]
SLACK = 1e-6


def ranges(cells: Cells, hidden: Collection[int]) -> dict[int, Range]:
    """{hidden cell: (least, most) in people}; most is infinite where no total binds it."""
    columns = sorted(hidden)
    sums = csr_array(cells.sums[:, columns])
    found: dict[int, Range] = {}
    for group in groups(sums):
        own = [columns[place] for place in group]
        part = sums[:, group]
        part = part[np.unique(part.nonzero()[0])]
        found |= dict(zip(own, _extremes(part, cells.counts[own]), strict=True))
    return found


def _extremes(sums: csr_array, counts: Numbers) -> list[Range]:
    if not sums.shape[0]:
        return [(0.0, np.inf)] * len(counts)
    if (network := network_of(sums)) and (found := network.ranges(counts)) is not None:
        return found
    return [by_programme(sums, counts, place) for place in range(len(counts))]


def by_programme(sums: csr_array, counts: Numbers, place: int) -> Range:
    """The same for any sums whatever, by two linear programmes."""
    goal = np.zeros(len(counts))
    goal[place] = 1.0
    known = sums @ counts
    return _solved(goal, sums, known), -_solved(-goal, sums, known)


def _solved(goal: Numbers, sums: csr_array, known: Numbers) -> float:
    answer = linprog(goal, A_eq=sums, b_eq=known, bounds=(0, None), method="highs")
    if answer.status == 3:  # unbounded
        return -np.inf
    if answer.status:
        raise ArithmeticError(f"The linear programme was not solved: {answer.message}")
    near = round(answer.fun)
    return float(near if abs(answer.fun - near) < SLACK else answer.fun)
