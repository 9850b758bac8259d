"""A pile of slips typed by two people with the keyboard alone, and what the printer makes of the sheets."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from listens.priorities.actions import count_slips, enter_totals
from tests.browser import check_page, picture, sign_in
from tests.listening.test_back_entry_in_browser import Keyboard
from tests.listening.test_paper_in_browser import printed
from tests.priorities.papers import by_phone, counted, typed, with_sheets, with_slips

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VOTE = "/south/rounds/autumn/vote/"
MOST_KEYS = 3  # beside the number and the ticks themselves


def type_pile(page, pile: dict[int, str]) -> None:
    """Number, Enter, ticks, Enter: the next page begins at the number."""
    keyboard = Keyboard(page)
    for number, ticks in pile.items():
        expect(page.locator("[name=source_id]")).to_be_focused()
        keyboard.keys = 0
        keyboard.words(str(number))
        keyboard.press("Enter")
        expect(page.locator("[name=typed]")).to_be_focused()
        keyboard.words(ticks)
        keyboard.press("Enter")
        page.get_by_text(f"Slip {number} ").first.wait_for()
        page.wait_for_load_state()
        assert keyboard.keys <= MOST_KEYS


def test_two_people_type_the_pile_and_settle_what_differs(cast, page, new_page):
    long_list, _made = with_slips(cast)
    sign_in(page, cast.amina)
    page.goto(f"{VOTE}ballots/")
    check_page(page)
    type_pile(page, {1: "damp bus", 4: "damp wages", 2: "bus wages waits"})
    second = new_page()
    sign_in(second, cast.ivo)
    second.goto(f"{VOTE}ballots/")
    type_pile(second, {4: "wages damp", 1: "damp bus", 2: "bus wages"})
    assert counted(long_list) == [("paper", ["damp", "wages"]), ("paper", ["bus", "damp"])]
    check_page(second)
    picture(second, "paper-typing")
    keyboard = Keyboard(second)
    keyboard.words("5")
    keyboard.press("Enter")
    keyboard.words("damp moon")
    keyboard.press("Enter")
    expect(second.locator("body")).to_contain_text("not on the long-list")
    expect(second.locator("[name=typed]")).to_be_focused()
    expect(second.locator("[name=typed]")).to_have_value("damp moon")
    check_page(second)
    picture(second, "paper-refused")
    second.goto(f"{VOTE}ballots/compare/")
    check_page(second)
    picture(second, "paper-compare")
    second.get_by_role("link", name="Slip 2").click()
    check_page(second)
    picture(second, "paper-settle")
    second.locator("[name=typed]").press_sequentially("bus wages waits")
    second.keyboard.press("Enter")
    expect(second.locator("body")).to_contain_text("Slip 2 is settled.")
    assert ("paper", ["bus", "wages", "waits"]) in counted(long_list)


def test_a_slip_is_typed_without_a_script(cast, without_script):
    long_list, _made = with_slips(cast, typed_twice=False)
    sign_in(without_script, cast.ivo)
    without_script.goto(f"{VOTE}ballots/")
    expect(without_script.locator("[data-keys]")).to_be_hidden()
    without_script.locator("[name=source_id]").fill("1")
    without_script.locator("[name=typed]").fill("damp bus")
    without_script.get_by_role("button", name="Keep this ballot").click()
    expect(without_script.locator("body")).to_contain_text("Slip 1 is in.")
    assert counted(long_list) == [("paper", ["bus", "damp"])]


def test_what_organisers_see_and_print(cast, page):
    long_list, made = with_slips(cast, typed_twice=False, delegates=4)
    by_phone(cast, made[0], "damp bus")
    for number, ticks in ((1, "damp wages"), (2, "damp wages")):
        typed(long_list, cast.ivo, number, ticks)
    typed(long_list, cast.ivo, 3, spoiled="too_many")
    share = long_list.shares.get(organisation=cast.second_community)
    count_slips(cast.ivo, share, num_in_box=3, num_unused=0)
    other = long_list.shares.get(organisation=cast.community)
    enter_totals(
        cast.amina, long_list, label="Table 4", num_people=6, ticks={"damp": 6, "bus": 4}, share=other
    )
    sign_in(page, cast.amina)
    for path, name in (
        ("reconcile/", "reconcile"),
        ("ballots/twice/", "twice"),
        ("totals/", "totals"),
        ("by-hand/", "by-hand"),
    ):
        page.goto(VOTE + path)
        check_page(page)
        picture(page, f"paper-{name}")
    assert printed(page, "paper-by-hand") == 2
    page.goto(f"{VOTE}reconcile/")
    assert printed(page, "paper-reconcile") <= 2
    page.set_viewport_size({"width": 375, "height": 812})
    picture(page, "paper-reconcile-phone")
    page.goto(f"{VOTE}ballots/twice/")
    page.get_by_role("link", name="Slip 1").click()
    check_page(page)
    page.get_by_label("The paper takes its place").check()
    page.get_by_label("Why", exact=True).fill("Handed in later.")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator("body")).to_contain_text("Nothing to settle")


@pytest.mark.parametrize("language", ["en-gb", "ar"])
def test_a_lead_types_and_prints_its_sheet_on_a_phone(cast, new_page, language):
    long_list = with_sheets(cast)
    page = new_page(viewport={"width": 375, "height": 812}, locale=language)
    sign_in(page, cast.bea)
    page.goto(f"{VOTE}sheets/")
    page.locator("main h2 a").click()
    check_page(page)
    page.set_viewport_size({"width": 375, "height": 812})
    picture(page, f"paper-sheet-{language}")
    page.locator("input[value=damp]").check()
    page.locator("input[value=bus]").check()
    page.locator(".app-form button[type=submit]").last.click()
    page.wait_for_load_state()
    assert long_list.paper_slips.count() == 1
    page.goto(f"{VOTE}sheets/print/")
    check_page(page)
    assert printed(page, f"paper-sheet-{language}") == 1
