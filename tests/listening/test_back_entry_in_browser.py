"""A pile of sheets (twenty; sixty in the long tests) typed in by keyboard alone, and how many keys that takes beside
the words (at most 14 a sheet).

What stays from sheet to sheet costs nothing. One thing that changes costs one or two keys; if number, day, people and
ward all changed on a sheet with four ticks it would be 17.
"""

from __future__ import annotations

import datetime as dt
import os

import pytest
from playwright.sync_api import expect

from listens.listening.models import Conversation, Note, Sheet
from tests.browser import check_page, picture, sign_in
from tests.cast import TODAY, Cast
from tests.listening.sheets import sheets
from tests.listening.test_sheets import state

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_KEYS = 14
PILE = 60 if os.environ.get("LISTENS_LONG") else 20


class Keyboard:
    """Presses keys and nothing else: no pointer, no filling of fields. Words are counted apart."""

    def __init__(self, page) -> None:
        self.page, self.keys = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def words(self, words: str) -> None:
        self.page.keyboard.insert_text(words)


def kept(page, words: str) -> None:
    page.get_by_text(words, exact=True).wait_for()
    page.wait_for_load_state()


def paper(place: int) -> dict:
    """The sheet at that place of the pile. Every tenth lies out of order, every seventh begins the next day, every
    ninth was a table, every fifteenth is from another ward, so that now and then two of these come together; a
    third of the sheets answers one question only, and half have three ticks below the first answer."""
    return {
        "number": place + 1 if place % 10 else (place + 11 if place % 20 == 0 else place - 9),
        "day": TODAY - dt.timedelta(days=(PILE + 3) // 7 - (place + 4) // 7),
        "is_new_day": place % 7 == 3,
        "people": 4 if place % 9 == 5 else 1,
        "ward": {14: "N", 29: "S", 44: "N", 59: "S"}.get(place, ""),
        "first": f"The damp never goes, says sheet {place}.",
        "second": "" if place % 3 == 0 else f"Nobody answers the telephone, says sheet {place}.",
        "ticks": ("r", "s") if place % 2 else ("r", "s", "e"),
    }


def type_sheet(keyboard: Keyboard, sheet: dict) -> None:
    """As a person does it who looks at the paper: each thing in its turn, Enter after each."""
    page = keyboard.page
    if page.locator("[name=number]").input_value() != str(sheet["number"]):
        keyboard.press(*str(sheet["number"]))
    keyboard.press("Enter")
    if sheet["is_new_day"]:
        keyboard.press("ArrowUp")
    keyboard.press("Enter")
    if sheet["people"] != 1:
        keyboard.press(str(sheet["people"]))
    if sheet["ward"]:
        keyboard.press("Tab", sheet["ward"])
    keyboard.press("Enter")
    keyboard.words(sheet["first"])
    keyboard.press("Enter", *sheet["ticks"], "Enter")
    if sheet["second"]:
        keyboard.words(sheet["second"])
        keyboard.press("Enter", "r", "Enter")
    else:
        keyboard.press("Enter")


def test_a_pile_of_sheets_takes_at_most_fourteen_keys_each_beside_the_words(cast: Cast, page) -> None:
    sheets(cast, PILE + 1)
    sign_in(page, cast.bea)
    page.goto("/south/rounds/autumn/sheets/type/")
    check_page(page)
    page.reload()
    # The first sheet sets what stays: where, which ward. It is typed with the keyboard too.
    first = Keyboard(page)
    first.press(
        *str(PILE + 1),
        "Enter",
        *str((TODAY - dt.timedelta(days=(PILE + 3) // 7)).day),
        "Enter",
        "Tab",
        "S",
        "Tab",
    )
    first.words("Food bank")
    first.press("Enter")
    first.words("The first of the pile.")
    first.press("Enter", "Enter", "Enter")
    kept(page, f"Sheet {PILE + 1} is in.")

    pile = [paper(place) for place in range(PILE)]
    assert sorted(one["number"] for one in pile) == list(range(1, PILE + 1))
    counted = []
    for sheet in pile:
        keyboard = Keyboard(page)
        type_sheet(keyboard, sheet)
        kept(page, f"Sheet {sheet['number']} is in.")
        counted.append(keyboard.keys)
    print(f"keys a sheet beside the words: most {max(counted)}, on average {sum(counted) / PILE:.1f}")
    assert max(counted) <= MOST_KEYS

    assert Conversation.objects.count() == PILE + 1
    ward = "S"
    for sheet in pile:
        ward = sheet["ward"] or ward
        one = Conversation.objects.get(client_id=str(Sheet.objects.get(number=sheet["number"]).pk))
        assert (one.held_on, one.people_heard, one.setting) == (sheet["day"], sheet["people"], "Food bank")
        assert (one.ward == cast.ward) if ward == "S" else (one.ward is None)
        notes = list(one.notes.order_by("position"))
        assert [note.text for note in notes] == [
            words for words in (sheet["first"], sheet["second"]) if words
        ]
        assert notes[0].voice == "read_back" and notes[0].may_quote
        assert notes[0].may_evaluate == ("e" in sheet["ticks"]) and not notes[0].may_use_outside_ai
    expect(page.locator("body")).to_contain_text("Every sheet is in")


def test_a_number_typed_before_is_said_at_once(cast: Cast, page) -> None:
    sheets(cast, 2)
    sign_in(page, cast.bea)
    page.goto("/south/rounds/autumn/sheets/type/")
    keyboard = Keyboard(page)
    keyboard.press("Enter", "9", "Enter", "Enter")
    keyboard.words("Once.")
    keyboard.press("Enter", "Enter", "Enter")
    kept(page, "Sheet 1 is in.")
    keyboard.press("1", "Enter")
    told = page.locator("[data-state]")
    assert "typed in before" in told.inner_text()
    assert page.evaluate("document.activeElement.name") == "number"
    assert told.get_by_role("link").get_attribute("href") == "/south/sheets/1/mark/"
    keyboard.press("7", "Enter")
    assert "no sheet with this number" in told.inner_text()
    check_page(page)
    assert Note.objects.count() == 1
    page.get_by_role("button", name="Add another note to this question").first.press("Enter")
    page.locator("[name=note-1-1-text]").wait_for()
    assert page.evaluate("document.activeElement.name") == "note-1-1-text"
    check_page(page)
    picture(page, "sheet-two-notes")


def test_it_is_a_plain_form_without_a_script(cast: Cast, without_script) -> None:
    page = without_script
    [sheet] = sheets(cast, 1)
    sign_in(page, cast.bea)
    page.goto("/south/rounds/autumn/sheets/type/")
    expect(page.locator("[data-keys]")).to_be_hidden()
    page.locator("[name=held_on]").fill("9 11 2026")
    page.locator("[name=held_on]").press("Enter")
    page.get_by_text("Write at least one note").first.wait_for()
    page.locator("[name=note-2-text]").fill("Nobody answers.")
    page.get_by_label("Read back to them").nth(1).check(force=True)
    page.get_by_role("button", name="Keep this sheet").click()
    assert "Sheet 1 is in" in page.content() and state(sheet) == "typed"
    assert Note.objects.get().voice == "read_back"
