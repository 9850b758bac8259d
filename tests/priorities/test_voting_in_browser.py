"""A slip votes in a real browser: from the picture to the receipt, without a script, in Arabic; and packs on paper."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from listens.priorities.actions import lock_long_list
from listens.priorities.models import Ballot, VotingSlip
from tests.browser import axe, check_page, no_sideways_scroll, picture, sign_in
from tests.priorities.made import slip_vote, vote
from tests.priorities.test_pages import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
THREE = {"Mill Lane Tenants": 2, "Larkwood Women's Association": 1, "St Brannock's Church": 6}


def test_the_picture_on_a_slip_leads_to_the_receipt_in_a_few_taps(cast, phone):
    _long_list, codes = slip_vote(cast, THREE)
    code = codes["Mill Lane Tenants"][0]
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"/south/ballot/#{code}")
    expect(phone.get_by_role("heading", name="Your ballot")).to_be_visible()
    assert "#" not in phone.url and not [url for url in asked if code in url.partition("#")[0]]
    expect(phone.get_by_text("Ticked: 0")).to_be_visible()
    picture(phone, "ballot-375")
    no_sideways_scroll(phone, 320)
    check_page(phone)
    for title in ("Wages", "The bus", "Damp and repairs", "Waiting for help"):
        phone.get_by_label(title).check(force=True)
    expect(phone.get_by_text("Ticked: 4. That is too many")).to_be_visible()
    phone.get_by_role("button", name="Send my ballot").click()
    expect(phone.get_by_role("alert")).to_contain_text("Tick at most 3")
    assert phone.get_by_label("Wages").is_checked()
    check_page(phone)
    picture(phone, "ballot-error-375")
    phone.get_by_label("Wages").uncheck(force=True)
    phone.get_by_role("button", name="Send my ballot").click()
    expect(phone.get_by_role("heading", name="Your ballot is in")).to_be_visible()
    check_page(phone)
    picture(phone, "ballot-cast-375")
    assert Ballot.objects.get().choices == ["bus", "damp", "waits"]
    assert "sessionid" not in {cookie["name"] for cookie in phone.context.cookies()}


def test_without_a_script_the_code_is_typed_and_the_keyboard_is_enough(cast, without_script):
    _long_list, codes = slip_vote(cast, THREE)
    page, code = without_script, codes["Mill Lane Tenants"][0]
    page.goto("/south/ballot/")
    page.get_by_label("Code on your slip").fill("0000-0000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("We do not know this code")
    page.get_by_label("Code on your slip").fill(code.lower().replace("-", ""))
    page.keyboard.press("Enter")
    for title in ("Wages", "The bus"):
        page.get_by_label(title).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Send my ballot").press("Enter")
    expect(page.get_by_role("heading", name="Your ballot is in")).to_be_visible()
    assert Ballot.objects.get().choices == ["bus", "wages"]


def test_in_arabic_the_ballot_runs_from_right_to_left_and_rules_stay_in_english_until_read(cast, new_page):
    _long_list, codes = slip_vote(cast, THREE)
    page = new_page(viewport={"width": 375, "height": 812}, locale="ar")
    page.goto(f"/south/ballot/#{codes['Mill Lane Tenants'][0]}")
    expect(page.locator(".app-ballot")).to_be_visible()
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.locator("#how [lang=en]")).to_contain_text("Tick 2 to 3")
    no_sideways_scroll(page)
    axe(page)
    picture(page, "ballot-arabic-375")
    page.locator("input[name=choice]").first.check(force=True)
    page.locator("input[name=choice]").last.check(force=True)
    page.locator(".app-ballot button").click()
    expect(page.locator(".app-code")).to_contain_text("2-")
    axe(page)


def test_a_pack_is_printed_two_slips_on_a_page_after_its_cover_sheet(cast, page):
    long_list = vote(cast, until="draft")
    long_list.shares.update(num_delegates=3)
    sign_in(page, cast.amina)
    page.goto(reverse("vote_shares", args=["south", cast.round.slug]))
    check_page(page)
    page.goto(address(cast, "lock_vote"))
    check_page(page)
    picture(page, "lock-1280")
    lock_long_list(cast.amina, long_list)
    page.goto(address(cast, "vote_slips"))
    check_page(page)
    picture(page, "slips-1280")
    page.get_by_role("button", name="St Brannock's Church").click()
    expect(page.get_by_role("heading", name="Voting slips to print")).to_be_visible()
    check_page(page)
    picture(page, "slips-made-1280")
    page.emulate_media(media="print")
    assert page.locator(".app-slip").count() == VotingSlip.objects.count() == 3
    sheet = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "10mm"))
    assert sheet.count(b"/Type /Page\n") == 3  # a cover sheet, two slips, one slip
    page.goto(address(cast, "replace_vote_slip"))
    check_page(page)
