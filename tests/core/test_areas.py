"""Opening an area, and what it must have before its first round."""

import datetime as dt

import pytest
from django.utils import timezone

from listens.core import areas, audit, keyfile, retention
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import RESERVED_SLUGS, Actor, Area, AuditEvent, Readiness

pytestmark = pytest.mark.django_db


def test_an_area_opens_with_keys_periods_and_a_trail():
    area = areas.open_area(Actor.system(), "east", "East Listens", community_host="St Brannock's")
    assert keyfile.path_of(area).exists()
    assert retention.missing_periods(area) == [] == retention.missing_periods(None)
    assert AuditEvent.objects.get(area=area).verb == "open_area"
    assert audit.verify(area) is None


@pytest.mark.parametrize(
    "slug", [*sorted(RESERVED_SLUGS)[:3], "accounts", "api", "Two Words", "", "é", "x" * 51]
)
def test_a_short_name_that_cannot_be_used_is_refused(slug):
    with pytest.raises(Refused):
        areas.open_area(Actor.system(), slug, "East")
    assert not Area.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "a\x00"}, {"time_zone": "Mars/Base"}, {"brand_colour": "purple"}]
)
def test_settings_that_make_no_sense_are_refused(wrong):
    with pytest.raises(Refused, match=r"\w+ \w+"):
        areas.open_area(Actor.system(), **({"slug": "east", "name": "East"} | wrong))


def test_the_same_short_name_twice_is_refused(cast):
    with pytest.raises(Refused):
        areas.open_area(Actor.system(), "south", "South again")


def test_an_organiser_opens_no_area(cast):
    with pytest.raises(Denied):
        areas.open_area(cast.amina, "east", "East")
    assert not Area.objects.filter(slug="east").exists()


def test_an_area_is_ready_when_everything_is_recorded(cast):
    cast.area.key_custodians = "Two trustees"
    cast.area.save()
    assert len(areas.readiness_gaps(cast.area)) == len(Readiness.Kind)
    for kind in Readiness.Kind.values:
        areas.record_readiness(
            cast.amina, cast.area, kind, "The green folder", test_alarm_answered_at=timezone.now()
        )
    assert areas.readiness_gaps(cast.area) == []


def test_safeguarding_needs_an_answered_alarm(cast):
    with pytest.raises(Refused, match="Ring"):
        areas.record_readiness(cast.amina, cast.area, "safeguarding", "The rota")
    assert not Readiness.objects.exists()


@pytest.mark.parametrize(("kind", "where"), [("anything", "x"), ("notice", " "), ("notice", "\x00")])
def test_bad_records_are_refused(cast, kind, where):
    with pytest.raises(Refused):
        areas.record_readiness(cast.amina, cast.area, kind, where)


def test_an_outsider_records_nothing(cast):
    with pytest.raises(Denied):
        areas.record_readiness(cast.esi, cast.area, "notice", "x", recorded_on=dt.date(2026, 1, 1))
