"""Offices stay while the people in them change."""

import datetime as dt

import pytest
from django.urls import reverse

from listens.alliance.actions import add_office, name_holder
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import AuditEvent


def succession(office):
    return [
        (h.name, h.starts.isoformat(), h.ends and h.ends.isoformat())
        for h in office.holdings.order_by("starts")
    ]


def test_a_new_holder_ends_the_one_before(cast):
    name_holder(
        cast.amina, cast.office, name="Noor Haddad", starts=dt.date(2026, 9, 1), source="Board papers"
    )
    assert succession(cast.office) == [
        ("Dele Fashola", "2024-04-01", "2026-08-31"),
        ("Noor Haddad", "2026-09-01", None),
    ]
    assert cast.office.holder(dt.date(2026, 8, 31)).name == "Dele Fashola"
    assert cast.office.holder(dt.date(2026, 9, 1)).name == "Noor Haddad"


def test_an_earlier_holder_is_put_in_between(cast):
    name_holder(cast.amina, cast.office, name="Noor Haddad", starts=dt.date(2026, 9, 1))
    name_holder(cast.amina, cast.office, name="Ines Prat", starts=dt.date(2025, 1, 1))
    name_holder(cast.amina, cast.office, name="Old Chief", starts=dt.date(2020, 1, 1))
    assert succession(cast.office) == [
        ("Old Chief", "2020-01-01", "2024-03-31"),
        ("Dele Fashola", "2024-04-01", "2024-12-31"),
        ("Ines Prat", "2025-01-01", "2026-08-31"),
        ("Noor Haddad", "2026-09-01", None),
    ]


def test_the_same_again_changes_nothing_and_another_for_that_day_is_refused(cast):
    name_holder(cast.amina, cast.office, name="dele  fashola", starts=dt.date(2024, 4, 1))
    assert not AuditEvent.objects.filter(verb="name_holder").exists()
    with pytest.raises(Refused, match="Dele Fashola already holds"):
        name_holder(cast.amina, cast.office, name="Somebody", starts=dt.date(2024, 4, 1))


@pytest.mark.parametrize("starts", [dt.date(1, 1, 1), dt.date(9999, 12, 31)])
def test_an_impossible_year_is_refused(cast, starts):
    with pytest.raises(Refused, match="Check the year"):
        name_holder(cast.amina, cast.office, name="Noor Haddad", starts=starts)


def test_only_organisers_change_offices(cast):
    with pytest.raises(Denied):
        name_holder(cast.dele, cast.office, name="Me", starts=dt.date(2026, 9, 1))
    with pytest.raises(Denied):
        add_office(cast.bea, cast.community, "Chair")


def test_an_office_has_one_title_once(cast):
    add_office(cast.amina, cast.body, "Chair")
    with pytest.raises(Refused, match="already has the office"):
        add_office(cast.amina, cast.body, " CHAIR ")
    with pytest.raises(Refused, match="Give the office"):
        add_office(cast.amina, cast.body, " ")


def test_the_page_writes_down_a_new_holder_and_keeps_what_was_typed(cast):
    client = cast.client("amina")
    address = reverse("name_holder", kwargs={"area": cast.area.slug, "office": cast.office.pk})
    days = {"starts-day": "1", "starts-month": "9", "starts-year": "2026"}
    wrong = client.post(address, {"name": "", "source": "Board papers", **days}).content.decode()
    assert "Board papers" in wrong and "There is a problem" in wrong
    page = client.post(address, {"name": "Noor Haddad", **days}, follow=True).content.decode()
    assert "Noor Haddad holds this office." in page and "Dele Fashola" in page


def test_the_holder_of_the_office_sees_it_without_the_form(cast):
    page = cast.client("dele").get(
        reverse("office", kwargs={"area": cast.area.slug, "office": cast.office.pk})
    )
    assert "A new holder" not in page.content.decode()
