"""One card in many hands, and one phone in many: whose page opens, and that nothing is lost or comes twice."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page

from listens.core.models import Contact
from listens.listening import capture_fetch, intake
from listens.listening.actions import hold_link
from listens.listening.models import Conversation, Note
from tests.browser import PHONE, sign_in, wait_until
from tests.cast import Cast
from tests.listening.phones import a_link
from tests.listening.test_offline import finish, until_states, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NUM_PHONES = 10
CAPTURE_IS_KEPT = "caches.open('pages-south').then((pages) => pages.match('/south/listen/')).then(Boolean)"
BY_THE_WORKER = "performance.getEntriesByType('navigation')[0].transferSize === 0"


def open_card(page: Page, secret: str) -> None:
    page.goto(f"/south/listen/open/#{secret}")
    page.get_by_role("button", name="Open my page").click()
    page.wait_for_url("**/south/listen/")


def link_on(page: Page) -> str:
    return str(json.loads(page.locator("#phone").get_attribute("data-config") or "{}")["link"])


def until_kept(page: Page) -> None:
    wait_until(page, "navigator.serviceWorker?.controller !== null")
    wait_until(page, CAPTURE_IS_KEPT)
    page.wait_for_load_state("networkidle")  # and every other page it keeps


def test_a_photographed_card_on_ten_phones(cast: Cast, new_page, monkeypatch) -> None:
    for module in (intake, capture_fetch):
        monkeypatch.setattr(module, "MOST_A_DAY", 6)
    link, secret = a_link(cast)
    for number in range(NUM_PHONES):
        phone = new_page(viewport=PHONE, service_workers="block")  # ten of them would take long
        open_card(phone, secret)
        if number == NUM_PHONES - 1:
            hold_link(cast.amina, link, is_held=True)
        phone.locator("[name=note-1-0-text]").fill(f"What number {number} was told.")
        finish(phone)
        if number >= 6:  # nobody is told to stop; the phone says what its organiser is asked
            until_states(phone, "needs")
        phone.close()
    told = sorted(f"What number {number} was told." for number in range(NUM_PHONES))
    assert sorted(Note.objects.values_list("text", flat=True)) == told
    reasons = list(Conversation.objects.order_by("pk").values_list("reviews__reason", flat=True))
    assert sum(reason is None for reason in reasons) == 6
    assert sum("one listener can hear" in (reason or "") for reason in reasons) == 4
    assert sum("on hold" in (reason or "") for reason in reasons) == 1
    desk = new_page()
    sign_in(desk, cast.amina)
    desk.goto("/south/rounds/autumn/links/")
    assert "10 came in one day" in desk.locator("main").inner_text()


def test_the_page_to_write_on_is_there_at_once_and_is_the_right_listeners(cast: Cast, phone: Page) -> None:
    (mine, my_secret), (theirs, their_secret) = a_link(cast), a_link(cast)
    open_card(phone, my_secret)
    until_kept(phone)
    phone.goto("/south/listen/")
    assert phone.evaluate(BY_THE_WORKER) and link_on(phone) == str(mine.pk)
    until_kept(phone)
    left_open = phone.context.new_page()
    left_open.goto("/south/listen/contact/")
    left_open.wait_for_load_state("networkidle")
    open_card(phone, their_secret)
    assert link_on(phone) == str(theirs.pk)
    until_kept(phone)
    left_open.get_by_label("Name").fill("Amal")
    left_open.get_by_label("Telephone number").fill("07700 900123")
    left_open.locator("[name=told]").check(force=True)
    left_open.get_by_role("button", name="Keep these details").click()
    left_open.wait_for_url("**/phone/")
    left_open.locator("[data-part=others]").wait_for()
    assert not Contact.objects.exists()  # it waits under the link it was written with
    left_open.close()
    phone.goto("/south/listen/phone/#close")
    phone.get_by_role("button", name="Close").click()
    phone.wait_for_url("**/south/listen/open/")
    phone.goto("/south/listen/")
    assert phone.url.endswith("/south/listen/open/")


def test_a_kept_page_whose_link_was_closed_says_so_and_another_language_makes_it_new(
    cast: Cast, phone: Page
) -> None:
    open_card(phone, a_link(cast)[1])
    until_kept(phone)
    phone.locator("[name=language][value=ar]").click()
    wait_until(phone, "document.documentElement.lang === 'ar'")
    until_kept(phone)
    phone.context.clear_cookies()
    phone.goto("/south/listen/")
    wait_until(phone, "document.getElementById('capture-state').classList.contains('app-note--wrong')")
    phone.goto("/south/listen/")
    assert phone.url.endswith("/south/listen/open/")  # from now on the server is asked first


def test_a_phone_that_dies_while_it_sends(cast: Cast, phone: Page) -> None:
    """Killed at the tap on "Send": the words are a draft or a letter, and arrive once."""
    open_card(phone, a_link(cast)[1])
    until_kept(phone)
    write(phone)
    wait_until(phone, "location.hash.length > 30")
    while phone.get_by_role("button", name="Continue").is_visible():
        phone.get_by_role("button", name="Continue").click()
    page = phone.context.new_page()
    phone.evaluate("document.querySelector('[data-last] button').click()")
    phone.close()
    page.goto("/south/listen/phone/")
    wait_until(page, "document.querySelectorAll('[data-rows] > li').length === 1")
    if page.locator("[data-rows] > li").get_attribute("data-state") == "draft":
        page.get_by_role("link", name="Go on writing").click()
        wait_until(page, "document.querySelector('[name=note-1-0-text]').value !== ''")
        finish(page)
        page.goto("/south/listen/phone/")
    until_states(page, "sent")
    assert Conversation.objects.count() == Note.objects.count() == 1
