"""Someone is at risk, in a real browser: narrow, wide, without signal, without a script, and in Arabic."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from listens.safeguarding.actions import answer_alarm, check_number
from listens.safeguarding.models import Alarm, RiskReport
from tests.browser import check_page, no_sideways_scroll, picture, sign_in, wait_until
from tests.cast import Cast
from tests.listening.phones import a_link, holder_of
from tests.safeguarding.build import a_number, flagged, sent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/south/listen/at-risk/"


@pytest.fixture
def numbers(cast: Cast) -> None:
    check_number(cast.leila, a_number(cast, cast.community, name="Ruth Okoro", purpose="Ring first"))
    a_number(cast, name="Safeguarding lead of the area", telephone="+44 20 7946 0101", hours="day and night")


def fill(page) -> None:
    page.get_by_label("Yes", exact=True).check(force=True)
    page.get_by_label("What happened?").fill("She is afraid to go home")
    page.get_by_label("How can the safeguarding lead reach you?").fill("07700 900321")


def test_not_sent_until_it_is_and_read_when_somebody_answers(cast: Cast, phone, numbers) -> None:
    sign_in(phone, holder_of(a_link(cast)[0]))
    phone.goto(PAGE)
    check_page(phone)
    no_sideways_scroll(phone, 320)
    call = phone.get_by_role("link", name="Ruth Okoro")
    assert call.get_attribute("href") == "tel:02079460100" and call.bounding_box()["height"] >= 44
    expect(phone.get_by_text("NOT SENT: RING NOW")).to_be_hidden()

    phone.get_by_role("button", name="Send the report").click()
    assert "say what happened" in phone.locator("#report-state").inner_text()
    fill(phone)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Send the report").click()
    phone.get_by_text("NOT SENT: RING NOW").wait_for()
    assert phone.get_by_label("What happened?").input_value() == "She is afraid to go home"
    assert not phone.evaluate("localStorage.length + sessionStorage.length")
    no_sideways_scroll(phone, 320)
    picture(phone, "at-risk-not-sent")
    assert not RiskReport.objects.exists()

    phone.context.set_offline(False)  # it tries again by itself
    phone.wait_for_url("**/listen/at-risk/*-*/")
    assert "Nobody has read it yet" in phone.locator("#report-status").inner_text()
    check_page(phone)
    alarm = Alarm.objects.select_related("area").get()
    answer_alarm(cast.leila, alarm, state="acknowledged", words="Rang her", seen_seq=0)
    phone.get_by_role("link", name="Look again").click()
    wait_until(phone, "document.body.textContent.includes('Read by the safeguarding lead at')")
    check_page(phone)


def test_in_arabic_the_words_people_rely_on_stay_in_english_and_nothing_breaks(
    cast: Cast, new_page, numbers
) -> None:
    page = new_page(locale="ar", viewport={"width": 375, "height": 812})
    sign_in(page, holder_of(a_link(cast)[0]))
    page.goto(PAGE)
    assert page.evaluate("document.dir") == "rtl"
    expect(page.get_by_text("In danger now: ring 999")).to_be_visible()
    check_page(page)
    no_sideways_scroll(page, 320)
    picture(page, "at-risk-arabic")


def test_it_works_without_a_script(cast: Cast, without_script, numbers) -> None:
    page = without_script
    sign_in(page, holder_of(a_link(cast)[0]))
    page.goto(PAGE)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("NOT SENT: RING NOW")).to_be_visible()
    fill(page)
    page.get_by_role("button", name="Send the report").click()
    page.wait_for_url("**/listen/at-risk/*-*/")
    assert RiskReport.objects.count() == 1


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_a_safeguarding_leads_pages_are_for_everybody(cast: Cast, new_page, numbers, locale: str) -> None:
    one, flag = sent(cast).alarm, flagged(cast)
    page = new_page(locale=locale)
    sign_in(page, cast.leila)
    for where, name in (
        ("", "alarms"),
        (f"{one.pk}/", "report"),
        (f"{flag.pk}/", "flag"),
        ("numbers/", "numbers"),
        ("numbers/add/", "number"),
        ("clock/", "clock"),
    ):
        page.goto(f"/south/safeguarding/{where}")
        check_page(page)
        no_sideways_scroll(page, 320)
        picture(page, f"safeguarding-{name}-{locale}")


def test_a_safeguarding_lead_answers(cast: Cast, page) -> None:
    one = sent(cast).alarm
    sign_in(page, cast.leila)
    page.goto(f"/south/safeguarding/{one.pk}/")
    page.get_by_label("I have read it and deal with it").check(force=True)
    page.get_by_label("What was done, or what came of it?").fill("Rang the listener at once")
    page.get_by_role("button", name="Keep my answer").click()
    page.wait_for_url("**/south/safeguarding/")
    expect(page.locator("body")).to_contain_text("Your answer was kept.")
    assert one.steps.get().by == cast.leila


def test_a_report_that_waits_is_said_on_every_page_and_sent_when_the_page_was_closed(
    cast: Cast, phone, numbers
) -> None:
    sign_in(phone, holder_of(a_link(cast)[0]))
    phone.goto(PAGE)
    wait_until(phone, "navigator.serviceWorker?.controller !== null")
    wait_until(phone, "caches.open('pages-south').then(c => c.keys()).then(k => k.length >= 7)")
    phone.context.set_offline(True)
    fill(phone)
    phone.get_by_role("button", name="Send the report").click()
    phone.get_by_text("NOT SENT: RING NOW").first.wait_for()
    phone.on("dialog", lambda dialog: dialog.accept())
    other = phone.context.new_page()
    phone.close()
    other.goto("/south/listen/")
    other.locator("#risk-waits").wait_for()
    other.context.set_offline(False)
    wait_until(other, "document.getElementById('risk-waits').hidden", 20)
    assert RiskReport.objects.count() == 1
