"""A system of unknown numbers taken to pieces: what is known is put in, and what no row binds any more is apart.

Where most counts are published exactly, most unknowns are known as soon as the rows are read one by one; the linear
programmes are only about what is left, and every answer is kept, for it answers other questions too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from listens.methods.disclosure.cells import groups
from listens.methods.disclosure.network import Numbers

SLACK = 1e-6
READINGS = 100  # of all rows, one by one; what is not settled by then is left to the linear programmes
Terms = Mapping[int, float]  # a number: so many times each unknown, added up
Range = tuple[float, float]


class NoSolution(Exception):
    """What is said of the numbers cannot all be true."""


class Unbounded(Exception):
    """A number may be as large as one likes."""


def matrix_of(rows: Sequence[Terms], num_unknowns: int) -> csr_array:
    where = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    places = np.fromiter((place for row in rows for place in row), int)
    times = np.fromiter((times for row in rows for times in row.values()), float)
    return csr_array((times, (where, places)), shape=(len(rows), num_unknowns))


def solve(goal: Numbers, rows: csr_array, known: Numbers, least: Numbers, most: Numbers) -> Numbers:
    """The unknowns where the goal is least, `rows` times them being `known`. Raises NoSolution and Unbounded."""
    answer = milp(  # without whole numbers: it is the quickest way to HiGHS
        goal,
        bounds=Bounds(least, most),
        constraints=LinearConstraint(rows, known, known) if rows.shape[0] else None,
    )
    if answer.status == 2:
        raise NoSolution
    if answer.status == 4 and "unbounded" in answer.message and goal.any():  # or without any solution
        solve(np.zeros(len(goal)), rows, known, least, most)
        raise Unbounded
    if answer.status == 3:
        raise Unbounded
    if answer.status:
        raise ArithmeticError(f"The linear programme was not solved: {answer.message}")
    found: Numbers = answer.x
    return found


@dataclass
class Piece:
    """Unknowns that hang together. `seen` are answers found so far, all of them possible."""

    rows: csr_array
    known: Numbers
    least: Numbers
    most: Numbers
    seen: list[Numbers] = field(default_factory=list)
    ends: dict[tuple[tuple[tuple[int, float], ...], int], float] = field(default_factory=dict)

    def end(self, terms: Terms, sign: int) -> float:
        """The most (1) or the least (-1) that the number can be."""
        asked = tuple(sorted(terms.items())), sign
        if asked not in self.ends:
            goal = np.zeros(len(self.least))
            for place, times in terms.items():
                goal[place] = -sign * times
            try:
                answer = solve(goal, self.rows, self.known, self.least, self.most)
            except Unbounded:
                self.ends[asked] = sign * inf
            else:
                self.seen.append(answer)
                value = -sign * float(goal @ answer)
                self.ends[asked] = float(round(value)) if abs(value - round(value)) < SLACK else value
        return self.ends[asked]

    def pull(self, numbers: Sequence[tuple[Terms, float]], sign: int) -> None:
        """See an answer that brings all of them as near to their ends, and no further, as they can be together."""
        size, more = len(self.least), len(numbers)
        extra: list[dict[int, float]] = []
        for at, (terms, _end) in enumerate(numbers):
            extra.append({**terms, size + at: -1.0, size + more + at: -float(sign)})
        ends = np.array([end for _terms, end in numbers])
        beyond = np.full(more, inf)
        wide = self.rows.copy()
        wide.resize((self.rows.shape[0], size + 2 * more))
        answer = solve(
            np.concatenate((np.zeros(size), np.full(more, -float(sign)), np.zeros(more))),
            csr_array(vstack((wide, matrix_of(extra, size + 2 * more)), format="csr")),
            np.concatenate((self.known, np.zeros(more))),
            np.concatenate((self.least, -beyond if sign > 0 else ends, np.zeros(more))),
            np.concatenate((self.most, ends if sign > 0 else beyond, beyond)),
        )
        self.seen.append(answer[:size])

    def reached(self, terms: Terms, sign: int) -> float:
        """The most (1) or the least (-1) that the number was in the answers seen."""
        values = sum(times * self._values(place) for place, times in terms.items())
        return float(np.max(values) if sign > 0 else np.min(values))

    def _values(self, place: int) -> Numbers:
        return np.array([answer[place] for answer in self.seen])


@dataclass(frozen=True)
class Pieces:
    """All unknowns: those in `place` are in a piece (which, where), of the others `least` is what they are."""

    least: Numbers
    most: Numbers
    place: dict[int, tuple[int, int]]
    pieces: list[Piece]

    def parts(self, number: Terms) -> tuple[float, dict[int, dict[int, float]]]:
        """What is known of it, and for each piece the rest."""
        known, parts = 0.0, dict[int, dict[int, float]]()
        for unknown, times in number.items():
            if unknown in self.place:
                piece, place = self.place[unknown]
                parts.setdefault(piece, {})[place] = times
            else:
                known += times * self.least[unknown]
        return known, parts

    def end(self, number: Terms, sign: int) -> float:
        """The most (1) or the least (-1) that it can be."""
        known, parts = self.parts(number)
        return known + sum(self.pieces[piece].end(terms, sign) for piece, terms in parts.items())

    def reached(self, number: Terms, sign: int) -> float:
        known, parts = self.parts(number)
        return known + sum(self.pieces[piece].reached(terms, sign) for piece, terms in parts.items())

    def furthest(self, number: Terms, sign: int) -> float:
        """What it cannot be beyond, by the bounds of what it is made of alone."""
        return float(
            sum(
                times * (self.most if times * sign > 0 else self.least)[unknown]
                for unknown, times in number.items()
            )
        )


def take_apart(rows: csr_array, least: Numbers, most: Numbers) -> Pieces:
    """`rows` times the unknowns are nothing. Raises NoSolution."""
    least, most = _read(rows, least, most)
    open_ones = np.flatnonzero(most - least > SLACK)
    least[most - least <= SLACK] = np.round(least[most - least <= SLACK])
    shut = np.ones(len(least), dtype=bool)
    shut[open_ones] = False
    known = -(rows[:, np.flatnonzero(shut)] @ least[shut]) if shut.any() else np.zeros(rows.shape[0])
    rest = csr_array(rows[:, open_ones])
    binds = np.diff(rest.indptr) > 0
    if np.any(np.abs(known[~binds]) > SLACK):
        raise NoSolution
    place: dict[int, tuple[int, int]] = {}
    pieces: list[Piece] = []
    by_column = rest.tocsc()
    for group in groups(rest):
        columns: NDArray[np.int64] = np.array(group)
        own = np.unique(
            np.concatenate([by_column.indices[by_column.indptr[c] : by_column.indptr[c + 1]] for c in group])
        )
        piece = Piece(
            csr_array(rest[own][:, columns]), known[own], least[open_ones[columns]], most[open_ones[columns]]
        )
        piece.seen.append(solve(np.zeros(len(group)), piece.rows, piece.known, piece.least, piece.most))
        place |= {int(open_ones[column]): (len(pieces), at) for at, column in enumerate(group)}
        pieces.append(piece)
    return Pieces(least, most, place, pieces)


def _read(rows: csr_array, least: Numbers, most: Numbers) -> tuple[Numbers, Numbers]:
    """The bounds that each row by itself leaves, again and again until none says more."""
    entry = rows.tocoo()
    where, column, times = entry.row, entry.col, entry.data
    for _reading in range(READINGS):
        low = np.where(times > 0, times * least[column], times * most[column])
        high = np.where(times > 0, times * most[column], times * least[column])
        beside = _others(low, where, rows.shape[0], -inf), _others(high, where, rows.shape[0], inf)
        ends = -beside[1] / times, -beside[0] / times
        new_least, new_most = least.copy(), most.copy()
        np.maximum.at(new_least, column, np.minimum(*ends))
        np.minimum.at(new_most, column, np.maximum(*ends))
        if np.any(new_least > new_most + SLACK):
            raise NoSolution
        is_more = (new_least > least + SLACK) | (new_most < most - SLACK)
        least, most = new_least, np.maximum(new_most, new_least)
        if not is_more.any():
            break
    return least, most


def _others(values: Numbers, where: NDArray[np.int64], num_rows: int, endless: float) -> Numbers:
    """For each entry of a row, the sum of the others; `endless` where one of them is."""
    is_endless = np.isinf(values)
    finite = np.where(is_endless, 0.0, values)
    num_endless = np.bincount(where, is_endless, num_rows)
    sums = np.bincount(where, finite, num_rows)
    found: Numbers = np.where(num_endless[where] - is_endless > 0, endless, sums[where] - finite)
    return found
