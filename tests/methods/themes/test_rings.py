"""The random sample of two rings: without gaps, each ring by itself; and what is reckoned from it, simulated."""

from uuid import UUID

import numpy as np
import pytest
from benchmarks.themes import unaided

from listens.methods.themes import rings
from listens.methods.themes.rings import EDGE

RING = [UUID(int=n) for n in range(6)]


@pytest.mark.parametrize(
    ("is_read", "starts", "found"),
    [
        ([1, 1, 0, 1, 1, 0], [0], [0, 1]),
        ([1, 1, 0, 1, 1, 0], [3], [3, 4]),
        ([1, 1, 0, 1, 1, 1], [3], [3, 4, 5, 0, 1]),  # round the ring
        ([1, 1, 0, 1, 1, 0], [0, 3], [0, 1, 3, 4]),
        ([1, 1, 0, 1, 1, 0], [2], []),  # read, but not from anybody's place on
        ([1, 1, 0, 1, 1, 0], [6], [0, 1]),  # after the last comes the first
        ([1] * 6, [4], range(6)),
        ([0] * 6, [0, 1], []),
    ],
)
def test_the_sample_is_what_was_read_without_a_gap(is_read, starts, found):
    coders = [(start, RING) for start in starts]
    assert rings.stretches(RING, [bool(one) for one in is_read], coders) == {RING[n] for n in found}


def test_a_stretch_ends_where_its_coder_came_to():
    """What somebody else read right behind it may have been sought: its themes would be counted too often."""
    is_read = [True, True, True, True, False, False]
    assert rings.stretches(RING, is_read, [(0, [RING[0], RING[2]])]) == set(RING[:3])
    assert rings.stretches(RING, is_read, [(1, [RING[0]]), (3, [])]) == set()


def test_each_part_is_a_ring_of_its_own():
    """A gap in the one ends nothing in the other; and a stretch of the one does not run on into the other."""
    one, other = [UUID(int=n) for n in range(4)], [UUID(int=EDGE.int + n) for n in range(4)]
    is_read = [True, True, False, True, True, True, False, True]

    def found(of, own):
        return rings.sample([*one, *other], is_read, [(of, own)])

    assert found((one[0], other[0]), [one[1], other[1]]) == {*one[:2], *other[:2]}
    assert found((one[3], other[3]), [one[1], other[3]]) == {one[3], *one[:2], other[3]}
    assert found((one[2], other[2]), [*one, *other]) == set()


def test_a_fifth_of_all_ids():
    assert rings.is_unaided(UUID(int=0)) and not rings.is_unaided(UUID(int=(1 << 128) - 1))
    assert (
        sum(rings.is_unaided(UUID(int=n << 120)) for n in range(250)) == 52
    )  # of 256 equal parts of all ids, 51.2


@pytest.fixture(scope="module")
def tried():
    """Rounds of which the truth is known: the same each time, for the seeds are."""
    return unaided.tried(36)


def test_the_truth_is_in_the_interval_before_and_after_suggestions_were_accepted_together(tried):
    for held in (tried.before, tried.after):
        assert 0.9 <= np.mean(held) <= 1  # of 72; `python -m benchmarks.themes.unaided` counts two thousand
    assert all(later > early for early, later in tried.num), "the sample goes on growing"
    assert np.mean(tried.all_read) < 0.5, "what was sought, and what people followed a hint in, is no sample"


def test_the_precision_shown_is_that_of_what_was_decided_unaided(tried):
    """Coders who follow a wrong hint three times in ten make the computer look better than it is."""
    truth = np.mean(tried.truth)
    assert abs(np.mean(tried.unaided) - truth) < 0.02
    assert np.mean(tried.aided) > truth + 0.1
    assert np.mean(tried.promised) > 0.9
