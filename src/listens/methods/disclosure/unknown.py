"""Every count of every release as one system of unknown numbers, each between its bounds, and what binds them."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TypeVar

import numpy as np

from listens.methods.disclosure.pieces import SLACK, NoSolution, Pieces, Terms, matrix_of, solve, take_apart
from listens.methods.disclosure.releases import Range, Release
from listens.methods.disclosure.system import Sum
from listens.methods.disclosure.tables import Key, Unfit

Asked = TypeVar("Asked")


class Unknown:
    """The counts of one group, which sums bind to no other.

    A count never falls from one release to the next, unless the published numbers say that it did; where its own do
    not, but all together, nothing is taken to have risen only between the releases where something fell.
    Raises Unfit where two releases of one day contradict each other.
    """

    def __init__(
        self, keys: set[Key], releases: Sequence[Release], known: Sequence[dict[Key, Range]]
    ) -> None:
        self.place: dict[tuple[int, Key], int] = {}
        self._bounds: list[Range] = []
        self._rows: list[dict[int, float]] = []
        for at, release in enumerate(releases):
            for key in sorted(keys & release.shown.keys(), key=sorted):
                self.place[at, key] = self._add(*known[at][key])
            for whole, parts in bound_in(release.sums, keys):
                self._rows.append(self._less(at, whole, parts))
            for key, wholes in bound_in(release.within, keys):
                self._rows.append(self._less(at, key, wholes) | {self._add(0.0, inf): 1.0})
        self._key_of: dict[int, Key] = {}
        self._rising: list[tuple[int, int, int]] = []  # a step, from one release to another
        self._steps(releases)
        self._with_people(releases)
        try:
            self._pieces = self._apart()
        except NoSolution:
            self._settle(releases[-1].as_at)

    def out_of_reach(
        self, numbers: dict[Asked, Terms], sign: int, ends: dict[Asked, float]
    ) -> dict[Asked, Terms]:
        """Those that cannot go as far up (1) or down (-1) as their end.

        Answers seen before tell of most. Then all are pulled at once, for one answer takes many there; what is left is
        asked one by one.
        """
        pieces = self._pieces
        lost, by_piece = set[Asked](), dict[int, list[Asked]]()
        for one, terms in numbers.items():
            if sign * (pieces.furthest(terms, sign) - ends[one]) < -SLACK:
                lost.add(one)
            elif not self._is_there(terms, sign, ends[one]):
                _known, parts = pieces.parts(terms)
                if len(parts) == 1:
                    by_piece.setdefault(next(iter(parts)), []).append(one)
                elif sign * (pieces.end(terms, sign) - ends[one]) < -SLACK:
                    lost.add(one)
        for at, left in by_piece.items():
            pulling = True
            while left:
                if pulling:
                    wanted = []
                    for one in left:
                        known, parts = pieces.parts(numbers[one])
                        wanted.append((parts[at], ends[one] - known))
                    pieces.pieces[at].pull(wanted, sign)
                elif sign * (pieces.end(numbers[left[0]], sign) - ends[left[0]]) < -SLACK:
                    lost.add(left.pop(0))
                now = [one for one in left if not self._is_there(numbers[one], sign, ends[one])]
                pulling = pulling and len(now) < len(left)
                left = now
        return {one: terms for one, terms in numbers.items() if one in lost}

    def range(self, number: Terms) -> Range:
        """(least, most) that it can be."""
        return self._pieces.end(number, -1), self._pieces.end(number, 1)

    def is_narrow(self, number: Terms, width: float) -> bool:
        """Whether its most is less than that above its least."""
        if self._pieces.reached(number, 1) - self._pieces.reached(number, -1) >= width - SLACK:
            return False
        least, most = self.range(number)
        return most - least < width - SLACK

    def _is_there(self, number: Terms, sign: int, end: float) -> bool:
        return sign * (self._pieces.reached(number, sign) - end) > -SLACK

    def _steps(self, releases: Sequence[Release]) -> None:
        """What was added to each count since it was last published; `_rising` are those taken to be no loss."""
        for (at, key), place in list(self.place.items()):
            earlier = next((was for was in range(at - 1, -1, -1) if (was, key) in self.place), None)
            if earlier is None:
                continue
            was = self.place[earlier, key]
            fell = self._bounds[place][1] < self._bounds[was][0]
            is_same_day = releases[earlier].as_at == releases[at].as_at
            least, most = (0.0, 0.0) if is_same_day else (-inf if fell else 0.0, inf)
            step = self._add(least, most)
            self._rows.append({place: 1.0, was: -1.0, step: -1.0})
            if not is_same_day:
                self._rising.append((step, earlier, at))
                self._key_of[step] = key

    def _with_people(self, releases: Sequence[Release]) -> None:
        """Where people were added, so was a conversation that they took part in."""
        for step, earlier, later in self._rising:
            people = releases[later].people_of.get(self._key_of[step])
            if people is None or (earlier, people) not in self.place or self._bounds[step][0]:
                continue
            was, now = self.place[earlier, people], self.place[later, people]
            if self._bounds[now][0] > self._bounds[was][1]:
                self._bounds[step] = 1.0, inf

    def _settle(self, as_at: str) -> None:
        """Gives up that counts only rise between the releases where the least that must have fallen fell."""
        size, num = len(self._bounds), len(self._rising)
        rows = [*self._rows]
        least, most = np.array(self._bounds).T
        for at, (step, _earlier, _later) in enumerate(self._rising):
            rows.append({step: 1.0, size + at: 1.0, size + num + at: -1.0})
            least[step] = -inf
        goal = np.concatenate((np.zeros(size), np.ones(num), np.zeros(num)))
        try:
            answer = solve(
                goal,
                matrix_of(rows, size + 2 * num),
                np.zeros(len(rows)),
                np.concatenate((least, np.zeros(2 * num))),
                np.concatenate((most, np.full(2 * num, inf))),
            )
        except NoSolution:
            raise Unfit(
                f"It disagrees with what was published for the same day ({as_at}): make both of the same people."
            ) from None
        spans = [
            (earlier, later)
            for at, (_step, earlier, later) in enumerate(self._rising)
            if answer[size + at] > SLACK
        ]
        for step, earlier, later in self._rising:
            if any(earlier < until and since < later for since, until in spans):
                self._bounds[step] = -inf, inf
        self._pieces = self._apart()

    def _apart(self) -> Pieces:
        least, most = np.array(self._bounds).T
        return take_apart(matrix_of(self._rows, len(self._bounds)), least.copy(), most.copy())

    def _less(self, at: int, key: Key, others: Sequence[Key]) -> dict[int, float]:
        """A count without these others."""
        return {self.place[at, key]: 1.0} | {self.place[at, other]: -1.0 for other in others}

    def _add(self, least: float, most: float) -> int:
        self._bounds.append((least, most))
        return len(self._bounds) - 1


def bound_in(bound: Sequence[Sum], keys: set[Key]) -> list[Sum]:
    return [one for one in bound if one[0] in keys]
