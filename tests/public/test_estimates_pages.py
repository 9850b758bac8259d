"""Estimates on public pages and as open data, and the organiser's choice of them before publishing."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable

import pytest
from django.test import Client

from listens.core.models import Release
from listens.public.actions import make_release
from listens.public.estimates import Chosen
from listens.sensemaking import actions
from listens.sensemaking.models import Theme, ThemeEstimate
from tests.cast import TODAY, Cast
from tests.public import build
from tests.public.pages import numbers_in_file, numbers_that_stand, stray_digits
from tests.public.reckoned import reckon
from tests.public.test_release_page import address, looked, published, words

pytestmark = pytest.mark.django_db
PAGES = ("/south/rounds/autumn/", "/south/heard/housing/", "/south/heard/buses/", "/south/heard/rent/")


@pytest.fixture
def themes(cast: Cast) -> dict[str, Theme]:
    made = {code: build.theme(cast.area, code) for code in ("housing", "rent", "buses", "trees")}
    for code, num in (("housing", 60), ("rent", 33), ("buses", 5), ("trees", 20)):
        build.conversations(cast, num, made[code])
    build.conversations(cast, 182)
    Theme.objects.filter(code="rent").update(status="may_count")
    run = reckon(cast, {made["housing"]: 50, made["buses"]: 4, made["trees"]: 18}, 200)
    [machine] = [reckon(cast, {made["rent"]: 30}, 200, by_machine=True)]
    ThemeEstimate.objects.filter(run=machine).update(run=run)
    machine.delete()
    return made


def read(address: str) -> str:
    """The page's words, as somebody reads them."""
    page = Client().get(address).content.decode().split("<main", 1)[1]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", page)))


def release(cast: Cast, *without: str) -> None:
    left_out = [f"autumn:{code}" for code in without]
    make_release(cast.amina, cast.area, TODAY, estimates=Chosen(["autumn"], left_out))


def test_nothing_stands_there_before_estimates_are_published(cast: Cast, themes: dict[str, Theme]) -> None:
    make_release(cast.amina, cast.area, TODAY)
    for page in PAGES:
        assert "estimated" not in read(page)
    assert Client().get("/south/api/v1/estimates/").json()["estimates"] == []


def test_pages_say_how_many_between_which_two_and_how_it_was_found(
    cast: Cast, themes: dict[str, Theme]
) -> None:
    release(cast, "trees")
    kept = Release.objects.get().estimates["autumn"]["themes"]["housing"]
    share, num = ("{:,g} ({:,g} to {:,g})".format(*kept[name]) for name in ("of_hundred", "of_all"))
    of_round, of_theme = read(PAGES[0]), read(PAGES[1])
    assert share in of_round and num in of_round and share in of_theme and num in of_theme
    assert "People read 200 of the 300 conversations, drawn at random" in of_round
    about = "about {:,g} of 300 conversations spoke of it; it may be {:,g} to {:,g}.".format(*kept["of_all"])
    assert about in of_theme and "The computer counted none of them." in of_theme
    assert "Number 1, of 18 August 2026" in of_theme and "Not measured" in of_theme
    assert "The computer read the others too" in read("/south/heard/rent/")
    buses = read("/south/heard/buses/")
    assert "too few were found in what people read to say how many spoke of it" in buses
    assert "Trees" in of_round and of_round.split("estimated")[1].count("Trees") == 0
    assert "estimated" not in read("/south/heard/trees/")


def test_each_number_is_a_published_one_and_drawn_from_the_left_in_every_language(
    cast: Cast, themes: dict[str, Theme]
) -> None:
    release(cast)
    for language in ("en-gb", "ar"):
        for page in PAGES:
            shown = Client(headers={"accept-language": language}).get(page).content.decode()
            assert stray_digits(shown) == []
            if page == PAGES[0]:
                assert 'data-number="estimate"' in shown and shown.count("app-dots__band") == 3
                assert shown.count('dir="ltr"><svg') == 3


def test_open_data_holds_the_numbers_of_the_pages_and_no_others(cast: Cast, themes: dict[str, Theme]) -> None:
    release(cast)
    told = {n for page in PAGES for n in numbers_that_stand(Client().get(page).content.decode())}
    told |= numbers_that_stand(Client().get("/south/heard/trees/").content.decode())
    rows = Client().get("/south/api/v1/estimates/").json()["estimates"]
    table = Client().get("/south/estimates.csv").content.decode()
    assert numbers_in_file(table.partition("\n")[2]) <= told
    by_code = {row["theme"]: row for row in rows}
    assert by_code["buses"]["state"] == "too few" and by_code["buses"]["of_100_low"] is None
    assert (by_code["rent"]["computer_helped"], by_code["housing"]["computer_helped"]) == (True, False)
    lines = list(csv.DictReader(io.StringIO(table)))
    assert [line["theme"] for line in lines] == [row["theme"] for row in rows]
    assert [line["conversations_low"] or None for line in lines] == [
        row["conversations_low"] and str(row["conversations_low"]) for row in rows
    ]


def test_what_was_read_in_full_says_that_it_is_counted(cast: Cast, themes: dict[str, Theme]) -> None:
    reckon(cast, {themes["housing"]: 60, themes["buses"]: 5}, 300)
    release(cast)
    assert "this is counted and not estimated" in read("/south/heard/housing/")
    page = Client().get("/south/heard/buses/").content.decode()
    assert "not shown" in page and 'data-number="estimate"' not in page


def test_a_page_says_that_the_theme_has_been_changed_since(cast: Cast, themes: dict[str, Theme]) -> None:
    release(cast)
    words = "has been changed since this was worked out"
    assert words not in read("/south/heard/housing/")
    actions.change_theme(cast.femi, themes["housing"], name="Housing", definition="Wet walls.", parent=None)
    assert words in read("/south/heard/housing/")
    assert Release.objects.get().estimates["autumn"]["themes"]["housing"]["state"] == "given"


def test_how_well_two_people_agreed_stands_beside_it(
    cast: Cast, themes: dict[str, Theme], monkeypatch: pytest.MonkeyPatch
) -> None:
    from listens.sensemaking import agreement

    agreed = agreement.ThemeAgreement(themes["housing"], 40, 0.8123, 0.6987, 0.9, "")
    monkeypatch.setattr(agreement, "by_theme", lambda round: [agreed])
    release(cast)
    assert "0.8 (0.7 to 0.9)" in read("/south/heard/housing/")


def test_an_organiser_chooses_looks_and_publishes(
    cast: Cast, themes: dict[str, Theme], work: Callable[[], None]
) -> None:
    client = cast.client("amina")
    first = words(client.get(looked(client, work)))
    assert "Autumn round: no estimates go out" in first and "Would go out if you choose the round." in first
    sent = {"looked": "yes", "estimates": ["autumn"], "without": ["autumn:trees"]}
    preview = looked(client, work, **sent)
    page = words(client.get(preview))
    assert "Autumn round: 2 estimates go out" in page and "Left out." in page
    assert "Too few to say: no number goes out." in page
    actions.change_theme(cast.femi, themes["housing"], name="Homes", definition="", parent=None)
    assert "has changed since you looked" in words(published(client, work, preview))
    preview = looked(client, work, **sent)
    page = words(client.get(preview))
    assert "changed since this was worked out" in page and "1 estimate goes out" in page
    assert published(client, work, preview).status_code == 200
    assert {"rent", "buses"} == set(Release.objects.get().estimates["autumn"]["themes"])
    assert address() in words(client.get(preview))
