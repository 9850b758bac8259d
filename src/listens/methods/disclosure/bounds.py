"""Unknown numbers of which bounds and sums are known, and how far each can be narrowed by a linear programme."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from listens.methods.disclosure.tables import Key

SLACK = 1e-6
Name = tuple[str, Key]


class NoSolution(Exception):
    """What is said of the numbers cannot all be true."""


class Bounded:
    """Numbers by name, each between its bounds, and sums of them that make nothing."""

    def __init__(self) -> None:
        self._place: dict[Name, int] = {}
        self._bounds: list[tuple[float, float]] = []
        self._entries: list[tuple[int, int, float]] = []
        self._num_sums = 0

    def bound(self, what: str, key: Key, least: float, most: float) -> None:
        self._place[what, key] = len(self._bounds)
        self._bounds.append((least, most))

    def equal(self, terms: Mapping[Name, float]) -> None:
        """These numbers, so many times each, make nothing together."""
        self._entries += [(self._num_sums, self._place[name], times) for name, times in terms.items()]
        self._num_sums += 1

    def test(self) -> None:
        """Raises NoSolution."""
        self._least(np.zeros(len(self._bounds)))

    def range(self, what: str, key: Key) -> tuple[float, float]:
        """(least, most) that the number can be. Raises NoSolution."""
        goal = np.zeros(len(self._bounds))
        goal[self._place[what, key]] = 1.0
        return self._least(goal), -self._least(-goal)

    def _least(self, goal: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        rows, cells, times = zip(*self._entries, strict=True) if self._entries else ((), (), ())
        sums = csr_array((times, (rows, cells)), shape=(self._num_sums, len(goal)), dtype=float)
        answer = linprog(
            goal,
            A_eq=sums if self._num_sums else None,
            b_eq=np.zeros(self._num_sums) if self._num_sums else None,
            bounds=self._bounds,
            method="highs",
        )
        if answer.status == 2:
            raise NoSolution
        if answer.status == 3:
            return -inf
        if answer.status:
            raise ArithmeticError(f"The linear programme was not solved: {answer.message}")
        near = round(answer.fun)
        return float(near if abs(answer.fun - near) < SLACK else answer.fun)
