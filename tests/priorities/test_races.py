"""Two real processes on PostgreSQL vote with one slip at once: one ballot counts, none is lost, and the log holds."""

import pytest

from listens.priorities import long_lists, sealing
from listens.priorities.models import Ballot
from tests import two_processes
from tests.cast import a_cast
from tests.priorities.made import slip_vote

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def voting(db):
    two_processes.need_postgresql()
    return slip_vote(a_cast(), {"Mill Lane Tenants": 2, "Second": 1, "Third": 1})


def race(codes, close_at: int) -> list[int]:
    lines = two_processes.race(
        "tests/priorities/race_worker.py", "south", codes["Mill Lane Tenants"][0], str(close_at)
    )
    return [int(line) for line in lines]


def test_a_slip_that_votes_twice_at_once_counts_once(voting):
    long_list, codes = voting
    assert race(codes, -1) == [20, 20]
    assert Ballot.objects.filter(is_counted=True).count() == 1
    kept = Ballot.objects.order_by("chain_seq")
    assert list(kept.values_list("chain_seq", flat=True)) == list(range(2, 2 + kept.count()))
    assert kept.last().is_counted and long_lists.verify(long_list) is None


def test_no_ballot_comes_in_behind_a_close_and_two_closes_seal_once(voting):
    long_list, codes = voting
    assert sum(race(codes, 6)) < 40
    assert long_lists.state_of(long_list)[0] == "closed" and long_lists.verify(long_list) is None
    assert len(sealing.published_ballots(long_list)) == Ballot.objects.count() == 1
