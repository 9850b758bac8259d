"""Outlines of places as rings of points: area, simplifying, what is inside, and how far from the line.

Pure functions of longitude and latitude in degrees (WGS84); distances in metres on a plane that touches the earth at
the outline, right to better than one in a thousand over a city. A ring is a list of at least four [longitude,
latitude], the last the same as the first; what a point has beyond these two, such as a height, is passed over.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

Point = Sequence[float]
Ring = Sequence[Point]
METRES_A_DEGREE = 111_195.0  # mean earth radius of 6,371,009 m


class BrokenRing(ValueError):
    """The text says in one short sentence what is wrong."""


def check_ring(ring: Ring) -> None:
    """Raises BrokenRing for a ring that is open, out of this world, without area or crosses itself."""
    if len(ring) < 4:
        raise BrokenRing("A ring has fewer than four points.")
    try:
        points = _pairs(ring)
    except (TypeError, ValueError, KeyError, OverflowError):
        raise BrokenRing("A point is not a pair of numbers.") from None
    if points.ndim != 2 or points.shape[1] != 2 or not np.isfinite(points).all():
        raise BrokenRing("A point is not a pair of numbers.")
    if (np.abs(points) > [180, 90]).any():
        raise BrokenRing("The points are not longitude and latitude.")
    if (points[0] != points[-1]).any():
        raise BrokenRing("A ring is not closed.")
    if abs(signed_area(ring)) < 1:
        raise BrokenRing("A ring has no area.")
    if _crosses_itself(points):
        raise BrokenRing("A ring crosses itself.")


def signed_area(ring: Ring) -> float:
    """Square metres; below zero for a ring that runs clockwise."""
    x, y = _on_a_plane(_pairs(ring), float(ring[0][1])).T
    x, y = x - x[0], y - y[0]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def step(ring: Ring) -> float:
    """The median distance between neighbouring points, in metres."""
    points = _on_a_plane(_pairs(ring), float(ring[0][1]))
    return float(np.median(np.hypot(*np.diff(points, axis=0).T)))


def simplified(ring: Ring, tolerance: float) -> list[list[float]]:
    """Fewer points, none of those left out farther than `tolerance` metres from the new line (Douglas-Peucker 1973).

    A ring that would lose its shape is given back as it is.
    """
    points = _on_a_plane(_pairs(ring), float(ring[0][1]))
    last = len(points) - 1
    middle = int(np.argmax(np.hypot(*(points - points[0]).T)))
    keep = {0, middle, last}
    ahead = [(0, middle), (middle, last)]
    while ahead:
        first, end = ahead.pop()
        if end - first < 2:
            continue
        away = _from_segment(points[first + 1 : end], points[first], points[end])
        farthest = int(np.argmax(away))
        if away[farthest] > tolerance:
            at = first + 1 + farthest
            keep.add(at)
            ahead += [(first, at), (at, end)]
    if len(keep) < 4:
        keep = set(range(len(points)))
    return [[float(ring[at][0]), float(ring[at][1])] for at in sorted(keep)]


def is_inside(point: Point, rings: Sequence[Ring]) -> bool:
    """Whether an odd number of the rings surround the point, so that holes are outside."""
    x, y = point[0], point[1]
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return inside


def metres_to_line(point: Point, rings: Sequence[Ring]) -> float:
    """The distance to the nearest point of any ring."""
    latitude = float(point[1])
    here = _on_a_plane(np.array([point[:2]], dtype=float), latitude)[0]
    nearest = math.inf
    for ring in rings:
        points = _on_a_plane(np.array(ring, dtype=float), latitude) - here
        start, along = points[:-1], np.diff(points, axis=0)
        length = (along**2).sum(axis=1)
        t = np.clip(-(start * along).sum(axis=1) / np.where(length, length, 1), 0, 1)
        nearest = min(nearest, float(np.hypot(*(start + along * t[:, None]).T).min()))
    return nearest


def _pairs(ring: Ring) -> np.ndarray:
    return np.array([point[:2] for point in ring], dtype=float)


def _on_a_plane(points: np.ndarray, latitude: float) -> np.ndarray:
    return np.asarray(points * [METRES_A_DEGREE * math.cos(math.radians(latitude)), METRES_A_DEGREE])


def _from_segment(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    along = end - start
    length = float(along @ along)
    t = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    return np.asarray(np.hypot(*(points - start - t[:, None] * along).T))


def _crosses_itself(points: np.ndarray) -> bool:
    """Whether two segments that are not neighbours cross; a shared point is no crossing."""
    a, b = points[:-1], points[1:]

    def turn(p: np.ndarray, q: np.ndarray, r: np.ndarray) -> np.ndarray:
        return np.asarray(np.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])))

    for at in range(len(a) - 2):
        one, two = (a[at], b[at]), (a[at + 2 :].T, b[at + 2 :].T)
        apart = turn(one[0], one[1], two[0]) * turn(one[0], one[1], two[1])
        if ((apart < 0) & (turn(two[0], two[1], one[0]) * turn(two[0], two[1], one[1]) < 0)).any():
            return True
    return False
