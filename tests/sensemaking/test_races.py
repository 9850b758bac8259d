"""Two real processes on PostgreSQL change one codebook: no change is lost, no place or mark is given twice."""

import pytest

from listens.sensemaking.models import Theme, ThemeChange
from tests import two_processes
from tests.cast import a_cast
from tests.sensemaking.build import theme

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def area(db):
    two_processes.need_postgresql()
    cast = a_cast()
    theme(cast, "damp")
    return cast.area


def race(area, seen: str) -> list[int]:
    """How many changes each of the two made."""
    lines = two_processes.race("tests/sensemaking/race_worker.py", str(area.pk), seen)
    return [int(line.split()[-1]) for line in lines]


def test_of_two_people_who_saw_the_same_theme_the_second_is_told(area):
    assert sorted(race(area, "0")) == [0, 1]
    assert list(ThemeChange.objects.values_list("kind", flat=True)) == ["changed"]


def test_two_people_who_add_themes_take_turns(area):
    assert race(area, "-") == [20, 20]
    assert list(ThemeChange.objects.values_list("seq", flat=True)) == list(range(1, 41))
    signs = set(Theme.objects.values_list("sign", flat=True))
    assert Theme.objects.count() == len(signs) == 41
