"""The public page of a theme and its card: what people said first, then what the data shows beside it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from listens.places.models import DataSet, Place
from listens.sensemaking.actions import choose_indicators
from tests.cast import Cast
from tests.public import build
from tests.sensemaking.figures import OVERCROWDED, overcrowding

pytestmark = pytest.mark.django_db
PAGES = ("theme", "theme_card")


def shown(name: str = "theme", query: str = "") -> str:
    answer = Client().get(reverse(name, args=["south", "housing"]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_their_words_come_first_then_the_figures(cast: Cast, name: str) -> None:
    build.whole_cycle(cast)
    page = shown(name)
    order = [page.index(words) for words in (build.WORDS, build.FOUND, "The whole area</span>")]
    assert order == sorted(order)
    assert "The data agree" in page and 'data-number="act"' in page
    for words in (
        "Census 2021, TS052, Office for National Statistics",
        "21 March 2021",
        "Government Licence v3.0",
    ):
        assert words in page, words
    assert "older than what people said" in page and "lockdown" in page
    drawn = page[page.index("The whole area</span>") :]
    [others] = re.findall(r'app-dots__others" d="([^"]*)"', drawn)
    assert others.count("M") == len(set(OVERCROWDED.values())), "a thin line for each borough"
    assert 'direction="ltr"' in drawn and "<svg" in drawn and drawn.count("app-dots__mark") == 1


def test_boroughs_stand_by_name_and_never_by_value(cast: Cast) -> None:
    build.whole_cycle(cast)
    table = shown().split("borough by borough")[1].split("</table>")[0]
    order = [table.index(name) for name in sorted(OVERCROWDED)]
    assert order == sorted(order)
    place = f"?place={cast.ward.parent.code}#data"
    assert place in table and "Nobody has compared them yet" in table and "The data agree" in table
    page = shown(query=place.split("#")[0])
    assert "Overcrowded homes</span> in" in page and "See the whole area" in page


def test_nothing_is_said_that_nobody_found(cast: Cast) -> None:
    theme = build.theme(cast.area, "housing")
    page = shown()
    assert "No local data" in page and "No published figure has been chosen" in page
    assert (
        "app-dots__others" not in page and "Source:" not in page.split('id="data"')[1].split("</section>")[0]
    )
    choose_indicators(cast.femi, theme, ["overcrowding"])
    assert "have not been brought in yet" in shown()
    richmond = overcrowding(cast, whole=False, without=("Richmond",))["Richmond"]
    page = shown()
    assert "Nobody has compared these figures" in page and "in the boroughs of this area" in page
    assert page.count("app-dots__mark") == 0  # no figure for the whole area: no mark
    page = shown(query=f"?place={richmond.code}")
    assert "do not have this place" in page and "No figure" in page
    assert "older than what people said" not in page  # nothing was published of what they said


@pytest.mark.parametrize("name", PAGES)
def test_a_place_that_is_not_there_is_not_found(cast: Cast, name: str) -> None:
    build.theme(cast.area, "housing")
    elsewhere = Place.objects.create(area=cast.other_area, kind="borough", code="E09000001", name="City")
    for code in ("E09999999", cast.ward.code, elsewhere.code, "%00", "x" * 300):
        assert Client().get(reverse(name, args=["south", "housing"]) + f"?place={code}").status_code == 404, (
            code
        )


def test_figures_younger_than_the_round_are_not_called_old(cast: Cast) -> None:
    build.whole_cycle(cast)
    DataSet.objects.update(as_at=dt.date(2026, 11, 1))
    page = shown()
    assert "older than what people said" not in page
    assert build.FOUND not in page and "Nobody has compared these figures" in page  # they are other figures


def test_more_boroughs_take_no_more_queries(cast: Cast, django_assert_max_num_queries) -> None:
    build.whole_cycle(cast)
    with django_assert_max_num_queries(35) as first:
        shown()
    for number in range(8):
        Place.objects.create(
            area=cast.area, kind="borough", code=f"E0900008{number}", name=f"B{number}", name_key=f"b{number}"
        )
    with django_assert_max_num_queries(len(first)):
        shown()
