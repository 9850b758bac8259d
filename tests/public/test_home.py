"""The home page of an area: quick and light, whatever was heard and promised."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import TODAY, Cast
from tests.public import build

pytestmark = pytest.mark.django_db
HOME = "/south/"


def test_it_says_in_the_first_screen_what_this_is(cast: Cast) -> None:
    build.whole_cycle(cast)
    page = Client().get(HOME).content.decode()
    first = page[: page.index("How the promises stand")]
    assert "You said. We agreed. See what happened." in first
    for label in ("times somebody was heard", "organisations took part", "promises made in public"):
        assert label in first


def test_its_queries_do_not_grow(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    made = build.whole_cycle(cast)
    client = Client()
    with django_assert_max_num_queries(7) as few:
        client.get(HOME)
    build.conversations(cast, 60)
    for number in range(3, 15):
        more = build.pledge(cast, number)
        build.progress(cast, more)
        build.verdict(cast, more, "kept")
    for _ in range(10):
        build.progress(cast, made)
    for number in range(2, 6):
        build.round_of(cast, number)
    with django_assert_max_num_queries(len(few)):
        client.get(HOME)


def test_it_is_light(cast: Cast) -> None:
    build.whole_cycle(cast)
    assert len(Client().get(HOME).content) < 40_000


def test_overdue_is_counted_apart_from_verdicts(cast: Cast) -> None:
    late = build.pledge(cast, 1, due_on=build.days_ago(1))
    build.verdict(cast, late, "stuck")
    kept = build.pledge(cast, 2, due_on=build.days_ago(1))
    build.verdict(cast, kept, "kept")
    build.pledge(cast, 3, due_on=TODAY)
    from listens.public.standings import standings

    found = standings(cast.area)
    assert {part.verdict: part.number.value for part in found.parts if part.number.value} == {
        "kept": 1,
        "stuck": 1,
        "no_verdict": 1,
    }
    assert found.overdue.value == 1 and found.total.value == 3
    assert sum(part.width for part in found.parts) == pytest.approx(100, abs=0.1)


def test_a_verdict_not_yet_published_is_not_shown(cast: Cast) -> None:
    made = build.pledge(cast, 1)
    waiting = build.verdict(cast, made, "broken")
    waiting.published_on = None
    waiting.save()
    for address in (
        HOME,
        "/south/promises/",
        "/south/promises/1/",
        "/south/api/v1/promises/",
        "/south/feed/",
    ):
        assert "Half of the 80 flats" not in Client().get(address).content.decode()
    assert '"verdict": null' in Client().get("/south/api/v1/promises/").content.decode()


def test_the_bare_address_of_an_installation_with_one_area_leads_here(cast: Cast) -> None:
    cast.other_area.delete()
    assert Client().get("/").headers["Location"] == reverse("area_home", args=["south"])
