"""The public pages in a real browser: accessible at both widths, without JavaScript, in Arabic, full and empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from listens.public.actions import make_release
from tests.browser import PHONE, check_page, no_sideways_scroll, picture, sign_in
from tests.cast import TODAY, Cast
from tests.public import build
from tests.public.test_no_stray_digits import arguments, public_pages
from tests.working import work_now

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


def test_publishing_figures(cast: Cast, page: Page, new_page: Callable[..., Page]) -> None:
    """On a phone: counted while the page waits, what stays hidden and why, published; a refusal; without JavaScript."""
    build.whole_cycle(cast)
    build.conversations(cast, 5, build.theme(cast.area, "rats"))
    sign_in(page, cast.amina)
    page.set_viewport_size(PHONE)
    page.goto(reverse("release", args=["south"]))
    check_page(page)
    page.get_by_role("button", name="Count, and look at the changes").click()
    expect(page.get_by_text("no worker is running")).to_be_visible()
    check_page(page)
    picture(page, "public-release-waiting-phone")
    work_now()
    page.get_by_text("1 table goes out too").click()
    page.get_by_label("Conversations by kind of organisation").uncheck()
    page.get_by_role("button", name="Look at the changes with these tables").click()
    work_now()
    page.get_by_text("No tables go out too").click()
    expect(page.get_by_label("Conversations by kind of organisation")).not_to_be_checked()
    page.get_by_text("Themes: ").click()
    expect(page.get_by_text("Fewer than 8: somebody could be recognised.").first).to_be_visible()
    check_page(page)
    picture(page, "public-release-preview-phone")
    page.get_by_role("button", name="Publish these figures").click()
    work_now()
    expect(page.get_by_role("heading", name="The new figures are public")).to_be_visible()
    check_page(page)
    cast.area.round_to = 1
    cast.area.save()
    make_release(cast.amina, cast.area, TODAY)
    build.conversations(cast, 3)
    plain = new_page(java_script_enabled=False)
    sign_in(plain, cast.amina)
    plain.goto(reverse("release", args=["south"]))
    plain.get_by_role("button", name="Count, and look at the changes").click()
    expect(plain.get_by_role("progressbar")).to_be_visible()
    work_now()
    plain.get_by_role("link", name="See how far it is now").click()
    expect(plain.get_by_text("These figures cannot be published")).to_be_visible()
    picture(plain, "public-release-refused")


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
    expect(page.get_by_text("We repaired 43 flats.")).to_be_visible()
    expect(page.get_by_text(build.WORDS)).to_be_visible()
    page.locator("summary", has_text="Who paid for it").click()
    expect(page.get_by_role("cell", name="small-1")).to_be_visible()
