"""The public pages of places: figures with their source, nothing typed is kept, and the page of any ward is quick."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from listens.places import postcodes
from listens.places.models import Outline, Place
from tests.browser import check_page
from tests.places import published
from tests.public.pages import stray_digits

pytestmark = pytest.mark.django_db


@pytest.fixture
def north(cast, tmp_path, monkeypatch):
    """An area with three wards, their figures and their outlines; it knows one postcode."""
    published.everything(tmp_path)
    age = published.write(tmp_path, "age.csv", published.AGE)
    assert published.bring("figures", age) == 1
    monkeypatch.setattr(postcodes, "is_installed", lambda: True)
    point = postcodes.Found(0.021, 51.51, "E09000001")
    monkeypatch.setattr(postcodes, "find", lambda words: point if words == "SE1 1AB" else None)
    return cast.other_area


def page(name, **kwargs):
    return Client().get(reverse(name, kwargs={"area": "north", **kwargs})).content.decode()


def test_a_ward_shows_its_figures_beside_the_others_with_their_source_and_date(north):
    alder = page("place", code="E05000001")
    assert stray_digits(alder) == []
    assert "Overcrowded homes" in alder and ">10<" in alder and ">19.2<" in alder
    assert "Census 2021: ethnic group (TS021)" in alder and '<time datetime="2021-03-21">' in alder
    assert "</span>, % of residents</figcaption>" in alder  # what the bars are shares of
    assert "Open Government Licence v3.0" in alder and "Crown copyright" in alder
    assert "compares areas, not people" in alder and "lockdown" in alder and "changed a little" in alder
    assert "sum of the small areas that fit it best" in alder and "cannot be compared" in alder
    assert alder.count('class="app-map__place"') == 2 and 'aria-current="page"' in alder
    assert alder.index("In figures") < alder.index("Who lives here") < alder.index("app-map")


def test_a_place_that_a_table_is_not_whole_for_says_so_and_shows_no_part_of_it(north):
    alder, birch = page("place", code="E05000001"), page("place", code="E05000002")
    assert "No figure for this ward" in alder
    lacking = alder.split("No figure for this ward")[1].split("</section>")[0]
    assert "Older people: " in lacking and "Mid-year population estimates" in lacking
    assert stray_digits(alder) == [] and "Older people: <span" not in birch
    assert "Children in families on a low income: " in birch  # the source leaves it out
    ashby = page("place", code="E09000001")
    assert "If the file left one out, this leaves it out too." in ashby and "left one out" not in birch


@pytest.mark.parametrize("language", ["ar", "en-gb"])
@pytest.mark.parametrize("code", ["E09000001", "E05000003", "e05000002"])
def test_every_number_of_every_place_is_published(north, code, language):
    answer = Client(headers={"accept-language": language}).get(f"/north/places/{code}/")
    assert answer.status_code == 200 and stray_digits(answer.content.decode()) == []


def test_a_place_of_another_area_or_none_is_not_here(north, cast):
    for code in (cast.ward.code, "E05009999", "nothing"):
        assert Client().get(f"/north/places/{code}/").status_code == 404


def test_a_page_takes_the_same_queries_however_many_places_there_are(north, django_assert_max_num_queries):
    page("place", code="E05000001")
    with django_assert_max_num_queries(8):
        page("place", code="E05000001")
    Place.objects.bulk_create(
        Place(area=north, kind="ward", code=f"E0500{n}", name=f"W{n}", parent=Place.objects.get(name="Ashby"))
        for n in range(40)
    )
    with django_assert_max_num_queries(8):
        page("place", code="E05000001")
    with django_assert_max_num_queries(6):
        page("places")


def test_a_place_is_found_by_part_of_its_name_or_a_postcode_that_is_not_kept(north, caplog):
    client = Client()
    caplog.set_level(logging.DEBUG)

    def find(words):
        answer = client.post("/north/places/find/", {"words": words})
        assert answer.status_code == 200 and stray_digits(answer.content.decode()) == []
        assert "no-store" in answer["Cache-Control"]
        return answer.content.decode().split("<main")[1]

    assert "Alder" in find("ald") and "Birch" not in find("ald")
    assert "Cedar" in find("cedar, colne") and "Alder" in find("E05000001")
    assert "Did you mean" in find("Allder") and "Alder" in find("Allder")
    assert "Type part of the name" in find("  ")
    assert "has a name like that" in find("a\x00" * 100_000)
    near = find("SE1 1AB")
    assert near.index("near a border") < near.index("Birch") < near.index("Alder")
    Outline.objects.update(tolerance=0)
    assert "This postcode is in:" in find("SE1 1AB") and "Alder" not in find("SE1 1AB")
    Outline.objects.all().delete()
    assert "Ashby" in find("SE1 1AB")
    assert "do not know this postcode" in find("SE1 1ZZ")
    assert "SE1" not in find("SE1 1AB") and "SE1 1" not in caplog.text
    assert not any("SE1" in str(value) for value in client.session.values())


def test_an_organiser_is_shown_where_to_bring_places_in_and_nobody_else(cast):
    assert "Bring in boroughs and wards" in cast.client("amina").get("/south/places/").content.decode()
    assert "Bring in boroughs and wards" not in Client().get("/south/places/").content.decode()
    assert "No figures yet" in Client().get(f"/south/places/{cast.ward.code}/").content.decode()


@pytest.mark.browser
def test_somebody_finds_their_ward_on_a_phone_without_script(north, without_script):
    phone = without_script
    phone.goto("/north/places/")
    phone.get_by_label("Find a borough or ward").fill("SE1 1AB")
    phone.get_by_role("button", name="Find").click()
    assert "SE1" not in phone.url
    phone.get_by_role("link", name="Birch").click()
    assert phone.locator("h1").inner_text().startswith("Birch")


@pytest.mark.browser
def test_the_pages_can_be_read_and_the_map_walked_by_keyboard(north, page):
    page.goto("/north/places/")
    check_page(page)
    page.goto("/north/places/E05000001/")
    page.locator("svg.app-map__drawing a").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/E05000002/")
    check_page(page)


@pytest.mark.browser
def test_on_paper_each_number_stands_once_with_its_source(north, page):
    """The table below bars said again what stands beside them, and a page of a borough was eleven sheets."""
    page.goto("/north/places/E09000001/")
    page.emulate_media(media="print")
    bars = page.locator(".app-chart:has(.app-bars)").first
    expect(bars.locator(".app-bars__value").first).to_be_visible()
    expect(bars.locator(".app-definition")).to_be_visible()
    expect(bars.locator("table")).to_be_hidden()
    expect(page.get_by_role("table", name="The same as a table")).to_be_visible()
    expect(page.locator("summary").first).to_be_hidden()
