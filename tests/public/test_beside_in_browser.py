"""What the data shows, in a real browser: chosen, compared, read on a phone, printed as a card."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from listens.public.actions import make_release
from tests.browser import check_page, no_sideways_scroll, picture, sign_in
from tests.cast import TODAY, Cast
from tests.public import build
from tests.sensemaking.figures import overcrowding

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_finding_goes_from_the_desk_to_a_card(cast: Cast, page: Page) -> None:
    housing = build.theme(cast.area, "housing")
    notes = build.conversations(cast, 40, housing, people=2, may_quote=True)
    build.quote(cast, notes[0], housing)
    make_release(cast.amina, cast.area, TODAY)
    overcrowding(cast)
    sign_in(page, cast.femi)
    page.goto("/south/codebook/data/")
    check_page(page)
    picture(page, "beside-themes")
    page.get_by_role("link", name="Housing").click()
    page.get_by_role("button", name="Choose the figures").click()
    check_page(page)
    picture(page, "beside-choose")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Lambeth").click()
    page.get_by_text("The figure lies in the upper third").wait_for()
    page.get_by_label("The data agree").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Say in one sentence why.").first.wait_for()
    check_page(page)
    picture(page, "beside-compare-error")
    page.get_by_label("Why, in one sentence").fill(build.FOUND)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Your finding was kept").wait_for()
    check_page(page)
    picture(page, "beside-desk")
    page.get_by_role("link", name="See the public page").click()
    page.get_by_text("borough by borough").click()
    page.get_by_role("link", name="Lambeth").click()
    page.get_by_text(build.FOUND).wait_for()
    page.get_by_text("borough by borough").click()
    check_page(page)
    picture(page, "beside-theme")
    no_sideways_scroll(page, 320)
    picture(page, "beside-theme-phone")
    page.get_by_role("link", name="A card of this page").click()
    check_page(page)
    page.emulate_media(media="print")
    expect(page.locator(".app-masthead")).to_be_hidden()
    expect(page.get_by_text(build.FOUND)).to_be_visible()
    picture(page, "beside-card")
