"""Tables for the tests, an outsider written apart from ours, and the fewest by trying every set."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from listens.methods.disclosure.tables import TOTAL, Table


def with_totals(inner):
    """Rows r0, r1 ... and columns c0, c1 ... with their totals."""
    counts = [[*row, sum(row)] for row in inner]
    counts.append([sum(column) for column in zip(*counts, strict=True)])
    return Table(
        rows=[*((f"r{at}",) for at in range(len(inner))), (TOTAL,)],
        columns=[*(f"c{at}" for at in range(len(inner[0]))), TOTAL],
        counts=counts,
    )


def outsider(published, cell, half=0):
    """Least and most of a hidden cell in a published table with totals last; shown numbers are right to `half`."""
    height, width = len(published) - 1, len(published[0]) - 1
    bounds, sums, least, most = [], [], [], []
    for row in published[:-1]:
        bounds += [(0, None) if n is None else (max(n - half, 0), n + half) for n in row[:-1]]
    for row in range(height):
        sums.append([1 if at // width == row else 0 for at in range(height * width)])
        total = published[row][-1]
        least.append(total - half), most.append(total + half)
    for column in range(width):
        sums.append([1 if at % width == column else 0 for at in range(height * width)])
        total = published[-1][column]
        least.append(total - half), most.append(total + half)
    above, below = np.array(sums), -np.array(sums)
    goal = np.zeros(height * width)
    goal[cell[0] * width + cell[1]] = 1
    ends = [
        linprog(
            sign * goal, A_ub=np.vstack((above, below)), b_ub=[*most, *(-n for n in least)], bounds=bounds
        )
        for sign in (1, -1)
    ]
    assert all(end.status in (0, 3) for end in ends)
    return ends[0].fun, np.inf if ends[1].status == 3 else -ends[1].fun


def hidden_in(inner, cells):
    published = [list(row) for row in with_totals(inner).counts]
    for row, column in cells:
        published[row][column] = None
    return published


def is_safe(inner, cells, small, hide_below):
    published = hidden_in(inner, cells)
    for cell in small:
        least, most = outsider(published, cell)
        if least > 1 + 1e-6 or most < hide_below - 1 - 1e-6:
            return False
    return True


def fewest_by_trying(inner, hide_below):
    """The number of further cells; None when no set will do."""
    places = [(row, column) for row in range(len(inner)) for column in range(len(inner[0]))]
    small = [(r, c) for r, c in places if 0 < inner[r][c] < hide_below]
    others = [place for place in places if place not in small]
    if not is_safe(inner, places, small, hide_below):
        return None
    for size in range(len(others) + 1):
        if any(is_safe(inner, [*small, *more], small, hide_below) for more in combinations(others, size)):
            return size
    return None
