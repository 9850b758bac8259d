"""The listener's page in every state, in English and in Arabic: for everybody, and at the smallest sizes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import axe, wait_until
from tests.cast import Cast
from tests.listening.phones import a_link

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 320, "height": 640}
FOUR_TIMES = {"width": 320, "height": 256}  # a window of 1280 by 1024, four times as large
HAS_A_ROW = "document.querySelectorAll('[data-rows] > li').length === 1"


def look(page: Page) -> None:
    """No rule of axe is broken; nothing is cut off at 320 pixels, nor four times as large."""
    axe(page)
    for size in (FOUR_TIMES, NARROW):
        page.set_viewport_size(size)
        across = page.evaluate("document.documentElement.scrollWidth")
        assert across <= 320, f"{page.url} is {across} px wide at {size}"


def go_on(page: Page) -> None:
    page.locator(".app-screens button").first.click()


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_every_state_is_for_everybody(cast: Cast, new_page, locale: str) -> None:
    page = new_page(viewport=NARROW, has_touch=True, is_mobile=True, locale=locale)
    page.goto("/south/listen/open/")
    look(page)
    page.locator("[name=code]").fill("wrong-wrong-wron")
    page.locator("main form button[type=submit], main form button").last.click()
    page.locator(".nhsuk-error-summary").wait_for()
    look(page)  # a code that opens nothing
    page.locator("[name=code]").fill(a_link(cast)[1])
    page.locator("main form button").last.click()
    page.wait_for_url("**/south/listen/")
    wait_until(page, "navigator.serviceWorker?.controller !== null")
    wait_until(page, "caches.open('pages-south').then(c => c.match('/south/listen/phone/')).then(Boolean)")
    for closed in page.locator("main details").all():
        closed.evaluate("at => at.open = true")
    page.evaluate("document.getElementById('pin-box').hidden = false")
    look(page)  # with what to say, whom to ring, and the question for a PIN
    while page.locator(".app-screens button").first.is_visible():
        go_on(page)
        look(page)
    page.locator("[data-last] button").first.click()
    wait_until(page, "document.getElementById('capture-state').classList.contains('app-note--wrong')")
    look(page)  # nothing is written
    page.locator("[name=note-1-0-text]").fill("My neighbour Fatima rang 07700 900123.")
    page.locator("button[name=add]:visible").first.click()
    wait_until(page, "location.hash.length > 30")
    look(page)  # kept as a draft
    while page.locator(".app-screens button").first.is_visible():
        go_on(page)
    page.locator("[data-last] button").first.click()
    wait_until(page, "!document.getElementById('marks').hidden")
    look(page)  # what may point at somebody
    for _mark in range(2):
        page.locator("#marks [data-out]").first.click()
    page.context.set_offline(True)
    page.locator("[data-last] button").first.click()
    page.wait_for_url("**/phone/")
    wait_until(page, HAS_A_ROW)
    page.locator("main details").last.evaluate("at => at.open = true")
    look(page)  # waiting on the phone, with what else can be done there
    page.locator("[data-remove]").click()
    look(page)  # asked whether it is sure
    page.context.set_offline(False)
    page.goto("/south/listen/thanks/")
    look(page)
