"""No public page prints a number that is not published: every address, full and empty."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from listens.core.access import VERBS
from listens.pledges.models import Pledge
from tests.cast import Cast
from tests.public import build
from tests.public.pages import numbers_in_file, numbers_that_stand, stray_digits
from tests.test_urls import PATTERNS, view_of
from tests.urls_table import cases

pytestmark = pytest.mark.django_db
FILES = ("promises_csv", "promises_data", "estimates_csv", "estimates_data", "votes_data", "feed")
EXACT = {"round_result_file", "round_ballots", "round_log", "verifier"}  # every ballot, in exact fractions
NOT_PAGES = {
    *FILES,
    *EXACT,
    "brand",
    "manifest",
    "service_worker",
    "api_csrf",
    "media",
    "vote_state",
    "ballot_cast",
}


def public_pages() -> list[str]:
    """Every address of the public room that anybody may read."""
    found = [name for name, (_, pattern) in PATTERNS.items() if is_public(pattern)]
    return sorted(set(found) - NOT_PAGES)


def is_public(pattern: URLPattern) -> bool:
    view = view_of(pattern)
    return view.__module__.startswith("listens.public.") and VERBS[view.verb].is_public


def public_pages_of_other_rooms() -> list[str]:
    """Pages that people meet with a slip or a link, without an account."""
    return sorted(
        name
        for name, (_, pattern) in PATTERNS.items()
        if VERBS[view_of(pattern).verb].is_public and not is_public(pattern) and name not in NOT_PAGES
    )


def arguments(name: str, cast: Cast) -> dict[str, object]:
    return {
        "promise": {"number": 1},
        "theme": {"code": "housing"},
        "theme_card": {"code": "housing"},
        "round": {"round": cast.round.slug},
        "round_result": {"round": cast.round.slug},
        "body": {"body": cast.body.pk},
        "place": {"code": cast.ward.code},
        "answer_back": {"along": "borough", "label": cast.ward.parent.code},
    }.get(name, {})


@pytest.mark.parametrize("language", ["en-gb", "ar"])
@pytest.mark.parametrize("name", public_pages())
def test_every_number_is_published(cast: Cast, name: str, language: str) -> None:
    build.whole_cycle(cast)
    client = Client(headers={"accept-language": language})
    page = client.get(reverse(name, kwargs={"area": "south", **arguments(name, cast)}))
    assert page.status_code == 200
    assert stray_digits(page.content.decode()) == []
    assert 'name="language"' in page.content.decode()  # the choice of language is on every page


@pytest.mark.parametrize("name", public_pages_of_other_rooms())
def test_a_page_with_a_slip_or_a_link_counts_nobody(cast: Cast, name: str) -> None:
    build.conversations(cast, 40)
    case = cases()[name]
    page = Client().get(reverse(name, kwargs={"area": "south", **case.kwargs(cast)}))
    assert page.status_code == 200
    assert stray_digits(page.content.decode().replace("ring 999", "")) == []


def test_a_poster_holds_only_published_numbers(cast: Cast) -> None:
    build.whole_cycle(cast)
    build.more_than_fits(cast)
    where = {"area": "south", "round": cast.round.slug, "organisation": cast.community.pk}
    page = cast.client("bea").get(reverse("poster", kwargs=where))
    assert page.status_code == 200
    assert stray_digits(page.content.decode()) == []


def told_on_pages(cast: Cast) -> set[str]:
    """Every number that stands where it may on a public page: out of a release, or out of a public act."""
    found: set[str] = set()
    promises = [{"number": pledge.number} for pledge in Pledge.objects.all()]
    for name in public_pages():
        for more in promises if name == "promise" else [arguments(name, cast)]:
            html = Client().get(reverse(name, kwargs={"area": "south", **more})).content.decode()
            found |= numbers_that_stand(html)
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_number_of_a_file_stands_on_a_page_too(cast: Cast, name: str) -> None:
    build.whole_cycle(cast)
    text = Client().get(reverse(name, args=["south"])).content.decode()
    told = told_on_pages(cast)
    assert numbers_in_file(text) <= told
    assert not numbers_in_file(f"{text} 4711") <= told


@pytest.mark.parametrize(
    "query", ["?verdict=on_the_way", "?overdue=yes", "?q=repairs", "?q=zebra", "?q=%00", "?page=9"]
)
def test_every_choice_of_promises_too(cast: Cast, query: str) -> None:
    build.whole_cycle(cast)
    page = Client().get(reverse("promises", args=["south"]) + query)
    assert page.status_code == 200
    assert stray_digits(page.content.decode()) == []


@pytest.mark.parametrize("page", ["theme", "theme_card"])
def test_what_the_data_shows_of_one_borough_too(cast: Cast, page: str) -> None:
    build.whole_cycle(cast)
    for language in ("en-gb", "ar"):
        shown = Client(headers={"accept-language": language}).get(
            reverse(page, args=["south", "housing"]) + f"?place={cast.ward.parent.code}"
        )
        assert stray_digits(shown.content.decode()) == []


@pytest.mark.parametrize(
    "name", sorted(set(public_pages()) - {"promise", "theme", "theme_card", "body", "round_result"})
)
def test_an_empty_area_has_every_page(cast: Cast, name: str) -> None:
    page = Client().get(reverse(name, kwargs={"area": "south", **arguments(name, cast)}))
    assert page.status_code == 200
    assert stray_digits(page.content.decode()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "<p>7 people</p>",
        "<data value=7>7</data>",
        "<blockquote><p>7</p></blockquote>",
        "<title>Round 8</title>",
        "<h1>3</h1>",
    ],
)
def test_a_planted_digit_is_found(cast: Cast, planted: str) -> None:
    build.whole_cycle(cast)
    page = Client().get(reverse("area_home", args=["south"])).content.decode()
    assert stray_digits(page) == []
    assert stray_digits(page.replace("</main>", f"{planted}</main>"))


def test_what_may_hold_a_digit() -> None:
    assert not stray_digits(
        '<title>Ask 3.1</title><h1 data-act>Ask 3.1</h1><p><data data-number="act">7</data> on <time>7 May</time><br>'
        "<blockquote data-quote><p>I have 3 jobs</p></blockquote>"
    )


def test_the_walk_meets_every_public_page() -> None:
    assert {"area_home", "promise", "promises", "round", "what_we_heard", "theme", "body", "privacy"} <= set(
        public_pages()
    )
