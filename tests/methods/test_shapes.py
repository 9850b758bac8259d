"""Outlines: what is inside, how far from the line, which rings are broken, and simplifying without losing a corner."""

import math

import pytest

from listens.methods.shapes import (
    BrokenRing,
    check_ring,
    is_inside,
    metres_to_line,
    signed_area,
    simplified,
    step,
)

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
HOLE = [[0.25, 0.25], [0.75, 0.25], [0.75, 0.75], [0.25, 0.75], [0.25, 0.25]]


def test_a_hole_is_outside_and_a_second_part_inside():
    apart = [[x + 3, y] for x, y in SQUARE]
    assert is_inside((0.1, 0.1), [SQUARE, HOLE]) and not is_inside((0.5, 0.5), [SQUARE, HOLE])
    assert is_inside((3.5, 0.5), [SQUARE, apart]) and not is_inside((2, 0.5), [SQUARE, apart])


def test_distances_and_areas_on_the_equator_and_in_london():
    degree = 111_195
    assert metres_to_line((0.5, 0.25), [SQUARE]) == pytest.approx(0.25 * degree, rel=1e-3)
    assert metres_to_line((-1, -1), [SQUARE]) == pytest.approx(math.hypot(degree, degree), rel=1e-3)
    assert signed_area(SQUARE) == pytest.approx(degree**2, rel=1e-9)
    assert signed_area(SQUARE[::-1]) < 0
    london = [[x / 100, 51.5 + y / 100] for x, y in SQUARE]
    assert metres_to_line((-0.01, 51.505), [london]) == pytest.approx(692.2, rel=1e-3)
    assert step(london) == pytest.approx((692.3 + 1111.95) / 2, rel=1e-3)


def test_points_on_the_way_go_and_corners_stay():
    fine = [[x / 1000 + dx / 100_000, 51.5 + y / 1000] for x, y in SQUARE[:-1] for dx in (0, 1)]
    fine.append(fine[0])
    kept = simplified(fine, 10)
    assert len(kept) < len(fine) and kept[0] == kept[-1]
    assert all(metres_to_line(point, [kept]) <= 10 for point in fine)
    assert simplified(SQUARE, 10**9) == [[float(x), float(y)] for x, y in SQUARE]


@pytest.mark.parametrize(
    ("ring", "said"),
    [
        (SQUARE[:3], "fewer than four"),
        (SQUARE[:-1], "not closed"),
        ([[0, 0], [1, 1], [2, 2], [0, 0]], "no area"),
        ([[0, 0], [1, 1], [1, 0], [0, 1.5], [0, 0]], "crosses itself"),
        ([[530000, 180000], [530100, 180000], [530100, 180100], [530000, 180000]], "longitude and latitude"),
        ([[0, 0], [1, math.nan], [1, 1], [0, 0]], "pair of numbers"),
        ([[0, 0], ["x", 0], [1, 1], [0, 0]], "pair of numbers"),
        ([[0, 0], [1], [1, 1], [0, 0]], "pair of numbers"),
        ([0, 1, 2, 0], "pair of numbers"),
    ],
)
def test_a_broken_ring_says_what_is_wrong(ring, said):
    check_ring(SQUARE)
    with pytest.raises(BrokenRing, match=said):
        check_ring(ring)
