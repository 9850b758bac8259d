"""What the alliance forgets, and when."""

import datetime as dt

from django.utils import timezone

from listens.alliance.actions import add_person, mark_left
from listens.alliance.models import Person, WaitingFile
from listens.core import retention

NAMES = ("people who left", "files waiting to be brought in")


def test_whoever_left_is_forgotten_after_a_year_and_nobody_else(cast):
    retention.prepare_area(cast.area)
    for name in ("Ruth Okoro", "Tom Adair"):
        mark_left(cast.amina, add_person(cast.amina, cast.community, name=name))
    Person.objects.filter(name="Ruth Okoro").update(left_on=cast.area.today() - dt.timedelta(days=366))
    before = Person.objects.count()
    assert retention.erase_expired(cast.area, NAMES[0]) == 1
    assert retention.erase_expired(cast.area, NAMES[0]) == 0
    assert Person.objects.count() == before
    assert (
        not Person.objects.filter(name="Ruth Okoro").exists()
        and Person.objects.filter(name="Tom Adair").exists()
    )


def test_a_file_that_nobody_brought_in_is_gone_after_a_day(cast):
    retention.prepare_area(cast.area)
    days = (0, 3)
    for n in days:
        WaitingFile.objects.create(
            area=cast.area,
            sent_by=cast.amina,
            sent_at=timezone.make_aware(dt.datetime.combine(cast.area.today(), dt.time(9)))
            - dt.timedelta(days=n),
            kind="people",
            name="list.csv",
            sealed=b"x",
        )
    assert retention.erase_expired(cast.area, NAMES[1]) == 1
    assert WaitingFile.objects.count() == 1
