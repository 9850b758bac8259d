"""The staff's pages in a real browser: readable by everybody at both widths, nothing sideways, nothing broken."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from listens.alliance.actions import bring_in_place_file, name_holder, send_place_file
from listens.core.models import Grant, JobRun
from listens.listening.actions import add_moment, record_moment, set_window
from tests.browser import PHONE, check_page, sign_in
from tests.cast import TODAY, organisation
from tests.places.published import ETHNICITY, LOOKUP, changed, write
from tests.working import work_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def furnished(cast):
    """The cast's area with something on every page."""
    for n in range(8):
        organisation(
            cast.area, f"Chapel of the long name number {n}", borough=cast.ward.parent, ward=cast.ward
        )
    name_holder(
        cast.amina, cast.office, name="Noor Haddad", starts=dt.date(2026, 9, 1), source="Board papers"
    )
    days = {"opens_on": TODAY - dt.timedelta(days=28), "closes_on": TODAY + dt.timedelta(days=7)}
    for n, stage in enumerate(("listening", "review", "voting", "assembly")):
        later = dt.timedelta(days=21 * n)
        set_window(
            cast.amina,
            cast.round,
            stage,
            opens_on=days["opens_on"] + later,
            closes_on=days["closes_on"] + later,
            grace_days=7,
        )
    set_window(cast.amina, cast.round, "listening", organisation=cast.second_community, **days)
    past = add_moment(cast.amina, cast.round, kind="commissioning", held_on=TODAY - dt.timedelta(days=20))
    record_moment(
        cast.amina, past, who_came="St Brannock's 4", decisions="Begin on Monday", next_step="Bea rings"
    )
    cast.moment = add_moment(cast.amina, cast.round, kind="check_in", held_on=TODAY)
    return cast


PAGES = {
    "desk": "desk/",
    "readiness": "readiness/",
    "alarm": "readiness/safeguarding/",
    "settings": "settings/",
    "organisations": "organisations/",
    "add-organisation": "organisations/add/",
    "import": "organisations/import/",
    "organisation": "organisations/{cast.community.pk}/",
    "add-person": "organisations/{cast.body.pk}/people/add/",
    "office": "offices/{cast.office.pk}/",
    "places": "places/",
    "start-round": "rounds/start/",
    "plan": "rounds/autumn/plan/",
    "dates": "rounds/autumn/plan/dates/",
    "moment": "moments/{cast.moment.pk}/",
    "record": "moments/{cast.moment.pk}/record/",
}


def test_every_page_can_be_read_by_everybody(furnished, page):
    sign_in(page, furnished.amina)
    for name, path in PAGES.items():
        page.goto(f"/{furnished.area.slug}/{path.format(cast=furnished)}")
        assert page.locator("h1").count() == 1, name
        check_page(page)


def test_a_list_is_checked_and_brought_in_without_sending_it_twice(furnished, page):
    sign_in(page, furnished.amina)
    page.goto(f"/{furnished.area.slug}/organisations/")
    page.get_by_role("link", name="Bring in a list of organisations").click()
    rows = b"name,kind,ward\nHarbour Mosque,faith,Stockwell East\nOld Mill,fayth,Stockwel East\n"
    page.get_by_label("CSV file").set_input_files({"name": "new.csv", "mimeType": "text/csv", "buffer": rows})
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("Did you mean faith?")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Bring in the good rows").click()
    expect(page.get_by_text("1 row was added. 1 row was left out.")).to_be_visible()
    expect(page.get_by_role("link", name="Harbour Mosque")).to_be_visible()


def test_a_mistake_is_named_at_the_top_and_what_was_typed_stays(furnished, page):
    sign_in(page, furnished.amina)
    page.goto(f"/{furnished.area.slug}/organisations/add/")
    page.get_by_label("Name").fill("Harbour Mosque")
    page.get_by_label("Kind").select_option("nhs")
    page.get_by_role("button", name="Add organisation").click()
    expect(page.get_by_role("alert").get_by_text("public bodies")).to_be_visible()
    assert page.get_by_label("Name").input_value() == "Harbour Mosque"
    check_page(page)


@pytest.mark.parametrize("kind", ["commissioning", "delegates_vote"])
def test_a_moment_prints_on_one_page_with_room_to_write(cast, page, kind):
    moment = add_moment(cast.amina, cast.round, kind=kind, held_on=TODAY)
    sign_in(page, cast.amina)
    page.goto(f"/{cast.area.slug}/moments/{moment.pk}/")
    expect(page.get_by_text("The next step: who does what, by when")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text("The next step: who does what, by when")).to_be_visible()
    expect(page.get_by_role("navigation").first).to_be_hidden()
    sheet = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_a_table_of_places_is_sent_checked_and_brought_in(cast, page, tmp_path):
    """On a phone: what is wrong stands beside its field, the page waits for the worker, and says what was done."""
    Grant.objects.create(actor=cast.amina, area=cast.other_area, role="organiser")
    lookup = write(tmp_path, "lookup.csv", LOOKUP).read_bytes()
    send_place_file(cast.amina, cast.other_area, "lookup", "lookup.csv", lookup, {})
    work_now()
    bring_in_place_file(cast.amina, cast.other_area, JobRun.objects.get())
    work_now()
    sign_in(page, cast.amina)
    page.set_viewport_size(PHONE)
    page.goto(reverse("place_data", args=["north"]))
    check_page(page)
    page.get_by_role("link", name="Bring in a table of figures").click()
    homes = write(tmp_path, "homes.csv", ("ward24_code,Renting,Owning", ["E05000001,10,20"]))
    page.set_input_files("[name=file]", homes)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("We do not know this table by its columns.").first).to_be_visible()
    check_page(page)
    bad = changed(ETHNICITY, E01000003="E01000003,1,2,-3,4,9")
    page.set_input_files("[name=file]", write(tmp_path, "ethnicity.csv", bad))
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    check_page(page)
    work_now()
    expect(page.get_by_text("A count cannot be below zero.")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Bring in the good rows").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    work_now()
    expect(page.get_by_role("heading", name="ethnicity.csv has been brought in")).to_be_visible()
    check_page(page)
