"""An organisation's own report: what it heard, large enough counts, gated quotes, and what comes next."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.alliance.models import Person
from listens.listening.models import Moment, Offer
from tests.browser import ROOT, check_page, no_sideways_scroll, picture, sign_in
from tests.cast import TODAY, Cast
from tests.listening.test_offers import an_offer
from tests.public import build


def address(cast: Cast, of=None) -> str:
    return reverse("organisation_report", args=["south", "autumn", (of or cast.community).pk])


def page(cast: Cast, who: str = "bea") -> str:
    return " ".join(cast.client(who).get(address(cast)).content.decode().split())


def heard_much(cast: Cast) -> None:
    """Six conversations about damp with a quote, four about buses, and another organisation's."""
    damp, buses = build.theme(cast.area, "damp"), build.theme(cast.area, "buses")
    said = build.conversations(cast, 6, damp, people=3, may_quote=True)
    build.quote(cast, said[0], damp)
    build.conversations(cast, 4, buses)
    build.conversations(cast, 9, buses, organisation=cast.second_community)


class TestReport:
    def test_themes_are_shown_from_five_conversations(self, cast: Cast) -> None:
        heard_much(cast)
        text = page(cast)
        assert "Damp" in text and ">18<" in text and build.WORDS in text
        assert "Buses" not in text
        assert ">10<" in text and ">22<" in text

    def test_below_five_conversations_there_are_no_themes(self, cast: Cast) -> None:
        build.conversations(cast, 4, build.theme(cast.area, "damp"))
        text = page(cast)
        assert "Damp" not in text and "from 5 accepted conversations up" in text

    def test_another_round_does_not_count(self, cast: Cast) -> None:
        earlier = build.round_of(cast, 2)
        build.conversations(cast, 6, build.theme(cast.area, "damp"), round=earlier)
        assert "Damp" not in page(cast)

    def test_moments_held_offers_and_what_comes_next(self, cast: Cast) -> None:
        Moment.objects.create(round=cast.round, kind="debrief", held_on=TODAY - dt.timedelta(days=3))
        Moment.objects.create(round=cast.round, kind="celebration", held_on=TODAY + dt.timedelta(days=9))
        for _number in range(3):
            an_offer(cast)
        held, comes = page(cast).split("What happens next")
        assert "Debrief" in held and "Celebration" in comes and "Debrief" not in comes
        assert "Offers to help in the whole round: fewer than 8." in held
        assert "Listening goes on" in comes and "16 December 2026" in comes

    def test_offers_know_no_organisation(self) -> None:
        fields = {field.name for field in Offer._meta.get_fields()}
        assert not fields & {"organisation", "conversation", "link"}

    def test_who_may_read_it(self, cast: Cast) -> None:
        assert cast.client("bea").get(address(cast, cast.second_community)).status_code == 404
        assert cast.client("amina").get(address(cast, cast.second_community)).status_code == 200
        assert cast.client("amina").get(address(cast, cast.body)).status_code == 404
        for who in ("hana", "grace", "esi", "dele"):
            assert cast.client(who).get(address(cast)).status_code == 404

    def test_an_organiser_of_a_public_body_sees_safe_counts(self, cast: Cast) -> None:
        heard_much(cast)
        assert ">18<" in page(cast, "amina")
        Person.objects.filter(account=cast.amina.account).update(organisation=cast.body)
        text = page(cast, "amina")
        assert ">18<" not in text and ">20<" in text and "fewer than 8" in text

    def test_desk_home_and_list_lead_to_it(self, cast: Cast) -> None:
        build.conversations(cast, 1)
        for who, where in (
            ("bea", "/south/desk/"),
            ("bea", "/south/rounds/autumn/home/"),
            ("amina", "/south/rounds/autumn/feedback/"),
        ):
            assert address(cast) in cast.client(who).get(where).content.decode(), where

    def test_much_costs_what_little_costs(self, cast: Cast) -> None:
        client = cast.client("bea")

        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address(cast)).status_code == 200
            return len(asked)

        heard_much(cast)
        queries()
        few = queries()
        heard = build.theme(cast.area, "rent")
        for note in build.conversations(cast, 30, heard, may_quote=True)[:5]:
            build.quote(cast, note, heard)
        assert queries() == few < 40


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_it_prints_on_one_or_two_sheets(cast: Cast, new_page, locale) -> None:
    for number in range(12):
        heard = build.theme(cast.area, f"theme-{number}", f"Something people spoke of, number {number}")
        said = build.conversations(cast, 5 + number, heard, may_quote=True)
        build.quote(cast, said[0], heard)
    for number, kind in enumerate(Moment.Kind.values):
        Moment.objects.create(
            round=cast.round, kind=kind, held_on=TODAY + dt.timedelta(days=7 * (number - 5))
        )
    desk = new_page(locale=locale)
    sign_in(desk, cast.bea)
    desk.goto(address(cast))
    check_page(desk)
    picture(desk, f"report-{locale}")
    no_sideways_scroll(desk, 320)
    desk.set_viewport_size({"width": 1280, "height": 900})
    sheets = desk.pdf(format="A4")
    (ROOT / "build" / "screenshots" / f"report-{locale}.pdf").write_bytes(sheets)
    assert 1 <= sheets.count(b"/Type /Page\n") + sheets.count(b"/Type /Page ") <= 2
