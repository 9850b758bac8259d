"""The pages about telling people and the poster in a real browser."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from listens.feedback.models import Telling
from tests.browser import check_page, picture, sign_in
from tests.cast import Cast
from tests.feedback.build import somebody_who_asked
from tests.public import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_organiser_tells_people(cast: Cast, page: Page) -> None:
    build.whole_cycle(cast)
    somebody_who_asked(cast.area)
    sign_in(page, cast.amina)
    page.goto(reverse("feedback_owed", args=["south", "autumn"]))
    check_page(page)
    picture(page, "feedback-owed")
    page.get_by_role("link", name=re.compile("Record that they were told.*St Brannock")).click()
    page.get_by_label("By a poster").check()
    page.get_by_label("What were they told?").fill("The trust said yes.")
    check_page(page)
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("It is recorded that the people of St Brannock").wait_for()
    assert Telling.objects.get().way == "poster"
    page.get_by_role("link", name="Write to those who asked").click()
    page.get_by_label("What changed, in a few words").fill("assembly")
    page.get_by_label("Subject").fill("What came of it")
    page.get_by_label("Message").fill("The trust said yes.")
    check_page(page)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_text("This goes to 1 person").wait_for()
    check_page(page)
    picture(page, "feedback-look")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("1 message is on its way.").wait_for()


def test_the_poster_fills_one_sheet(cast: Cast, page: Page) -> None:
    build.whole_cycle(cast)
    sign_in(page, cast.bea)
    page.goto(reverse("poster", args=["south", "autumn", cast.community.pk]))
    check_page(page)
    picture(page, "public-poster")
    sheet = page.pdf(format="A4", prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1 or sheet.count(b"/Type /Page ") == 1
    build.more_than_fits(cast)
    page.reload()
    sheet = page.pdf(format="A4", prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1 or sheet.count(b"/Type /Page ") == 1


def test_what_is_folded_up_is_printed_open(cast: Cast, page: Page) -> None:
    made = build.whole_cycle(cast)
    page.goto(reverse("promise", args=["south", made.number]))
    folded = page.locator("details", has_text="Who paid for it").locator("table")
    expect(folded).to_be_hidden()
    page.emulate_media(media="print")
    expect(folded).to_be_visible()
