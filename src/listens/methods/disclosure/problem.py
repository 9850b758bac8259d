"""What has to be protected in one group of cells that hang together, and whether a choice protects it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from listens.methods.disclosure.network import Numbers, network_of

FAR = 1000.0  # people a count may move where the sums are more than rows and columns
SLACK = 1e-6
Need = tuple[int, int, int]  # cell, 1 up or -1 down, by how many people


@dataclass(frozen=True)
class Problem:
    """`small` are hidden already; `needs` is how far each must be able to move, the sums and zero permitting.

    `worth` is how much it matters that each is shown; without it all matter alike.
    """

    sums: csr_array
    counts: Numbers
    small: list[int]
    needs: list[Need]
    worth: Numbers | None = None

    @cached_property
    def reach(self) -> float:
        """How far a cell need be able to move. In rows and columns no path is wider than what it is for."""
        return float(max((need for *_, need in self.needs), default=0)) if network_of(self.sums) else FAR

    def unmet(self, hidden: Collection[int]) -> list[Need]:
        """The needs that hiding these cells does not meet.

        All are pulled at once, for one solution meets many needs; what is left is asked one by one.
        """
        columns = sorted(hidden)
        place = {cell: at for at, cell in enumerate(columns)}
        sums = csr_array(self.sums[:, columns])
        sums = sums[np.unique(sums.nonzero()[0])]
        left, unmet = list(self.needs), []
        pulling = True
        while left:
            goal = np.zeros(len(columns))
            most = np.full(len(columns), self.reach)
            least = -np.minimum(self.counts[columns], self.reach)
            pulled = {cell: (sign, need) for cell, sign, need in (left if pulling else left[:1])}
            for cell, (sign, need) in pulled.items():
                goal[place[cell]] = -sign
                if sign > 0:
                    most[place[cell]] = need
                else:
                    least[place[cell]] = -need
            moved = _moved(goal, sums, least, most)
            now = [
                (cell, sign, need) for cell, sign, need in left if moved[place[cell]] * sign < need - SLACK
            ]
            if len(now) == len(left) and not pulling:
                unmet.append(now.pop(0))
            pulling = pulling and len(now) < len(left)
            left = now
        return unmet


def _moved(goal: Numbers, sums: csr_array, least: Numbers, most: Numbers) -> Numbers:
    if not sums.shape[0]:
        return np.where(goal < 0, most, np.where(goal > 0, least, 0.0))
    answer = linprog(
        goal, A_eq=sums, b_eq=np.zeros(sums.shape[0]), bounds=np.column_stack((least, most)), method="highs"
    )
    if answer.status:
        raise ArithmeticError(f"The linear programme was not solved: {answer.message}")
    moved: Numbers = answer.x
    return moved


def needs_of(counts: Numbers, small: Sequence[int], hide_below: int) -> list[Need]:
    """A small count must be able to be 1 or less and `hide_below` - 1 or more; any other, so many less than it is."""
    needs = []
    for cell in small:
        count = int(counts[cell])
        if count >= hide_below:
            needs.append((cell, -1, hide_below - 1))
            continue
        if not count:
            continue
        needs += [(cell, -1, count - 1)] if count > 1 else []
        needs += [(cell, 1, hide_below - 1 - count)] if count < hide_below - 1 else []
    return needs
