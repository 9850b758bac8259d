"""The public pages in a real browser: accessible at both widths, without JavaScript, in Arabic, full and empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser import PHONE, check_page, no_sideways_scroll, picture
from tests.cast import Cast
from tests.public import build
from tests.public.test_no_stray_digits import arguments, public_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def walk(cast: Cast, page: Page, name: str, state: str) -> None:
    page.goto(reverse(name, kwargs={"area": "south", **arguments(name, cast)}))
    check_page(page)
    picture(page, f"public-{name}-{state}")
    page.set_viewport_size(PHONE)
    picture(page, f"public-{name}-{state}-phone")


def test_full_pages(cast: Cast, page: Page) -> None:
    build.whole_cycle(cast)
    for name in public_pages():
        walk(cast, page, name, "full")


def test_empty_pages(cast: Cast, page: Page) -> None:
    for name in ("area_home", "promises", "round", "what_we_heard"):
        walk(cast, page, name, "empty")


def test_arabic_pages(cast: Cast, new_page: Callable[..., Page]) -> None:
    build.whole_cycle(cast)
    page = new_page(locale="ar", viewport=PHONE)
    for name in ("area_home", "promise", "promises", "round", "what_we_heard"):
        page.goto(reverse(name, kwargs={"area": "south", **arguments(name, cast)}))
        assert page.locator("html").get_attribute("dir") == "rtl"
        no_sideways_scroll(page)
        picture(page, f"public-{name}-arabic-phone")


def test_a_stranger_finds_what_became_of_a_promise(cast: Cast, without_script: Page) -> None:
    build.whole_cycle(cast)
    page = without_script
    page.goto(reverse("area_home", args=["south"]))
    page.get_by_label("Look in the promises").fill("HOUSING")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Repairs within 20 days, part 1").click()
    page.get_by_role("heading", name="What happened").wait_for()
    assert page.get_by_text("We repaired 43 flats.").is_visible()
    assert page.get_by_text(build.WORDS).is_visible()
    page.locator("summary", has_text="Who paid for it").click()
    assert page.get_by_role("cell", name="small-1").is_visible()
