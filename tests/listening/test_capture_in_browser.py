"""The listener's way in a real browser: link, conversation, thanks, contact and card; with a script and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from listens.core.models import Contact
from listens.listening.actions import say_what_data_shows
from listens.listening.codes import slip_digest
from listens.listening.models import Conversation, HeardTally, Note, Prompt
from tests.browser import axe, check_page, no_sideways_scroll, sign_in, wait_until
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, holder_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill_day(page) -> None:
    for part, value in (("day", TODAY.day), ("month", TODAY.month), ("year", TODAY.year)):
        page.locator(f"[name=held_on-{part}]").fill(str(value))


def test_a_link_opens_a_page_that_sends_without_leaving_it(cast: Cast, phone) -> None:
    link, secret = a_link(cast)
    phone.goto(f"/south/listen/open/#{secret}")
    assert phone.locator("[name=code]").input_value() == secret
    assert "#" not in phone.url
    check_page(phone)
    phone.get_by_role("button", name="Open my page").click()
    phone.wait_for_url("**/south/listen/")
    check_page(phone)

    phone.locator("[name=note-1-0-text]").fill("The damp never goes.")
    phone.get_by_role("button", name="Add another note").first.click()
    phone.locator("[name=note-1-1-text]").fill("And the lift.")
    phone.get_by_label("You may show these words in public, without a name").nth(1).check(force=True)
    expect(phone.get_by_text("Screen 1 of 4")).to_be_visible()
    for screen in (2, 3, 4):
        phone.get_by_role("button", name="Continue").click()
        expect(phone.get_by_text(f"Screen {screen} of 4")).to_be_visible()
        check_page(phone)
    phone.get_by_role("button", name="Back").click()
    phone.locator("[name=held_on-day]").fill("")
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Send").click()
    assert "Say when it was" in phone.locator("#capture-state").inner_text()
    assert phone.evaluate("document.activeElement.name") == "held_on-day"
    fill_day(phone)
    assert not phone.evaluate("localStorage.length + sessionStorage.length")
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Send").click()
    phone.wait_for_url("**/south/listen/thanks/")
    check_page(phone)

    notes = list(Note.objects.order_by("position").values_list("text", "may_quote"))
    assert notes == [("The damp never goes.", False), ("And the lift.", True)]
    assert Conversation.objects.get().organisation == cast.community

    phone.get_by_role("link", name="Do you want to hear").click()
    phone.wait_for_url("**/contact/")
    check_page(phone)
    phone.get_by_label("Name").fill("Amal")
    phone.get_by_label("E-mail address").fill("amal@example.org")
    phone.get_by_label("Tell me what comes of it").check(force=True)
    phone.get_by_role("button", name="Keep these details").click()
    phone.wait_for_url("**/thanks/")
    assert Contact.objects.count() == 1

    phone.get_by_role("link", name="Would you fill in the card").click()
    phone.wait_for_url("**/card/")
    check_page(phone)
    phone.get_by_label("25 to 34").check(force=True)
    phone.get_by_role("button", name="Count me").click()
    phone.wait_for_url("**/thanks/")
    assert HeardTally.objects.get().value == "25-34"


def test_it_works_without_a_script_and_keeps_what_was_typed(cast: Cast, without_script) -> None:
    page = without_script
    sign_in(page, holder_of(a_link(cast)[0]))
    page.goto("/south/listen/")
    page.locator("[name=note-2-0-text]").fill("Nobody answers the telephone.")
    page.get_by_role("button", name="Add another note").first.click()
    assert page.locator("[name=note-2-0-text]").input_value() == "Nobody answers the telephone."
    page.locator("[name=note-1-1-text]").fill("A second one.")
    page.locator("[name=held_on-day]").fill("")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("body")).to_contain_text("There is a problem")
    assert page.locator("[name=note-1-1-text]").input_value() == "A second one."
    fill_day(page)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/thanks/")
    assert sorted(Note.objects.values_list("text", flat=True)) == [
        "A second one.",
        "Nobody answers the telephone.",
    ]


def test_a_reviewer_and_an_organiser_at_work(cast: Cast, new_page) -> None:
    from listens.listening.actions import receive_conversations
    from tests.listening.phones import envelope, item, note

    link, _secret = a_link(cast)
    receive_conversations(
        holder_of(link), cast.area, envelope(item(note("The damp never goes.", may_quote=True)))
    )
    page = new_page()
    sign_in(page, cast.grace)
    page.goto("/south/review/")
    check_page(page)
    page.get_by_role("link", name="16 November 2026").click()
    check_page(page)
    page.get_by_label("Accept it: it counts").check(force=True)
    page.get_by_role("button", name="Keep my decision").click()
    page.wait_for_url("**/review/")
    assert Conversation.objects.accepted().count() == 1

    desk = new_page()
    sign_in(desk, cast.amina)
    desk.goto("/south/rounds/autumn/links/")
    check_page(desk)
    desk.get_by_role("button", name="Hand over a link").click()
    check_page(desk)
    desk.get_by_label("For which organisation?").select_option(label="St Brannock's Church")
    desk.get_by_role("button", name="Make the link").click()
    check_page(desk)
    assert desk.locator("svg[role=img]").count() == 1
    desk.goto("/south/withdraw/")
    check_page(desk)


def test_a_table_then_one_person_after_the_other(cast: Cast, phone) -> None:
    Prompt.objects.bulk_create(
        Prompt(round=cast.round, position=n, text=f"And question {n}?") for n in range(3, 7)
    )
    say_what_data_shows(
        cast.amina, cast.round.prompts.get(position=1), sentence="Damp.", source="Survey", as_at=TODAY
    )
    sign_in(phone, holder_of(a_link(cast)[0]))
    phone.goto("/south/listen/")
    expect(phone.get_by_text("Screen 1 of 5")).to_be_visible()  # six questions, two on a screen
    expect(phone.get_by_text("Damp.")).to_be_hidden()
    phone.get_by_text("What the data shows here").click()
    expect(phone.get_by_text("Damp.")).to_be_visible()
    phone.locator("[name=note-1-0-text]").fill("The damp never goes.")
    phone.locator("[name=note-1-0-may_quote]").check(force=True)
    phone.get_by_label("Table talk").check(force=True)
    assert not phone.locator("[name=note-1-0-may_quote]").is_checked()
    phone.get_by_role("button", name="Add another note to this question").first.click()
    phone.locator("[name=note-1-1-text]").fill("And the lift.")
    phone.get_by_label("Agreed by the person who said it").nth(1).check(force=True)
    axe(phone)
    while phone.get_by_role("button", name="Continue").is_visible():
        phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Send", exact=True).click()
    assert phone.evaluate("document.activeElement.name") == "people_heard"
    phone.get_by_label("How many people sat at the table?").fill("8")
    phone.get_by_label("Code on the slip of the whole table").fill("none")
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Send", exact=True).click()
    assert phone.evaluate("document.activeElement.name") == "table_slip"
    assert "typing error" in phone.locator("#capture-state").inner_text()
    phone.get_by_label("Code on the slip of the whole table").fill("abcde fghja")
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Send", exact=True).click()
    phone.wait_for_url("**/thanks/")
    notes = Note.objects.order_by("position").values_list("may_quote", "slip_digest")
    assert list(notes) == [(yes, slip_digest(cast.area, "ABCDE-FGHJA")) for yes in (False, True)]

    phone.goto("/south/listen/")
    phone.get_by_label("Event").check(force=True)
    for words, has_next in (("The bus.", False), ("The GP.", True), ("The rent.", True)):
        phone.locator("[name=note-1-0-text]").fill(words)
        if not has_next:  # the first person: once through, to say where and in which language
            while phone.get_by_role("button", name="Continue").is_visible():
                phone.get_by_role("button", name="Continue").click()
            phone.get_by_label("Where were you?").fill("Street party")
        phone.get_by_role("button", name="Save and next person").click()
        wait_until(phone, "document.querySelector('[name=note-1-0-text]').value === ''")
        assert phone.evaluate("document.activeElement.id") == "prompt-1"
    assert "Heard so far: 3." in phone.locator("#heard").inner_text()
    no_sideways_scroll(phone, 320)
    phone.goto("/south/listen/phone/")
    wait_until(phone, "document.querySelectorAll('[data-state=sent]').length === 4")
    walked = Conversation.objects.filter(channel="event", setting="Street party", people_heard=1)
    assert walked.count() == 3 and Note.objects.count() == 5
