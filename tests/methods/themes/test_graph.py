"""Who is near whom: neighbours by hand, ties that are symmetric, subsamples that see only themselves."""

import numpy as np
import pytest

from listens.methods.themes import graph
from listens.methods.themes.model import is_installed

pytestmark = pytest.mark.skipif(not is_installed(), reason="themes are an extra: make themes")


def points(num=300, width=24, seed=0):
    made = np.random.default_rng(seed).normal(size=(num, width))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


def test_neighbours_are_those_that_sorting_all_cosines_gives():
    made = points()
    cosines = made @ made.T
    np.fill_diagonal(cosines, -2)
    near = graph.neighbours(made, 7)
    np.testing.assert_array_equal(near.ids, np.argsort(-cosines, axis=1, kind="stable")[:, :7])
    np.testing.assert_allclose(near.nearness, -np.sort(-cosines, axis=1)[:, :7], atol=1e-6)


@pytest.mark.parametrize("width", [7, 200, 1000, 1003])
def test_the_largest_of_each_row_are_found_however_many_there_are(width):
    made = np.random.default_rng(width).normal(size=(50, width)).astype(np.float32)
    found = graph.largest(made, 7)
    np.testing.assert_array_equal(np.sort(found), np.sort(np.argsort(-made, axis=1)[:, :7]))


def test_threads_change_nothing():
    made = points(1500)
    one, two = graph.neighbours(made, 15, threads=1), graph.neighbours(made, 15, threads=3)
    assert np.array_equal(one.ids, two.ids)
    assert np.array_equal(one.nearness, two.nearness)


def test_the_index_for_many_notes_finds_nearly_the_same_and_the_same_twice():
    made = points(2000, 16)
    exact = graph.neighbours(made, 10)
    quick = [graph.neighbours(made, 10, threads=threads, exact_up_to=100) for threads in (1, 2)]
    assert np.array_equal(quick[0].ids, quick[1].ids)
    alike = [
        len(set(a) & set(b)) / 10 for a, b in zip(exact.ids.tolist(), quick[0].ids.tolist(), strict=True)
    ]
    assert np.mean(alike) > 0.9
    assert not (quick[0].ids == np.arange(len(made))[:, None]).any()


def test_a_subsample_has_the_neighbours_it_would_have_alone():
    made = points(200)
    rows = np.sort(np.random.default_rng(1).permutation(200)[:160])
    inside = graph.neighbours(made, 40).within(rows, 10)
    np.testing.assert_array_equal(inside.ids, graph.neighbours(made[rows], 10).ids)


def test_ties_are_symmetric_and_the_nearest_is_tied_wholly():
    near = graph.neighbours(points(), 15)
    ties = graph.fuzzy(near)
    assert abs(ties - ties.T).max() < 1e-12
    assert ties.data.min() > 0 and ties.data.max() <= 1
    assert ties[0, near.ids[0, 0]] == pytest.approx(1)
    strengths = graph.strengths(near).sum(axis=1)
    np.testing.assert_allclose(strengths, np.log2(15), rtol=0.02)


@pytest.mark.parametrize("num", [0, 1, 2, 3])
def test_few_points_have_few_neighbours(num):
    near = graph.neighbours(points(num), 15)
    assert near.ids.shape == (num, max(0, num - 1))
    assert graph.fuzzy(near).shape == (num, num)


def test_points_that_are_all_the_same_are_tied():
    near = graph.neighbours(np.ones((30, 4), np.float32) / 2, 5)
    assert np.isfinite(graph.fuzzy(near).data).all()
    assert graph.fuzzy(near).nnz
