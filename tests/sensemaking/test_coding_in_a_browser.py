"""Ten notes coded by keyboard alone, in a real browser; and the same page as a plain form."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from listens.core.models import AuditEvent, Event
from listens.sensemaking.models import Coding
from tests.browser import check_page, picture, sign_in, wait_until
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


def test_ten_notes_are_coded_by_keyboard_alone(cast, page):
    codebook(cast)
    for n in range(12):
        note(cast, text=f"Note {n}: the damp is back.\nAnd the rent went up.")
    sign_in(page, cast.femi)
    page.goto(address(cast))
    check_page(page)
    picture(page, "coding-desk")
    seen = []
    for n in range(10):
        seen.append(shown(page))
        if n == 3:
            page.keyboard.press("0")
        elif n == 4:
            page.keyboard.press("/")
            page.keyboard.type("mould")
            page.keyboard.press("Enter")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("2")
            page.keyboard.press("4")
            page.keyboard.press("Enter")
        wait_for_another(page, seen[-1])
    wait_until_sent(page)
    assert len(set(seen)) == 10
    assert page.locator("[data-done]").inner_text() == "10"
    assert coded().values("note").distinct().count() == 10
    assert coded().filter(theme=None).get().note_id == UUID(seen[3])
    assert sorted(coded().filter(note=seen[4]).values_list("theme__code", flat=True)) == ["damp"]
    assert sorted(coded().filter(note=seen[9]).values_list("theme__code", flat=True)) == ["damp", "money"]
    assert AuditEvent.objects.filter(verb="code_notes").count() == 10
    assert AuditEvent.objects.filter(verb="read_notes").count() < 10


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
    assert page.locator("input[value=money]").is_checked() and not coded().exists()
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
    page.get_by_label("Damp").check()
    page.get_by_role("button", name="Save and next").click()
    assert shown(page) != first and [c.theme.code for c in coded()] == ["damp"]
    page.get_by_role("button", name="Undo last").click()
    assert shown(page) == first and page.get_by_label("Damp").is_checked() and not coded().exists()
    page.get_by_role("button", name="Looked, none").click()
    second = shown(page)
    page.get_by_role("button", name="Skip").click()
    assert shown(page) not in (first, second)
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("Choose one theme at least")).to_be_visible()


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
