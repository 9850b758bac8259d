"""What releases give away, found the slow way: every number of one undivided system asked by two linear programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import inf

import numpy as np
from scipy.optimize import linprog

from listens.methods.disclosure.releases import Release
from listens.methods.disclosure.tables import Key

Told = tuple[Key, bool]


class Whole:
    """Every count of every release, rising, so long as nothing that is shown fell."""

    def __init__(self, releases: Sequence[Release]) -> None:
        self.place: dict[tuple[int, Key], int] = {}
        bounds, equal, less = [], [], []
        for at, release in enumerate(releases):
            known = release.known()
            for key in release.shown:
                self.place[at, key] = len(bounds)
                bounds.append((known[key][0], None if known[key][1] == inf else known[key][1]))
            for into, bound in ((equal, release.sums), (less, release.within)):
                into += [
                    {self.place[at, whole]: 1.0} | {self.place[at, part]: -1.0 for part in parts}
                    for whole, parts in bound
                ]
            for key in release.shown:
                for was in range(at - 1, -1, -1):
                    if (was, key) in self.place:
                        less.append({self.place[was, key]: 1.0, self.place[at, key]: -1.0})
                        break
        self.given = {"bounds": bounds, "method": "highs"}
        for name, rows in (("eq", equal), ("ub", less)):
            matrix = np.zeros((len(rows), len(bounds)))
            for at, row in enumerate(rows):
                for place, times in row.items():
                    matrix[at, place] = times
            if rows:
                self.given |= {f"A_{name}": matrix, f"b_{name}": np.zeros(len(rows))}

    def range(self, number: dict[tuple[int, Key], float]) -> tuple[float, float]:
        goal = np.zeros(len(self.given["bounds"]))
        for one, times in number.items():
            goal[self.place[one]] = times
        low, high = linprog(goal, **self.given), linprog(-goal, **self.given)
        assert {low.status, high.status} <= {0, 3, 4}  # 4: without an end, or without any answer
        return -inf if low.status else round(low.fun, 6), inf if high.status else round(-high.fun, 6)


def told(register: Sequence[Release], now: Release) -> set[Told]:
    releases = [*register, now]
    enough = max(one.rule.hide_below for one in releases) - 1
    whole = Whole(releases)
    before = Whole([*register, replace(now, shown=dict.fromkeys(now.shown))])
    found = set()
    for key in now.shown:
        for at, later in combinations([at for at, one in enumerate(releases) if key in one.shown], 2):
            change = {(later, key): 1.0, (at, key): -1.0}
            least, most = whole.range(change)
            is_little = least >= 1 and most < enough + 1 and most - least < enough - 1
            if is_little and before.range(change) != (least, most):
                found.add((key, False))
    for at, one in enumerate(releases):
        for key in one.small:
            least, most = whole.range({(at, key): 1.0})
            is_near = least > 1 or most < one.rule.hide_below - 1
            if is_near and before.range({(at, key): 1.0}) != (least, most):
                found.add((key, True))
    return found
