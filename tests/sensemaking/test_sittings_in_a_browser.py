"""The blind check and the wall in a real browser: by keyboard, at both widths, and printed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from listens.sensemaking import blind
from listens.sensemaking.actions import decide_blind, decide_note, number_notes
from listens.sensemaking.models import Coding
from tests.browser import check_page, picture, sign_in, wait_until
from tests.sensemaking.build import codebook, correction, note, notes, quote, second_coder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_blind_check_from_the_draw_to_what_counts(cast, page):
    themes = codebook(cast)
    for place in range(6):
        note(cast, text=f"Note {place}: the damp is back and the rent went up.")
    grace = second_coder(cast)
    sign_in(page, cast.femi)
    page.goto(f"/{cast.area.slug}/coding/{cast.round.slug}/agreement/")
    check_page(page)
    picture(page, "agreement-before")
    page.get_by_label("How many notes").fill("4")
    page.get_by_role("button", name="Draw the notes").click()
    page.get_by_role("button", name="Code the notes on your own").click()
    expect(page.get_by_text("Neither of you sees")).to_be_visible()
    check_page(page)
    picture(page, "blind-coding")
    for number in range(4):
        before = page.locator("input[name=note]").input_value()
        page.keyboard.press("2" if number else "0")
        if number:
            page.keyboard.press("Enter")
        if number < 3:
            wait_until(page, f"document.querySelector('input[name=note]').value !== '{before}'")
    expect(page.get_by_text("No more notes wait for now")).to_be_visible()
    check = blind.open_check(cast.round)
    for one in blind.next_notes(grace, check, num=4):
        decide_blind(grace, one, [themes["damp"]])
    page.goto(f"/{cast.area.slug}/coding/{cast.round.slug}/agreement/")
    check_page(page)
    picture(page, "agreement")
    page.get_by_role("button", name="Take over what both chose").click()
    expect(page.get_by_text("3 notes were taken over.")).to_be_visible()
    page.get_by_role("link", name="Settle where they differ").click()
    expect(page.get_by_text("Looked, none")).to_be_visible()
    check_page(page)
    picture(page, "settle")
    page.get_by_label("Money").check()
    page.get_by_role("button", name="This counts").click()
    expect(page.get_by_text("Nothing is left to settle")).to_be_visible()
    assert Coding.objects.current().count() == 4


def test_a_wall_is_printed_and_typed_in(cast, page):
    codebook(cast)
    for place in range(10):
        note(cast, text=f"Note {place}: the damp is back. " + "Nobody comes when we ring. " * (place % 4))
    sign_in(page, cast.femi)
    page.goto(f"/{cast.area.slug}/coding/{cast.round.slug}/wall/")
    check_page(page)
    page.get_by_role("button", name="Number them and print").click()
    page.get_by_role("heading", name="Stickies to print").wait_for()
    check_page(page)
    picture(page, "wall-print-screen")
    page.emulate_media(media="print")
    picture(page, "wall-print")
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Sort at a wall").first.click()
    page.get_by_label("Theme of the group").select_option("money")
    page.get_by_label("Numbers on its stickies").fill("1, 3-4, x")
    page.get_by_role("button", name="Keep this group").click()
    expect(page.get_by_role("alert").get_by_text("is not a number")).to_be_visible()
    check_page(page)
    picture(page, "wall-error")
    page.get_by_label("Numbers on its stickies").fill("1, 3-4")
    page.get_by_role("button", name="Keep this group").click()
    expect(page.get_by_text("3 notes were changed.")).to_be_visible()
    assert number_notes(cast.femi, cast.round) == 0


def test_did_we_hear_you_right(cast, page):
    themes = codebook(cast)
    many = notes(cast, 9, may_quote=True)
    for one in many:
        decide_note(cast.femi, one, [themes["damp"]])
    quote(cast, many[0], themes["housing"])
    correction(cast)
    sign_in(page, cast.femi)
    page.goto(f"/{cast.area.slug}/coding/{cast.round.slug}/heard-right/")
    check_page(page)
    picture(page, "heard-right")
    page.get_by_role("link", name="The sheet to ask with, to print").click()
    check_page(page)
    page.emulate_media(media="print")
    picture(page, "heard-right-print")
    page.emulate_media(media="screen")
    page.goto(f"/{cast.area.slug}/coding/{cast.round.slug}/heard-right/add/")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check_page(page)
