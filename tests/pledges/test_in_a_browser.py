"""Every staff page of asks, assemblies and promises at both widths, with axe; and a scribe's night on a phone."""

import os

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from listens.assembly import actions as hall
from listens.assembly.models import Transcript
from listens.pledges import actions
from tests.assembly.making import a_ratified_ask, a_slot, an_answer, an_ask
from tests.browser import check_page, no_sideways_scroll, picture, sign_in
from tests.cast import TODAY
from tests.pledges.making import DUE, a_community_pledge, a_pledge, a_verdict, fresh

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def seen(page, cast, name, **kwargs):
    """The page passes; with LISTENS_PICTURES also a picture of it at both widths."""
    answer = page.goto(reverse(name, kwargs={"area": cast.area.slug, **kwargs}))
    assert answer.status == 200
    check_page(page)
    if "LISTENS_PICTURES" in os.environ:
        picture(page, f"{name}-1280")
        no_sideways_scroll(page)
        picture(page, f"{name}-375")


def test_pages_of_the_hall(cast, page):
    sign_in(page, cast.amina)
    draft, ratified, slot = an_ask(cast, "1.1"), a_ratified_ask(cast, "1.2"), a_slot(cast, "1.3")
    answered = a_slot(cast, "1.4")
    hall.take_down(cast.kwame, slot, kind="yes", words="Yes, by June.", speaker="Dele Fashola")
    hall.take_down(
        cast.ivo, slot, kind="yes_if", words="Yes, if we are funded.", condition="The board funds it"
    )
    an_answer(cast, "yes_if", answered, condition="The board funds it")
    for name, kwargs in (
        ("asks", {}),
        ("cut_ask", {"round": cast.round.slug}),
        ("ask", {"ask": draft.pk}),
        ("address_ask", {"ask": draft.pk}),
        ("decide_ask", {"ask": ratified.pk}),
        ("assemblies", {}),
        ("plan_assembly", {"round": cast.round.slug}),
        ("assembly", {"assembly": slot.assembly.pk}),
        ("record_attendance", {"assembly": slot.assembly.pk}),
        ("take_down", {"slot": slot.pk}),
        ("settle_answer", {"slot": slot.pk}),
    ):
        seen(page, cast, name, **kwargs)


def test_pages_of_promises(cast, page):
    sign_in(page, cast.amina)
    pledge = a_pledge(cast)
    a_community_pledge(cast)
    actions.confirm_pledge(cast.dele, pledge, words="We will open it by June.", route="Trust board")
    actions.report_progress(
        cast.dele,
        pledge,
        words="The first room is open on Tuesdays.",
        happened_on=TODAY,
        submitter="Dele Fashola",
        evidence=[("Opening hours", "https://example.org/rooms")],
    )
    change = actions.ask_for_change(cast.dele, pledge, reason="The builders are late.", due_on=DUE)
    actions.add_measure(cast.jun, pledge, name="Rooms", words="Rooms open every week")
    verdict = a_verdict(cast, pledge, "stuck")
    for name, kwargs in (
        ("pledges", {}),
        ("make_pledge", {}),
        ("pause_verdicts", {}),
        ("pledge", {"number": 1}),
        ("report_progress", {"number": 1}),
        ("ask_for_change", {"number": 1}),
        ("give_verdict", {"number": 1}),
        ("add_reading", {"number": 1}),
        ("close_pledge", {"number": 1}),
        ("answer_change", {"change": change.pk}),
        ("publish_verdict", {"verdict": verdict.pk}),
        ("reply_to_verdict", {"verdict": verdict.pk}),
    ):
        seen(page, cast, name, **kwargs)


def test_an_offices_own_promises(cast, page):
    sign_in(page, cast.dele)
    a_verdict(cast, a_pledge(cast))
    seen(page, cast, "my_promises")


def test_a_scribe_takes_down_an_answer_on_a_phone_without_javascript(cast, new_page):
    phone = new_page(viewport={"width": 375, "height": 812}, has_touch=True, java_script_enabled=False)
    slot = a_slot(cast)
    sign_in(phone, cast.kwame)
    phone.goto(reverse("assembly", args=[cast.area.slug, slot.assembly.pk]))
    phone.get_by_role("button", name="Take down the answer").click()
    phone.get_by_label("Yes, if", exact=True).check()
    phone.get_by_label("Their exact words").fill("Yes, if the board funds it.")
    phone.get_by_role("button", name="Keep what was said").click()
    expect(phone.get_by_text("yes, if what?").first).to_be_visible()
    phone.get_by_label("For “Yes, if”: if what?").fill("The board funds it")
    phone.get_by_role("button", name="Keep what was said").click()
    expect(phone.get_by_text("It is kept, as you wrote it.")).to_be_visible()
    kept = Transcript.objects.get()
    assert (kept.kind, kept.words, kept.speaker) == ("yes_if", "Yes, if the board funds it.", "Dele Fashola")


def test_a_decision_maker_reports_progress(cast, page):
    pledge = a_pledge(cast)
    sign_in(page, cast.dele)
    page.goto(reverse("my_promises", args=[cast.area.slug]))
    page.get_by_role("link", name="Open a waiting room for young people", exact=True).click()
    page.get_by_role("button", name="Report progress").click()
    page.get_by_label("What has happened").fill("The first room is open.")
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_text("Your report is public.")).to_be_visible()
    assert fresh(pledge).last_seq == 2
