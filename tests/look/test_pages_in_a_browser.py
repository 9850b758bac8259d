"""The look in a real browser: accessible, no sideways scroll, mirrored, without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import check_page, no_sideways_scroll, picture
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.look.gallery")]


@pytest.fixture(autouse=True)
def _synthetic(cast: Cast) -> None:
    cast.area.is_synthetic = True
    cast.area.strapline = "Listen together. Promise in public. Come back to check."
    cast.area.save()


def test_every_component_is_accessible_at_both_widths(page: Page) -> None:
    page.goto("/south/gallery/")
    check_page(page)
    picture(page, "gallery-desk")


def test_a_form_with_errors_names_them_first_and_links_to_each_field(phone: Page) -> None:
    phone.goto("/south/gallery/")
    phone.get_by_role("button", name="Save").click()
    assert phone.title().startswith("Error:")
    phone.get_by_role("alert").get_by_role("link").first.click()
    assert phone.evaluate("document.activeElement.name") == "name"
    check_page(phone)
    phone.set_viewport_size({"width": 375, "height": 812})
    picture(phone, "gallery-phone")


def test_arabic_is_mirrored(page: Page) -> None:
    page.goto("/south/gallery/")
    page.get_by_role("button", name="العربيّة").click()
    assert page.evaluate("document.dir") == "rtl"
    mark = page.locator(".app-wordmark__mark").bounding_box()
    assert mark is not None and mark["x"] > 600, "the word-mark stands on the right"
    check_page(page)
    picture(page, "gallery-ar")
    no_sideways_scroll(page)
    picture(page, "gallery-ar-phone")


def test_many_languages_wait_behind_the_one_that_is_on(cast: Cast, phone: Page) -> None:
    cast.area.languages = ["en", "ar", "es", "fr", "pl", "pt", "so", "ta", "uk"]
    cast.area.save()
    phone.goto("/south/gallery/")
    phone.locator(".app-language summary").click()
    no_sideways_scroll(phone)
    picture(phone, "gallery-languages-phone")
    phone.get_by_role("button", name="தமிழ்").click()
    assert phone.evaluate("document.documentElement.lang") == "ta"
    assert "Noto Sans Tamil" in phone.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    phone.locator(".app-language summary").click()
    check_page(phone)
    picture(phone, "gallery-languages")


def test_the_page_works_without_script(without_script: Page) -> None:
    without_script.goto("/south/gallery/")
    without_script.get_by_text("Show as a table").click()
    expect(without_script.get_by_role("cell", name="1,240")).to_be_visible()


def test_our_own_font_is_used(page: Page) -> None:
    page.goto("/south/gallery/")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    assert "Atkinson" in page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
