"""The hall's screen, a phone in the hall and the story of the count, as people use them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from listens.priorities.models import Ballot, LongList
from tests.browser import axe, no_sideways_scroll, sign_in
from tests.priorities.halls import add_result, hall_vote

pytestmark = pytest.mark.browser

SCREEN = "/south/rounds/autumn/vote/screen/"
PROJECTORS = [(1280, 720), (1920, 1080)]


def fits(page, name):
    """What the hall must read stands on the screen without scrolling."""
    box = page.locator(name).first.bounding_box()
    size = page.viewport_size
    assert box and box["y"] >= 0 and box["y"] + box["height"] <= size["height"], (name, box, size)


def test_the_screen_is_read_from_the_back_of_the_hall(cast, page):
    hall_vote(cast, organisations=60, ballots=6, closes_in=dt.timedelta(minutes=5))
    sign_in(page, cast.ivo)
    page.goto(SCREEN)
    for width, height in PROJECTORS:
        page.set_viewport_size({"width": width, "height": height})
        for part in ("h1", "[data-left]", ".app-screen__code", ".app-screen__address", "#turnout"):
            fits(page, part)
        fits(page, ".app-turnout__row:last-child")
        large = page.evaluate("parseFloat(getComputedStyle(document.querySelector('[data-left]')).fontSize)")
        assert large >= height / 10
        axe(page)
    expect(page.get_by_role("navigation")).to_have_count(0)
    no_sideways_scroll(page)
    axe(page)


def later(page, seconds):
    """Lets the page's own clock run on, with all that waits for it."""
    page.clock.run_for(1000 * seconds)


def in_time(page, seconds, look):
    """Lets the page look at the server as often as it needs until `look` holds: an answer takes real time."""
    for _once in range(30):
        later(page, seconds)
        try:
            return look(timeout=1000)
        except AssertionError:
            continue
    return look()


def test_the_screen_follows_the_vote_and_says_when_it_cannot(cast, page):
    long_list = hall_vote(cast, organisations=1, ballots=5, closes_in=dt.timedelta(minutes=5))
    sign_in(page, cast.ivo)
    page.clock.install()
    page.goto(SCREEN)
    expect(page.locator("#turnout")).to_contain_text("5 of 5")
    page.evaluate("window.isTheSamePage = true")
    share = long_list.shares.get()
    Ballot.objects.create(
        long_list=long_list, share=share, way="phone", source="phone", source_id="z", choices=["p0"]
    )
    in_time(page, 4, lambda **t: expect(page.locator("#turnout")).to_contain_text("6 of 5", **t))
    LongList.objects.update(closes_at=None)
    in_time(page, 4, lambda **t: expect(page.get_by_text("The vote is open", exact=True)).to_be_visible(**t))
    assert page.evaluate("window.isTheSamePage")
    page.context.set_offline(True)
    in_time(page, 9, lambda **t: expect(page.locator("[data-lost]")).to_be_visible(**t))
    page.context.set_offline(False)
    in_time(page, 40, lambda **t: expect(page.locator("[data-lost]")).to_be_hidden(**t))


def test_a_phone_counts_down_hears_that_it_moved_and_that_it_is_over(cast, phone):
    hall_vote(cast, organisations=1, closes_in=dt.timedelta(minutes=5))
    phone.clock.install()
    phone.goto("/south/ballot/")
    expect(phone.locator(".app-closing [data-left]")).to_have_text(re.compile("^(5:00|4:[345].)$"))
    no_sideways_scroll(phone)
    LongList.objects.update(closes_at=cast.area.now() + dt.timedelta(minutes=19))
    in_time(phone, 7, lambda **t: expect(phone.locator("[data-said]")).to_contain_text("another time", **t))
    LongList.objects.update(closes_at=cast.area.now())
    closed = "The vote is closed"
    in_time(phone, 7, lambda **t: expect(phone.locator(".app-closing")).to_contain_text(closed, **t))
    expect(phone.get_by_role("button", name="Show my ballot")).to_be_hidden()
    add_result(cast, LongList.objects.get())
    in_time(phone, 7, lambda **t: expect(phone.get_by_role("link", name="See the result")).to_be_visible(**t))


def steps(page):
    """Walk the story to its end with the keyboard; the words of each place."""
    seen = []
    while True:
        seen.append(page.locator("[data-frame]:visible").inner_text())
        if page.locator("[data-next]").is_disabled():
            return seen
        page.keyboard.press("ArrowRight")


def test_the_story_is_walked_by_keyboard(cast, page):
    hall_vote(cast, organisations=60, proposals=8, seats=3, until="counted")
    sign_in(page, cast.ivo)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(SCREEN)
    expect(page.locator("[data-frame]:visible")).to_have_count(1)
    seen = steps(page)
    assert len(seen) == 1 + 2 * 3 + 4, (
        "the jugs, two moments of each choice, and four pages of what came of it"
    )
    assert "the jugs fill" in seen[1] and "paid, of one bucket" not in seen[1]
    assert "paid, of one bucket" in seen[2]
    assert "Why not mine?" in seen[8] and "By most votes alone" in seen[9] and "To read aloud" in seen[10]
    page.keyboard.press("Home")
    expect(page.locator("[data-place-words]")).to_have_text(f"Step 1 of {len(seen)}")
    page.keyboard.press("Space")
    expect(page.locator("[data-place-words]")).to_have_text(f"Step 2 of {len(seen)}")
    fits(page, ".app-jugs__one:visible >> nth=-1")
    axe(page)
    page.keyboard.press("PageDown")
    expect(page.locator("[data-said]")).to_contain_text("Place 1:")
    fits(page, ".app-payers li:visible >> nth=-1")
    axe(page)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("End")
    expect(page.locator("[data-next]")).to_be_disabled()
    assert page.evaluate("document.activeElement.matches('[data-back], [data-next]')")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "the focus is seen"
    page.set_viewport_size({"width": 1920, "height": 1080})
    axe(page)
    no_sideways_scroll(page)
    axe(page)


def test_without_a_script_every_step_stands_in_a_list(cast, without_script):
    hall_vote(cast, organisations=3, seats=2, until="counted")
    sign_in(without_script, cast.ivo)
    without_script.goto(SCREEN)
    expect(without_script.locator("[data-frame]:visible")).to_have_count(7)
    expect(without_script.locator(".app-jugs:visible")).to_have_count(2)
    expect(without_script.get_by_role("button", name="Next")).to_have_count(0)


def test_without_a_script_a_screen_and_a_phone_can_look_again(cast, new_page):
    hall_vote(cast, closes_in=dt.timedelta(minutes=5))
    page = new_page(java_script_enabled=False)
    sign_in(page, cast.ivo)
    for address in (SCREEN, "/south/ballot/"):
        page.goto(address)
        expect(page.get_by_text("It closes at").first).to_be_visible()
        page.get_by_role("link", name="Look again").click()
        assert page.url.endswith(address)


def test_in_arabic_the_story_is_mirrored_and_the_arrows_with_it(cast, new_page):
    hall_vote(cast, organisations=6, seats=2, until="counted")
    page = new_page(locale="ar", viewport={"width": 1280, "height": 720})
    sign_in(page, cast.ivo)
    page.goto(SCREEN)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".app-jugs:visible")).to_have_count(1)
    jugs, buckets = (page.locator(f"{name}:visible").bounding_box() for name in (".app-jugs", ".app-race"))
    assert jugs["x"] > buckets["x"], "the story begins on the right"
    page.keyboard.press("ArrowRight")
    expect(page.locator(".app-jugs:visible")).to_have_count(0)
    axe(page)
    no_sideways_scroll(page)


def test_on_paper_all_steps_are_there(cast, page):
    hall_vote(cast, organisations=20, seats=3, until="counted")
    sign_in(page, cast.ivo)
    page.goto(SCREEN)
    expect(page.locator("[data-frame]:visible")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator("[data-frame]:visible")).to_have_count(8)
    expect(page.locator(".app-payers:visible")).to_have_count(3)
    expect(page.get_by_role("button", name="Next")).to_be_hidden()
