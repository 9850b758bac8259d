"""What the computer proposes and suggests, in a real browser: with keys, without a script, on a phone."""

import pytest
from playwright.sync_api import expect

from listens.core.models import JobRun
from listens.sensemaking.models import Coding, ThemeProposal, ThemeRun
from tests.browser import check_page, picture, sign_in, wait_until
from tests.sensemaking.build import WORDS, codebook, note, notes
from tests.sensemaking.many_notes import many
from tests.sensemaking.proposed import batch, proposal, run, suggestion
from tests.sensemaking.small_engine import put_in
from tests.working import work_now

pytestmark = pytest.mark.browser


def at(cast, rest):
    return f"/{cast.area.slug}/{rest}"


def test_from_the_start_to_a_theme(cast, page, monkeypatch):
    put_in(monkeypatch)
    many(cast, 40)
    sign_in(page, cast.femi)
    page.goto(at(cast, "codebook/computer/autumn/"))
    check_page(page)
    picture(page, "computer-start")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    check_page(page)
    picture(page, "computer-going")
    work_now()
    expect(page.get_by_text("40 notes were read")).to_be_visible()
    picture(page, "computer-done")
    page.get_by_role("link", name="See what it proposes").click()
    page.wait_for_load_state("load")
    check_page(page)
    picture(page, "computer-proposals")
    page.get_by_role("link", name="Accept it").first.click()
    page.wait_for_load_state("load")
    check_page(page)
    picture(page, "computer-accept")
    page.get_by_label("Name", exact=True).fill("Damp homes")
    page.get_by_label("Code", exact=True).fill("damp-homes")
    page.get_by_role("button", name="Add theme").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    page.get_by_label("What it is about").fill("Wet walls and mould.")
    page.get_by_role("button", name="Add theme").click()
    expect(page.get_by_text("It is in the codebook now, as “Damp homes”")).to_be_visible()
    page.get_by_role("button", name="Put it aside").first.click()
    expect(page.get_by_text("It was put aside.")).to_be_visible()
    page.get_by_role("link", name="Put aside", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It waits for a decision again.")).to_be_visible()
    assert JobRun.objects.get(kind="discover_themes").finished_at and ThemeProposal.objects.exists()


def test_suggestions_beside_the_note_by_key_and_by_hand(cast, page):
    themes = codebook(cast)
    first = notes(cast, 3)
    suggested = suggestion(cast, first[0])
    for one in first[1:]:
        suggestion(cast, one, by=ThemeRun.objects.get())
    suggestion(cast, first[1], themes["money"], by=ThemeRun.objects.get(), rank=2)
    sign_in(page, cast.femi)
    page.goto(at(cast, "coding/autumn/"))
    box = page.locator("[data-suggested]")
    expect(box.get_by_role("button", name="Tick it: Damp")).to_be_visible()
    expect(box.locator("q").first).to_have_text(WORDS.split("\n")[0])
    check_page(page)
    picture(page, "coding-suggested")
    damp = page.locator("input[value=damp]")
    expect(damp).not_to_be_checked()
    page.keyboard.press(".")
    expect(damp).to_be_checked()
    page.keyboard.press(".")
    expect(damp).to_be_checked()  # a second press takes nothing off
    before = page.locator("input[name=note]").input_value()
    page.keyboard.press("Enter")
    wait_until(page, f"document.querySelector('input[name=note]').value !== '{before}'")
    expect(damp).not_to_be_checked()
    box.get_by_role("button", name="Tick it: Damp").click()
    expect(damp).to_be_checked()
    page.locator("[data-note]").focus()
    page.keyboard.press("Enter")
    wait_until(page, "document.querySelector('[data-coding]').getAttribute('aria-busy') === 'false'")
    assert Coding.objects.filter(theme=suggested.theme, batch=None).count() == 2


def test_suggestions_without_a_script(cast, without_script):
    codebook(cast)
    suggestion(cast, note(cast))
    sign_in(without_script, cast.femi)
    without_script.goto(at(cast, "coding/autumn/"))
    expect(without_script.locator("[data-suggested]")).to_contain_text("because of")
    expect(without_script.locator("input[value=damp]")).not_to_be_checked()
    without_script.goto(at(cast, "codebook/computer/autumn/"))
    expect(without_script.get_by_role("heading", name="What it does", exact=True)).to_be_visible()


def test_why_nothing_is_suggested_goes_with_the_note_and_what_is_sought_comes_next(cast, phone):
    themes = codebook(cast)
    note(cast, unaided=True)
    seldom, often = notes(cast, 2)
    of = ThemeRun.objects.get(run=suggestion(cast, seldom, themes["damp"], score=0.6).run)
    suggestion(cast, often, themes["damp"], by=of)
    of.manifest |= {"unaided": 60, "given": {str(themes["damp"].pk): 7}}
    of.save()
    sign_in(phone, cast.femi)
    phone.goto(at(cast, "coding/autumn/"))
    why, box = phone.locator("[data-unaided]"), phone.locator("[data-suggested]")
    expect(why).to_contain_text("The computer suggests nothing here")
    expect(box).to_be_hidden()
    picture(phone, "coding-unaided")
    check_page(phone)
    phone.get_by_role("button", name="Skip").tap()
    expect(box.get_by_role("button", name="Tick it: Damp")).to_be_visible()
    expect(why).to_be_hidden()
    phone.get_by_role("link", name="Look for more of one theme").tap()
    picture(phone, "computer-list")
    check_page(phone)
    phone.get_by_role("link", name="Look for more of it").tap()
    expect(phone.get_by_text("You are looking for more of “Damp”")).to_be_visible()
    picture(phone, "coding-looking")
    check_page(phone)
    assert phone.locator("input[name=note]").input_value() == str(often.pk)
    phone.get_by_role("button", name="Skip").tap()
    wait_until(phone, f"document.querySelector('input[name=note]').value === '{seldom.pk}'")


def test_accepting_together_on_a_phone(cast, phone):
    first = suggestion(cast)
    suggestion(cast, by=ThemeRun.objects.get(run=first.run))
    of_before = batch(cast).theme_run.run  # a batch of an earlier run
    JobRun.objects.filter(pk=of_before.pk).update(asked_at=of_before.asked_at.replace(year=2025))
    sign_in(phone, cast.femi)
    phone.goto(at(cast, "coding/autumn/computer/"))
    check_page(phone)
    picture(phone, "computer-suggestions")
    phone.get_by_role("link", name="Accept the surest together").first.tap()
    phone.wait_for_load_state("load")
    check_page(phone)
    picture(phone, "computer-together")
    phone.get_by_role("button", name="Accept them together").tap()
    expect(phone.get_by_text("notes have the theme “Damp” now")).to_be_visible()
    phone.get_by_role("button", name="Take it back").first.tap()
    expect(phone.get_by_text("It was taken off 2 notes again")).to_be_visible()


def test_proposals_on_a_phone(cast, phone):
    ended = run(cast, "proposals", proposals=1)
    proposal(cast, ended, shown=notes(cast, 3))
    sign_in(phone, cast.femi)
    phone.goto(at(cast, "codebook/proposals/autumn/"))
    check_page(phone)
    picture(phone, "computer-proposals-phone")
