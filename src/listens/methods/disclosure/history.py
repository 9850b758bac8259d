"""An outsider who kept every release: all that was ever published as one system of unknown numbers.

Counts that no sum and no time binds together are looked at apart. In each such group one linear programme pulls at all
numbers at once, for one answer settles most questions; what is left is asked one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import TypeVar

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from listens.methods.disclosure.network import Numbers
from listens.methods.disclosure.releases import Range, Release, Told
from listens.methods.disclosure.system import Sum
from listens.methods.disclosure.tables import Key, Unfit

SLACK = 1e-6


class NoSolution(Exception):
    """What is said of the numbers cannot all be true."""


class Unbounded(Exception):
    """A number may be as large as one likes."""


def told(register: Sequence[Release], now: Release) -> Iterator[Told]:
    """What `now` would give away, beside all that was published before.

    Raises Unfit where it contradicts what was published for the same day.
    """
    releases = [*register, now]
    known = [release.known() for release in releases]
    for keys in _groups(releases):
        if not _is_as_before(keys, releases, known):
            yield from _told_in(keys, releases, known)


def _groups(releases: Sequence[Release]) -> list[set[Key]]:
    """Counts that some sum of some release binds together, where the newest release holds any of them."""
    above: dict[Key, Key] = {}

    def top(key: Key) -> Key:
        while above.setdefault(key, key) != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for release in releases:
        for whole, parts in [*release.sums, *release.within]:
            for part in parts:
                above[top(part)] = top(whole)
    found: dict[Key, set[Key]] = {}
    for release in releases:
        for key in release.shown:
            found.setdefault(top(key), set()).add(key)
    return [keys for keys in found.values() if keys.intersection(releases[-1].shown)]


def _is_as_before(keys: set[Key], releases: Sequence[Release], known: Sequence[dict[Key, Range]]) -> bool:
    """The newest says of them what the one before said, word for word: whoever adds it learns nothing."""
    if len(releases) < 2:
        return True
    before, now = releases[-2:]
    return (
        all(known[-2].get(key) == known[-1].get(key) for key in keys)
        and _of(before.sums, keys) == _of(now.sums, keys)
        and _of(before.within, keys) == _of(now.within, keys)
        and now.small.intersection(keys) <= before.small
    )


def _of(bound: Iterable[Sum], keys: set[Key]) -> list[Sum]:
    return [one for one in bound if one[0] in keys]


def _told_in(
    keys: set[Key], releases: Sequence[Release], known: Sequence[dict[Key, Range]]
) -> Iterator[Told]:
    now = len(releases) - 1
    unknown = Unknown(keys, releases, known)
    enough = max(release.rule.hide_below for release in releases) - 1
    open_ones = unknown.wide(
        [at for (when, key), at in unknown.place.items() if releases[when].shown[key] is None], enough - 1.0
    )
    # Where an end is hidden and open, so is a change since long ago; since the last time, the two ends may be bound.
    changes = {
        (key, at): {unknown.place[now, key]: 1.0, place: -1.0}
        for (at, key), place in unknown.place.items()
        if at < now
        and (now, key) in unknown.place
        and (at == now - 1 or not open_ones & {place, unknown.place[now, key]})
        and not _is_great(known[at][key], known[now][key], enough)
    }
    for sign in (1, -1):
        grown = unknown.out_of_reach(changes, -sign, dict.fromkeys(changes, 0.0))
        told = unknown.out_of_reach(grown, sign, dict.fromkeys(grown, sign * (enough + 1.0)))
        for (key, at), change in told.items():
            least, most = unknown.range(change)
            if (least >= 1 or most <= -1) and most - least < enough - 1:
                yield Told(key, releases[at].as_at, False)
    small = {
        (key, at): {unknown.place[at, key]: 1.0}
        for at, release in enumerate(releases)
        for key in sorted(release.small & keys, key=sorted)
    }
    ends = {(key, at): releases[at].rule.hide_below - 1.0 for key, at in small}
    near = unknown.out_of_reach(small, -1, dict.fromkeys(small, 1.0)) | unknown.out_of_reach(small, 1, ends)
    before = Unknown(keys, releases[:-1], known[:-1]) if any(at < now for _, at in near) else None
    for (key, at), count in near.items():
        # One that was known as nearly before is no harm of ours, and nobody can mend it now.
        if at == now or before is None or unknown.range(count) != before.range({before.place[at, key]: 1.0}):
            yield Told(key, releases[min(at, now - 1)].as_at, True)


def _is_great(before: Range, after: Range, enough: int) -> bool:
    return after[0] - before[1] > enough or before[0] - after[1] > enough


Terms = dict[int, float]  # a number: so many times each unknown, added up
Asked = TypeVar("Asked")


class Unknown:
    """Every count of every release in this group, each between its bounds, and what binds them.

    A count never falls from one release to the next, unless the published numbers say that it did; where its own do
    not, but all together, none of the group is taken to rise only.
    """

    def __init__(
        self, keys: set[Key], releases: Sequence[Release], known: Sequence[dict[Key, Range]]
    ) -> None:
        self.place: dict[tuple[int, Key], int] = {}
        self._bounds: list[Range] = []
        self._rows: list[Terms] = []
        for at, release in enumerate(releases):
            for key in sorted(keys & release.shown.keys(), key=sorted):
                self.place[at, key] = self._add(*known[at][key])
            for whole, parts in _of(release.sums, keys):
                self._rows.append(self._less(at, whole, parts))
            for key, wholes in _of(release.within, keys):
                self._rows.append(self._less(at, key, wholes) | {self._add(0.0, inf): 1.0})
        self._rising: list[int] = []
        self._steps(releases)
        self._settle(releases)

    def out_of_reach(
        self, numbers: dict[Asked, Terms], sign: int, ends: dict[Asked, float]
    ) -> dict[Asked, Terms]:
        """Those that cannot go as far up (1) or down (-1) as their end.

        All are pulled at once, for one solution takes many there; what is left is asked one by one.
        """
        lost = {one: terms for one, terms in numbers.items() if not self._might(terms, sign, ends[one])}
        left = {one: terms for one, terms in numbers.items() if one not in lost}
        pulling = True
        while left:
            asked = left if pulling else dict([next(iter(left.items()))])
            found = self._pull(asked.values(), sign, [ends[one] for one in asked])
            there = {
                one
                for one, terms in left.items()
                if sign * (sum(times * found[at] for at, times in terms.items()) - ends[one]) > -SLACK
            }
            if not there and not pulling:
                lost |= asked
                there = set(asked)
            pulling = pulling and bool(there)
            left = {one: terms for one, terms in left.items() if one not in there}
        return lost

    def wide(self, places: Iterable[int], width: float) -> set[int]:
        """Those that can be as far apart as that."""
        start = self._solve(np.zeros(len(self._bounds)))
        left, found = list(places), set[int]()
        pulling = True
        while left:
            asked = left if pulling else left[:1]
            terms = [{place: 1.0} for place in asked]
            high = self._pull(terms, 1, [start[place] + width for place in asked])
            low = self._pull(terms, -1, [max(start[place] - width, 0.0) for place in asked])
            now = {place for place in left if high[place] - low[place] >= width - SLACK}
            found |= now
            left = [place for place in left if place not in now and (pulling or place != asked[0])]
            pulling = pulling and bool(now)
        return found

    def range(self, number: Terms) -> Range:
        """(least, most) that it can be."""
        return self._end(number, 1.0), -self._end(number, -1.0)

    def _might(self, number: Terms, sign: int, end: float) -> bool:
        """Whether the bounds of what it is made of allow it to go that far."""
        furthest = sum(
            times * self._bounds[place][1 if times * sign > 0 else 0] for place, times in number.items()
        )
        return sign * (furthest - end) > -SLACK

    def _end(self, number: Terms, sign: float) -> float:
        goal = np.zeros(len(self._bounds))
        for place, times in number.items():
            goal[place] = sign * times
        try:
            value = float(goal @ self._solve(goal))
        except Unbounded:
            return -inf
        return float(round(value)) if abs(value - round(value)) < SLACK else value

    def _pull(self, numbers: Iterable[Terms], sign: int, ends: Sequence[float]) -> Numbers:
        """A solution that brings them as near to their ends, and no further, as all together can be."""
        rows: list[Terms] = []
        bounds: list[Range] = []
        for terms, end in zip(numbers, ends, strict=True):
            near, beyond = len(self._bounds) + len(bounds), len(self._bounds) + len(bounds) + 1
            rows.append(terms | {near: -1.0, beyond: -float(sign)})
            bounds += [(-inf, end) if sign > 0 else (end, inf), (0.0, inf)]
        goal = np.zeros(len(self._bounds) + len(bounds))
        goal[len(self._bounds) :: 2] = -sign
        return self._solve(goal, rows, bounds)

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
                self._rising.append(step)

    def _settle(self, releases: Sequence[Release]) -> None:
        """Gives up that counts only rise where that cannot be."""
        nothing = np.zeros(len(self._bounds))
        try:
            self._solve(nothing)
        except NoSolution:
            for step in self._rising:
                self._bounds[step] = -inf, inf
            try:
                self._solve(nothing)
            except NoSolution:
                raise Unfit(
                    f"It disagrees with what was published for the same day ({releases[-1].as_at}): "
                    "make both of the same people."
                ) from None

    def _less(self, at: int, key: Key, others: Sequence[Key]) -> Terms:
        """A count without these others."""
        return {self.place[at, key]: 1.0} | {self.place[at, other]: -1.0 for other in others}

    def _add(self, least: float, most: float) -> int:
        self._bounds.append((least, most))
        return len(self._bounds) - 1

    def _solve(self, goal: Numbers, rows: Sequence[Terms] = (), bounds: Sequence[Range] = ()) -> Numbers:
        """Least of the goal, with more rows and unknowns. Raises NoSolution, and Unbounded."""
        rows = [*self._rows, *rows]
        size = len(goal)
        where = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        places = np.fromiter((place for row in rows for place in row), int)
        times = np.fromiter((times for row in rows for times in row.values()), float)
        least, most = np.array([*self._bounds, *bounds]).T
        answer = milp(  # without whole numbers: it is the quickest way to HiGHS
            goal,
            bounds=Bounds(least, most),
            constraints=LinearConstraint(csr_array((times, (where, places)), shape=(len(rows), size)), 0, 0)
            if rows
            else None,
        )
        if answer.status == 2:
            raise NoSolution
        if answer.status == 3:
            raise Unbounded
        if answer.status:
            raise ArithmeticError(f"The linear programme was not solved: {answer.message}")
        found: Numbers = answer.x
        return found
