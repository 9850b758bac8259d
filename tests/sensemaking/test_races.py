"""Two real processes on PostgreSQL change one codebook: no change is lost, no place or mark is given twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from listens.sensemaking.models import Theme, ThemeChange
from tests.cast import a_cast
from tests.sensemaking.build import theme

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def area(db):
    if connection.vendor != "postgresql":
        pytest.skip("races need PostgreSQL: tests/with_postgres.py pytest -m race")
    cast = a_cast()
    theme(cast, "damp")
    return cast.area


def race(area, seen: str) -> list[int]:
    """How many changes each of the two made."""
    database = connection.settings_dict
    environment = os.environ | {
        "LISTENS_DATABASE": f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}",
        "LISTENS_TESTS_HOME": os.environ["LISTENS_HOME"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }
    command = [sys.executable, str(ROOT / "tests/sensemaking/race_worker.py"), str(area.pk), seen]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    assert [process.stdout.readline() for process in both] == ["ready\n"] * 2
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    return [int(output.split()[-1]) for output in outputs]


def test_of_two_people_who_saw_the_same_theme_the_second_is_told(area):
    assert sorted(race(area, "0")) == [0, 1]
    assert list(ThemeChange.objects.values_list("kind", flat=True)) == ["changed"]


def test_two_people_who_add_themes_take_turns(area):
    assert race(area, "-") == [20, 20]
    assert list(ThemeChange.objects.values_list("seq", flat=True)) == list(range(1, 41))
    signs = set(Theme.objects.values_list("sign", flat=True))
    assert Theme.objects.count() == len(signs) == 41
