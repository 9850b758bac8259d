"""Whom to ring: an organisation's own first, with the day it was last rung; kept by those it belongs to."""

from __future__ import annotations

import datetime as dt

import pytest

from listens.core import access
from listens.core.acting import Refused
from listens.listening import at_hand
from listens.safeguarding.actions import add_number, change_number, check_number, remove_number
from listens.safeguarding.models import RingNumber
from listens.safeguarding.presenters import ring_now
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, phone
from tests.safeguarding.build import a_number, own_lead

pytestmark = pytest.mark.django_db
LIST = "/south/safeguarding/numbers/"


def test_the_listener_sees_their_own_first_then_the_areas_and_no_other_organisations(cast: Cast) -> None:
    a_number(cast, name="Emergency", telephone="999", position=1)
    check_number(cast.leila, a_number(cast, name="Area lead", telephone="+44 20 7946 0101", position=2))
    a_number(cast, cast.community, name="Own lead", position=9)
    a_number(cast, cast.second_community, name="Somebody else")
    found = ring_now(cast.area, cast.community)
    assert [one.name for one in found] == ["Own lead", "Emergency", "Area lead"]
    assert found[2].call == "+442079460101" and found[2].last_checked == TODAY
    page = phone(cast).get("/south/listen/at-risk/").content.decode()
    assert 'href="tel:+442079460101"' in page and "Somebody else" not in page
    assert "Last rung to check:" in page and "Nobody has rung it to check yet." in page
    link = a_link(cast)[0]
    given = at_hand.context(link)
    assert given["ring_now"] == found and given["at_risk_page"] == "/south/listen/at-risk/"
    assert given["ring_now_template"] == "safeguarding/ring_now.html"


def test_without_a_number_the_page_points_to_the_printed_card(cast: Cast) -> None:
    assert "on your printed card" in phone(cast).get("/south/listen/at-risk/").content.decode()


def test_an_organisations_lead_keeps_their_own_only(cast: Cast) -> None:
    mine, areas = a_number(cast, cast.community), a_number(cast, name="Area lead")
    theirs = a_number(cast, cast.second_community)
    client = cast.client("bea")
    listed = client.get(LIST).content.decode()
    assert str(mine.pk) in listed and str(areas.pk) not in listed and str(theirs.pk) not in listed
    typed = {"name": "Vicar", "telephone": "020 7946 0102", "position": 1}
    assert client.post(f"{LIST}add/", typed).status_code == 200  # whose it is has to be said
    client.post(f"{LIST}add/", {**typed, "organisation": str(cast.community.pk)})
    assert RingNumber.objects.get(name="Vicar").organisation == cast.community
    for number in (areas, theirs):
        for act in ("", "rung/", "remove/"):
            assert client.post(f"{LIST}{number.pk}/{act}", typed).status_code == 404
    with pytest.raises(access.Denied):
        add_number(cast.bea, cast.area, None, **typed)
    with pytest.raises(access.Denied):
        remove_number(cast.bea, areas)


def test_an_organisations_own_safeguarding_lead_keeps_its_numbers_too(cast: Cast) -> None:
    jun = own_lead(cast)
    assert check_number(jun, a_number(cast, cast.community)).checked_by == jun
    with pytest.raises(access.Denied):
        check_number(jun, a_number(cast))


def test_a_new_telephone_number_has_to_be_rung_again(cast: Cast) -> None:
    number = check_number(cast.amina, a_number(cast))
    kept = {"name": "Leila B", "telephone": number.telephone}
    assert change_number(cast.amina, number, **kept).last_checked == TODAY
    assert change_number(cast.amina, number, **{**kept, "telephone": "020 7946 0199"}).last_checked is None


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"telephone": "ring"}, {"hours": "\x00"}, {"name": "x" * 121}]
)
def test_a_number_that_helps_nobody_is_refused(cast: Cast, wrong) -> None:
    with pytest.raises(Refused):
        a_number(cast, **wrong)


def test_one_not_rung_for_ninety_days_is_owed_on_the_desk(cast: Cast) -> None:
    number = check_number(cast.amina, a_number(cast))
    line = "Numbers to ring when somebody is at risk"
    assert "was not rung" not in cast.client("amina").get("/south/desk/").content.decode()
    RingNumber.objects.update(last_checked=TODAY - dt.timedelta(days=91))
    desk = cast.client("amina").get("/south/desk/").content.decode()
    assert line in desk and "1 was not rung for 90 days." in desk
    cast.client("leila").post(f"{LIST}{number.pk}/rung/")
    number.refresh_from_db()
    assert number.last_checked == TODAY and number.checked_by == cast.leila
    assert "was not rung" not in cast.client("amina").get("/south/desk/").content.decode()


def test_it_is_added_changed_and_removed_on_its_pages(cast: Cast) -> None:
    client = cast.client("leila")
    assert "The area has no number yet" in client.get(LIST).content.decode()
    client.post(f"{LIST}add/", {"organisation": "", "name": "Area lead", "telephone": "999", "position": 1})
    number = RingNumber.objects.get()
    assert number.organisation is None
    assert "Area lead" in client.get(f"{LIST}{number.pk}/").content.decode()
    client.post(f"{LIST}{number.pk}/", {"name": "Lead", "telephone": "112", "position": 3})
    number.refresh_from_db()
    assert (number.name, number.telephone, number.position) == ("Lead", "112", 3)
    assert "Remove Lead?" in client.get(f"{LIST}{number.pk}/remove/").content.decode()
    client.post(f"{LIST}{number.pk}/remove/")
    assert not RingNumber.objects.exists()


def test_the_printed_card_has_the_same_numbers_and_room_to_write_without_them(cast: Cast) -> None:
    def card() -> str:
        where = f"/south/rounds/{cast.round.slug}/links/make/"
        day = {
            "organisation": str(cast.community.pk),
            "expires_on": (TODAY + dt.timedelta(days=9)).isoformat(),
        }
        return cast.client("amina").post(where, day).content.decode()

    assert "____" in card()
    a_number(cast, cast.community, name="Own lead", telephone="020 7946 0103")
    a_number(cast, name="Area lead", telephone="020 7946 0104")
    page = card()
    assert page.index("020 7946 0103") < page.index("020 7946 0104") and "____" not in page
