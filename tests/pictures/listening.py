"""A listener's page in every state: from the card to the list of what was sent, with a signal and without."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.pictures.camera import PHONE, Camera, until
from tests.pictures.staff import ROUND, send

SAID = "My neighbour Fatima Bishara rang 07700 900123 nine times about the damp, and nobody came."
CLEAN = "The lift has been broken since June, and my mother cannot go out."


def take(camera: Camera) -> None:
    code = a_card(camera)
    page = camera.new_page(**PHONE)
    page.goto("listen/open/")
    camera.take(page, "phone-open")
    page.locator("[name=code]").fill("wrong-wrong-wron")
    page.locator("main form button").last.click()
    page.locator(".nhsuk-error-summary").wait_for()
    camera.take(page, "phone-open-error")
    page.locator("[name=code]").fill(code)
    page.locator("main form button").last.click()
    page.wait_for_url("**/listen/")
    until(page, "navigator.serviceWorker?.controller !== null")
    _one_to_one(camera, page)
    _a_table(camera, page)
    _afterwards(camera, page)
    _sent_back(camera, page)
    _at_risk(camera, page)
    _taken_back(camera, page)
    page.context.close()


def a_card(camera: Camera) -> str:
    """Bea hands a link over; makes sheets too, so that there is something to print and to type in."""
    page = camera.as_person("bea")
    page.goto(ROUND + "sheets/make/")
    page.locator("[name=how_many]").fill("3")
    send(page)
    page.goto(ROUND + "links/make/")
    send(page)
    code = page.locator(".app-code").first.inner_text()
    page.context.close()
    return code


def _go_on(page: Page) -> bool:
    button = page.locator(".app-screens button").first
    if not button.is_visible():
        return False
    button.click()
    return True


def _one_to_one(camera: Camera, page: Page) -> None:
    camera.take(page, "phone-1")
    for closed in page.locator("main details").all():
        closed.evaluate("at => at.open = true")
    camera.take(page, "phone-1-details")
    page.reload()
    place = 1
    while _go_on(page):
        place += 1
        camera.take(page, f"phone-{place}")
    page.locator("[data-last] button").first.click()
    until(page, "document.getElementById('capture-state').classList.contains('app-note--wrong')")
    camera.take(page, "phone-empty-error")
    page.locator("textarea:visible").first.fill(SAID)
    page.locator("button[name=add]:visible").first.click()
    until(page, "location.hash.length > 30")
    camera.take(page, "phone-draft")
    while _go_on(page):
        pass
    page.locator("[data-last] button").first.click()
    until(page, "!document.getElementById('marks').hidden")
    camera.take(page, "phone-marks")
    for _mark in range(page.locator("#marks [data-out]").count()):
        page.locator("#marks [data-out]").first.click()
    page.context.set_offline(True)
    page.locator("[data-last] button").first.click()
    page.wait_for_url("**/phone/")
    until(page, "document.querySelectorAll('[data-rows] > li').length === 1")
    camera.take(page, "phone-list-waiting")
    page.locator("main details").last.evaluate("at => at.open = true")
    page.locator("[data-remove]").first.click()
    camera.take(page, "phone-list-sure")
    page.context.set_offline(False)
    page.reload()
    page.locator("[data-part=send]").click()
    until(page, "document.querySelector('[data-rows] > li').dataset.state === 'sent'")
    camera.take(page, "phone-list-sent")


def _a_table(camera: Camera, page: Page) -> None:
    page.goto("listen/")
    page.locator("[name=channel][value=table-talk]").check(force=True)
    camera.take(page, "phone-table-1")
    page.locator("textarea:visible").first.fill(CLEAN)
    while _go_on(page):
        pass
    page.locator("[name=people_heard]").evaluate("at => at.value = 8")
    camera.take(page, "phone-table-last")
    page.locator("[data-last] button").first.click()
    page.wait_for_url("**/thanks/")
    camera.take(page, "phone-thanks")


def _afterwards(camera: Camera, page: Page) -> None:
    for name in ("contact", "card"):
        page.goto(f"listen/{name}/")
        camera.take(page, f"phone-{name}")
        page.locator("main form button").last.click()
        page.wait_for_timeout(300)
        camera.take(page, f"phone-{name}-error")
    page.goto("listen/sent/")
    camera.take(page, "phone-sent")


def _at_risk(camera: Camera, page: Page) -> None:
    page.goto("listen/at-risk/")
    camera.take(page, "phone-at-risk")
    page.locator("#report button").last.click()
    page.wait_for_timeout(300)
    camera.take(page, "phone-at-risk-error")
    page.context.set_offline(True)
    for box in page.locator("#report textarea, #report input[type=text]").all():
        box.fill("She gave her first name only.")
    page.locator("#report [type=radio]").first.check(force=True)
    page.locator("#report button").last.click()
    page.locator("#unsent").wait_for()
    page.wait_for_timeout(500)
    camera.take(page, "phone-at-risk-unsent")
    page.context.set_offline(False)
    page.wait_for_url("**/at-risk/*-*/")
    camera.take(page, "phone-at-risk-sent")


def _sent_back(camera: Camera, page: Page) -> None:
    """A reviewer asks, and the listener finds the question."""
    reviewer = camera.as_person("grace")
    reviewer.goto("review/")
    for address in [str(one.get_attribute("href")) for one in reviewer.locator("main tbody a").all()]:
        reviewer.goto(address)
        reviewer.locator("[name=state][value=attention]").check(force=True)
        reviewer.locator("[name=reason]").fill("Which month was it?")
        send(reviewer)
    reviewer.context.close()
    page.goto("listen/phone/")
    until(
        page,
        "[...document.querySelectorAll('[data-rows] > li')].some((one) => one.dataset.state === 'needs')",
    )
    camera.take(page, "phone-list-needs")
    page.goto("listen/sent/")
    camera.take(page, "phone-sent-needs")


def _taken_back(camera: Camera, page: Page) -> None:
    page.goto("listen/phone/")
    tag = page.locator(".app-tag").inner_text()
    lead = camera.as_person("bea")
    lead.goto(ROUND + "links/")
    row = lead.get_by_role("row").filter(has_text=tag)
    lead.goto(str(row.locator("a[href$='/revoke/']").get_attribute("href")))
    lead.locator("main form button").last.click()
    lead.context.close()
    page.goto("listen/")
    page.locator("#link-over:visible, main h1").first.wait_for()
    page.wait_for_timeout(500)
    camera.take(page, "phone-link-over")
