"""Sixty notes coded by keyboard alone, in a real browser; words marked; and the same page as a plain form."""

import pytest
from playwright.sync_api import expect

from listens.core.models import AuditEvent, Event
from listens.sensemaking.models import Coding
from tests.browser import DESK, check_page, no_sideways_scroll, picture, sign_in, wait_until
from tests.cast import TODAY
from tests.sensemaking.build import codebook, note, notes

pytestmark = pytest.mark.browser


def coded():
    return Coding.objects.current()


def address(cast):
    return f"/{cast.area.slug}/coding/{cast.round.slug}/"


def shown(page):
    return page.locator("input[name=note]").input_value()


def wait_until_sent(page):
    wait_until(page, "document.querySelector('[data-coding]').getAttribute('aria-busy') !== 'true'", 60)


def wait_for_another(page, before):
    return wait_until(
        page, f"(v => v && v !== '{before}' && v)(document.querySelector('input[name=note]').value)"
    )


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_sixty_notes_are_coded_by_keyboard_alone(cast, page):
    codebook(cast)
    for n in range(62):
        note(cast, text=f"Note {n}: the damp is back.\nAnd the rent went up.")
    sign_in(page, cast.femi)
    page.goto(address(cast))
    check_page(page)
    picture(page, "coding-desk")
    coded_so = {}
    while len(coded_so) < 60:
        now = shown(page)
        n = len(coded_so)
        if n == 10 and "skipped" not in coded_so.values():
            coded_so[now] = "skipped"
            press(page, "s")
        elif n == 20 and now not in coded_so:
            flagged = now
            press(page, "!")
            page.get_by_role("button", name="Tell the safeguarding lead now").wait_for()
            page.wait_for_load_state("load")
            while (
                page.evaluate("document.activeElement.textContent.trim()") != "Tell the safeguarding lead now"
            ):
                press(page, "Tab")
            press(page, "Enter")
            page.get_by_text("The message is on its way").wait_for()
            page.go_back()
            page.goto(f"{address(cast)}?note={flagged}")
            assert shown(page) == flagged
            coded_so[now] = "flagged"
            press(page, "2", "Enter")
        elif n == 30:
            coded_so[now] = "marked"
            press(page, ",", "ArrowDown", "Shift+ArrowRight", "4", "Escape", "1", "Enter")
        elif n == 40:
            press(page, "3", "Enter")
            wait_for_another(page, now)
            press(page, "u")
            wait_until(page, f"document.querySelector('input[name=note]').value === '{now}'")
            coded_so[now] = "undone"
            press(page, "3", "4", "Enter")
        elif n % 10 == 3:
            coded_so[now] = "none"
            press(page, "0")
        elif n % 10 == 6:
            coded_so[now] = "found"
            press(page, "/", *"mould", "Enter", "Enter")
        else:
            coded_so[now] = "two"
            press(page, "2", "4", "Enter")
        wait_for_another(page, now)
    wait_until_sent(page)

    def codes(how):
        of = [pk for pk, each in coded_so.items() if each == how]
        return {tuple(sorted(coded().filter(note=pk).values_list("theme__code", flat=True))) for pk in of}

    assert (
        codes("two") == {("damp", "money")} and codes("none") == {(None,)} and codes("found") == {("damp",)}
    )
    assert codes("flagged") == {("damp",)} and codes("undone") == {("money",)}
    assert codes("skipped") == {()} and codes("marked") == {("housing", "money")}
    [mark] = coded().exclude(span_start=None)
    assert mark.note.text[mark.span_start : mark.span_end] == "the rent went up."
    assert Event.objects.get(name="note_flagged").payload["note"] == flagged
    assert coded().values("note").distinct().count() == 59
    assert AuditEvent.objects.filter(verb="read_notes").count() < 40


def marked(page):
    """The marks that the page would send."""
    return page.evaluate(
        "[...document.querySelectorAll('[data-marks] li')].map((one) => one.innerText.trim())"
    )


def test_words_are_marked_by_mouse_and_shown_without_colour(cast, page):
    codebook(cast)
    arabic = note(cast, text="هناك رُطوبة 😢 على الجدار. والإيجار ارتفع كثيراً.", language="ar")
    sign_in(page, cast.femi)
    page.goto(address(cast))
    first = page.locator("[data-text] [data-at]").first
    box = first.bounding_box()
    page.mouse.dblclick(box["x"] + box["width"] - 5, box["y"] + 12)
    expect(page.locator("[data-pending-words]")).to_have_text("هناك")
    page.get_by_text("Damp", exact=True).click()
    expect(page.locator("mark.app-span--1")).to_have_text("هناك")
    assert not page.locator("input[value=damp]").is_checked()
    press(page, "Escape", ",", "4")
    expect(page.locator("mark.app-span--several")).to_have_text("هناك")
    assert (
        page.locator("[data-text] bdi .nhsuk-u-visually-hidden").all_inner_texts()[0].strip()
        == "[mark 1 ends: Damp]"
    )
    check_page(page)
    picture(page, "coding-marks-arabic")
    no_sideways_scroll(page, 320)
    picture(page, "coding-marks-arabic-320")
    page.set_viewport_size({"width": 320, "height": 256})  # a desk at 400 % zoom
    expect(page.locator(".app-coding__acts")).to_have_css("position", "static")
    page.set_viewport_size(DESK)
    press(page, "Escape")
    page.get_by_role("button", name="Remove mark 1").click()
    assert len(marked(page)) == 1
    press(page, "Enter")
    wait_until_sent(page)
    [kept] = coded()
    assert kept.note == arabic and arabic.text[kept.span_start : kept.span_end] == "هناك رُطوبة 😢 على الجدار."
    page.goto(f"/{cast.area.slug}/codebook/themes/money/notes/")
    expect(page.locator("mark.app-span--1")).to_contain_text("رُطوبة 😢")
    check_page(page)
    picture(page, "theme-notes-marks")


def test_undo_skip_and_an_empty_choice_by_keyboard(cast, page):
    codebook(cast)
    notes(cast, 4)
    sign_in(page, cast.femi)
    page.goto(address(cast))
    first = shown(page)
    page.keyboard.press("Enter")
    assert "Choose one theme" in page.locator("[data-word]").inner_text() and shown(page) == first
    page.keyboard.press("s")
    second = wait_for_another(page, first)
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    wait_for_another(page, second)
    page.keyboard.press("u")
    wait_until(page, f"document.querySelector('input[name=note]').value === '{second}'")
    assert page.locator("input[value=money]").is_checked()
    wait_until_sent(page)
    assert not coded().exists()
    page.keyboard.press("4")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    wait_for_another(page, second)
    wait_until_sent(page)
    assert [c.theme.code for c in coded()] == ["housing"]
    page.keyboard.press("0")
    page.keyboard.press("0")
    wait_until(page, f"document.querySelector('input[name=note]').value === '{first}'")
    page.keyboard.press("0")
    wait_until(page, "document.querySelector('[data-word]').textContent.startsWith('No more notes')")
    assert coded().values("note").distinct().count() == 4


def test_what_could_not_be_sent_is_sent_again(cast, page):
    codebook(cast)
    notes(cast, 3)
    sign_in(page, cast.femi)
    page.goto(address(cast))
    page.wait_for_load_state("networkidle")
    first = shown(page)
    page.context.set_offline(True)
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    wait_for_another(page, first)
    wait_until(page, "document.querySelector('[data-word]').textContent.startsWith('Not saved yet')")
    assert not coded().exists()
    page.context.set_offline(False)
    wait_until(page, "document.querySelector('[data-word]').textContent === 'Saved'")
    assert [c.theme.code for c in coded()] == ["money"]


def test_single_keys_can_be_switched_off(cast, page):
    codebook(cast)
    notes(cast, 2)
    sign_in(page, cast.femi)
    page.goto(address(cast))
    page.get_by_label("Single keys work on this page").uncheck()
    page.keyboard.press("4")
    page.keyboard.press("0")
    assert not page.locator("input[value=money]").is_checked() and not coded().exists()
    page.reload()
    assert not page.get_by_label("Single keys work on this page").is_checked()


def test_a_call_for_help_says_what_to_do_first(cast, page):
    codebook(cast)
    one = note(cast, text="هناك رطوبة على الجدار", language="ar", may_quote=True)
    sign_in(page, cast.femi)
    page.goto(address(cast))
    assert page.locator("[data-text]").get_attribute("dir") == "rtl"
    check_page(page)
    page.keyboard.press("!")
    page.get_by_text("Ring 999 first").wait_for()
    page.wait_for_load_state("load")
    check_page(page)
    picture(page, "coding-flag")
    page.get_by_role("button", name="Tell the safeguarding lead now").click()
    page.get_by_text("The message is on its way").wait_for()
    assert Event.objects.get(name="note_flagged").payload["note"] == str(one.pk)


def test_the_page_is_a_plain_form_without_a_script(cast, without_script):
    page = without_script
    codebook(cast)
    notes(cast, 3)
    sign_in(page, cast.femi)
    page.goto(address(cast))
    first = shown(page)
    page.locator("#theme-damp").check()
    page.get_by_role("button", name="Save and next").click()
    assert shown(page) != first and [c.theme.code for c in coded()] == ["damp"]
    page.get_by_role("button", name="Undo last").click()
    assert shown(page) == first and page.locator("#theme-damp").is_checked() and not coded().exists()
    page.get_by_role("button", name="Looked, none").click()
    second = shown(page)
    page.get_by_role("button", name="Skip").click()
    assert shown(page) not in (first, second)
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("Choose one theme at least")).to_be_visible()


def test_words_are_marked_without_a_script(cast, without_script):
    page = without_script
    codebook(cast)
    one = note(cast, text="The damp is back. Nobody comes. The rent went up.")
    sign_in(page, cast.femi)
    page.goto(address(cast))
    page.get_by_text("Part of the note only").click()
    page.get_by_label("The rent went up.").check()
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("Choose a theme for the words")).to_be_visible()
    page.get_by_label("Money").check()
    page.get_by_role("button", name="Give the themes to the ticked words").click()
    expect(page.locator("mark.app-span--1")).to_have_text("The rent went up.")
    page.get_by_text("Part of the note only").click()
    for words in ("The damp is back.", "Nobody comes."):
        page.get_by_label(words, exact=True).check()
    page.locator("#theme-damp").check()
    page.locator("#theme-repairs").check()
    page.get_by_role("button", name="Give the themes to the ticked words").click()
    expect(page.locator("[data-marks] li")).to_have_count(3)
    no_sideways_scroll(page)
    picture(page, "coding-marks-without-script")
    page.get_by_label("Repairs: ").uncheck()
    page.get_by_label("Housing").check()
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("Every note is coded")).to_be_visible()
    found = [(c.theme.code, c.span_start, c.span_end) for c in coded().order_by("pk")]
    assert found == [("housing", None, None), ("money", 32, 49), ("damp", 0, 31)]
    page.get_by_role("button", name="Undo last").click()
    expect(page.locator("[data-marks] li")).to_have_count(2)
    assert page.get_by_label("Housing").is_checked() and not coded().exists() and shown(page) == str(one.pk)


def test_words_are_marked_on_a_phone(cast, phone):
    codebook(cast)
    note(cast, text="The damp is back. Nobody comes. The rent went up.")
    sign_in(phone, cast.femi)
    phone.goto(address(cast))
    phone.get_by_text("Part of the note only").tap()
    phone.get_by_label("Nobody comes.").tap()
    expect(phone.locator("[data-pending-words]")).to_have_text("Nobody comes.")
    phone.get_by_label("Money").tap()
    expect(phone.locator("mark")).to_have_text("Nobody comes.")
    picture(phone, "coding-marks-phone")
    phone.get_by_role("button", name="The whole note again").tap()
    phone.get_by_label("Housing").tap()
    phone.get_by_role("button", name="Save and next").tap()
    wait_until_sent(phone)
    found = {(c.theme.code, c.span_start, c.span_end) for c in coded()}
    assert found == {("money", 18, 31), ("housing", None, None)}


def test_marked_words_become_a_quote(cast, page):
    codebook(cast)
    one = note(cast, may_quote=True, text="Nobody comes when we ring.")
    sign_in(page, cast.femi)
    page.goto(f"/{cast.area.slug}/notes/{one.pk}/quote/?theme=damp")
    page.locator(".app-own-words__text p").first.click(click_count=3)
    expect(page.locator("textarea[name=words]")).to_have_value("Nobody comes when we ring.")
    check_page(page)
    picture(page, "propose-quote")
    page.get_by_label("Who said it").fill("A mother in Lambeth")
    page.get_by_role("button", name="Propose this quote").click()
    page.get_by_text("The quote was proposed").wait_for()
    page.wait_for_load_state("load")
    check_page(page)


def test_the_page_on_a_phone(cast, phone):
    codebook(cast)
    notes(cast, 2)
    sign_in(phone, cast.femi)
    phone.goto(address(cast))
    picture(phone, "coding-phone")
    first = shown(phone)
    phone.get_by_label("Money").tap()
    phone.get_by_role("button", name="Save and next").tap()
    wait_for_another(phone, first)
    wait_until_sent(phone)
    assert [c.theme.code for c in coded()] == ["money"]


def test_the_translation_beside_a_note_comes_and_goes_with_it(cast, page):
    codebook(cast)
    for text in ("الرطوبة لا تذهب", "الإيجار ارتفع"):
        one = note(cast, text=text, language="ar")
        one.translations.create(seq=1, language="en", text=f"Of {one.pk}", made_by="volunteer", on=TODAY)
    sign_in(page, cast.femi)
    page.goto(address(cast))
    check_page(page)
    for _each in range(2):
        before = shown(page)
        beside = page.locator("[data-translations] [lang=en]")
        assert beside.inner_text() == f"Of {before}" and beside.get_attribute("dir") == "ltr"
        assert page.locator("[data-translate-link]").get_attribute("href").endswith(f"{before}/translation/")
        page.keyboard.press("s")
        wait_for_another(page, before)
    page.goto(f"/south/notes/{before}/translation/")
    check_page(page)
