"""A pile of cards and of slips typed in by keyboard alone, and what the printer makes of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from listens.core.models import Contact
from listens.listening import codes
from listens.listening.models import HeardTally
from tests.browser import check_page, picture, sign_in
from tests.cast import Cast
from tests.listening.test_back_entry_in_browser import Keyboard, kept
from tests.listening.test_paper_in_browser import printed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_KEYS = 6


def test_a_card_takes_six_keys_and_the_last_is_taken_back(cast: Cast, page) -> None:
    sign_in(page, cast.bea)
    page.goto("/south/rounds/autumn/who/type/")
    check_page(page)
    picture(page, "cards-empty")
    page.reload()
    keyboard = Keyboard(page)
    keyboard.words(codes.new_pile())
    keyboard.press("Enter", "1")
    for number, answers in ((1, "2131"), (2, "2203"), (3, "6513")):
        keyboard.keys = 0
        keyboard.press("Enter", *answers, "Enter")
        kept(page, f"Card {number} is counted.")
        assert keyboard.keys <= MOST_KEYS
    check_page(page)
    picture(page, "cards-typed")
    page.get_by_role("button", name="Take the last card back").press("Enter")
    kept(page, "Card 3 is taken back. Correct it and keep it again.")
    keyboard.press("Enter", "5", "Enter", "Enter", "Enter", "Enter")
    kept(page, "Card 3 is counted.")
    counts = {tuple(row): n for *row, n in HeardTally.objects.values_list("group", "value", "n")}
    assert counts == {
        ("age", "25-34"): 2,
        ("age", "65-79"): 1,
        ("ethnicity", "asian"): 1,
        ("ethnicity", "black"): 1,
        ("ethnicity", "other"): 1,
        ("tenure", "private"): 1,
        ("tenure", "not said"): 1,
        ("tenure", "owned"): 1,
        ("disability", "limited a lot"): 1,
        ("disability", "not limited"): 2,
    }
    page.locator("[name=number]").fill("2")
    page.locator("[name=age]").select_option("80+")
    page.get_by_role("button", name="Count this card").click()
    page.get_by_text("counted already").first.wait_for()
    check_page(page)
    picture(page, "cards-twice")


def test_a_slip_by_keyboard_and_without_a_script(cast: Cast, page, without_script) -> None:
    sign_in(page, cast.amina)
    page.goto("/south/rounds/autumn/slips/type/")
    check_page(page)
    picture(page, "slips-empty")
    page.reload()
    keyboard = Keyboard(page)
    for words in (codes.new_slip(), "Amal Noor", "amal@example.org", "", ""):
        keyboard.words(words)
        keyboard.press("Enter")
    keyboard.press("Space", "Enter", "Enter", "Enter", "Enter", "Space", "Enter", "Enter")
    kept(page, "The details are kept, apart from what was said.")
    assert set(Contact.objects.get().uses.values_list("use", flat=True)) == {"told", "offer"}
    check_page(page)
    plain = without_script
    sign_in(plain, cast.amina)
    plain.goto("/south/rounds/autumn/slips/type/")
    expect(plain.locator("[data-keys]")).to_be_hidden()
    plain.get_by_role("button", name="Keep these details").click()
    expect(plain.locator("body")).to_contain_text("Tick what we may use")
    picture(plain, "slips-wrong")


@pytest.mark.parametrize("language", ["en-gb", "ar"])
def test_they_fit_their_pages(cast: Cast, page, language) -> None:
    sign_in(page, cast.bea)
    for path, large in (("who", ""), ("who", "on"), ("slips", ""), ("slips", "on")):
        page.goto(f"/south/rounds/autumn/{path}/?pages=2&language={language}&large={large}")
        check_page(page)
        assert printed(page, f"{path}-{language}{'-large' if large else ''}") == 2
