"""Two real processes on PostgreSQL add to the same promise: one wins, and the chain never forks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from listens.pledges.history import verify
from tests.cast import a_cast
from tests.pledges.making import a_community_pledge

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def pledge(db):
    if connection.vendor != "postgresql":
        pytest.skip("races need PostgreSQL: tests/with_postgres.py pytest -m race")
    return a_community_pledge(a_cast())


def race(pledge, seen: str) -> list[int]:
    """How many rows each of the two added."""
    database = connection.settings_dict
    environment = os.environ | {
        "LISTENS_DATABASE": f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}",
        "LISTENS_TESTS_HOME": os.environ["LISTENS_HOME"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }
    command = [sys.executable, str(ROOT / "tests/pledges/race_worker.py"), str(pledge.pk), seen]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    assert [process.stdout.readline() for process in both] == ["ready\n"] * 2
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    return [int(output.split()[-1]) for output in outputs]


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
