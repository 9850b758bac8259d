"""The poster of an organisation: plain words, no stray number, a square that leads to the round's page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from listens.public.poster import draw
from tests.cast import Cast
from tests.public import build
from tests.public.pages import stray_digits

pytestmark = pytest.mark.django_db


def poster(cast: Cast, name: str, organisation: object) -> object:
    return cast.client(name).get(reverse("poster", args=["south", "autumn", organisation]))


def test_it_says_what_came_of_it(cast: Cast) -> None:
    build.whole_cycle(cast)
    page = poster(cast, "bea", cast.community.pk).content.decode()  # type: ignore[attr-defined]
    for words in (
        "St Brannock",
        "Housing",
        "Homes that are fit to live in",
        "Repairs within 20 days",
        "On the way",
    ):
        assert words in page, words
    assert stray_digits(page) == []


def test_a_lead_prints_their_own_only(cast: Cast) -> None:
    build.whole_cycle(cast)
    assert poster(cast, "bea", cast.second_community.pk).status_code == 404  # type: ignore[attr-defined]
    assert poster(cast, "amina", cast.second_community.pk).status_code == 200  # type: ignore[attr-defined]
    assert poster(cast, "amina", cast.body.pk).status_code == 404  # type: ignore[attr-defined]


def test_the_square_is_whole() -> None:
    path, size = draw("https://example.org/south/rounds/autumn/")
    assert size >= 21 + 8
    assert path.startswith("M4 4h1v1h-1z")  # the corner of the first finder pattern, inside the quiet border


def test_it_says_of_a_vote_that_is_over_that_it_is_not_published(cast: Cast) -> None:
    build.conversations(cast, 9)
    assert "has not taken place yet" in poster(cast, "bea", cast.community.pk).content.decode()  # type: ignore[attr-defined]
    cast.round.windows.filter(stage="voting").update(closes_on=build.days_ago(1))
    page = poster(cast, "bea", cast.community.pk).content.decode()  # type: ignore[attr-defined]
    assert "How the vote went is not published here" in page and "has not taken place" not in page


def test_a_long_list_is_cut_and_says_how_many_more_there_are(cast: Cast) -> None:
    build.whole_cycle(cast)
    build.more_than_fits(cast)
    page = poster(cast, "bea", cast.community.pk).content.decode()  # type: ignore[attr-defined]
    assert page.count("more on the page") == 1 and "</data> more on the page" in page
    assert stray_digits(page) == []
