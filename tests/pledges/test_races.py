"""Two real processes on PostgreSQL add to the same promise: one wins, and the chain never forks."""

import pytest

from listens.pledges.history import verify
from tests import two_processes
from tests.cast import a_cast
from tests.pledges.making import a_community_pledge

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pledge(db):
    two_processes.need_postgresql()
    return a_community_pledge(a_cast())


def race(pledge, seen: str) -> list[int]:
    """How many rows each of the two added."""
    lines = two_processes.race("tests/pledges/race_worker.py", str(pledge.pk), seen)
    return [int(line.split()[-1]) for line in lines]


def test_of_two_writers_who_saw_the_same_row_one_wins(pledge):
    assert sorted(race(pledge, "1")) == [0, 1]
    assert list(pledge.rows.values_list("seq", flat=True)) == [1, 2] and verify(pledge) is None


def test_two_writers_take_turns_and_the_history_never_forks(pledge):
    assert race(pledge, "-") == [20, 20]
    assert list(pledge.rows.values_list("seq", flat=True)) == list(range(1, 42)) and verify(pledge) is None
    writers = [row.content["words"] for row in pledge.rows.order_by("seq")[1:]]
    assert len(set(writers)) == 2
    assert sum(one != other for one, other in zip(writers, writers[1:], strict=False)) > 1, (
        "they did not meet"
    )
