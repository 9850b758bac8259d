"""The faults of real halls, in a real browser: nothing lost, nothing twice, a plain sentence each time (ADR 7)."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from playwright.sync_api import Page, Route, expect

from listens.core.models import Contact
from listens.listening.actions import revoke_link
from listens.listening.models import Conversation, HeardTally, ListenerLink, Note, StageWindow
from listens.safeguarding.models import RingNumber
from tests.browser import axe, check_page, sign_in, wait_until
from tests.cast import Cast
from tests.listening.phones import a_link, holder_of

# Longer than a phone waits for an answer (outbox.js) before it asks again.
PATIENCE = 30

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "The damp never goes."
SYNC = "**/api/v1/conversations/"


def open_phone(phone: Page, cast: Cast, link=None) -> Page:
    """A phone that has opened its link once, where there was a signal, and waited for its pages to be kept."""
    sign_in(phone, holder_of(link or a_link(cast)[0]))
    phone.goto("/south/listen/")
    wait_until(phone, "navigator.serviceWorker?.controller !== null")
    wait_until(phone, "caches.open('pages-south').then(c => c.keys()).then(k => k.length >= 7)")
    return phone


def write(page: Page, words: str = WORDS) -> None:
    page.goto("/south/listen/")
    page.locator("[name=note-1-0-text]").fill(words)


def finish(page: Page) -> None:
    while page.get_by_role("button", name="Continue").is_visible():
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url(lambda url: "/thanks/" in url or "/phone/" in url)


def states(page: Page) -> list[str]:
    page.goto("/south/listen/phone/")
    wait_until(page, "!document.getElementById('phone-list').hidden")
    page.wait_for_timeout(150)
    return page.locator("[data-rows] > li").evaluate_all("rows => rows.map(row => row.dataset.state)")


def until_states(page: Page, *wanted: str) -> None:
    rows = "[...document.querySelectorAll('[data-rows] > li')].map(row => row.dataset.state).join()"
    wait_until(page, f"{rows} === '{','.join(wanted)}'", PATIENCE)


def until_said(page: Page, words: str) -> None:
    """`words` in any case, in the line that says what happened."""
    text = "document.getElementById('phone-state').textContent.toLowerCase()"
    wait_until(page, f"{text}.includes({json.dumps(words)})", PATIENCE)


def said(page: Page) -> str:
    return page.locator("#phone-state").inner_text()


def on_the_phone(page: Page) -> str:
    """Everything that lies in the browser's database, as text, with bytes as letters."""
    return page.evaluate(
        """() => new Promise((done) => {
        const request = indexedDB.open("listens-south");
        request.onsuccess = () => {
          const out = [];
          const names = ["drafts", "letters"];
          const transaction = request.result.transaction(names);
          for (const name of names) {
            transaction.objectStore(name).getAll().onsuccess = (event) => out.push(...event.target.result);
          }
          const plain = (key, value) => value instanceof ArrayBuffer
            ? String.fromCharCode(...new Uint8Array(value)) : value;
          transaction.oncomplete = () => { request.result.close(); done(JSON.stringify(out, plain)); };
        };
      })"""
    )


def test_a_hall_without_signal(cast: Cast, phone: Page) -> None:
    open_phone(phone, cast)
    phone.context.set_offline(True)
    write(phone)
    finish(phone)
    assert states(phone) == ["waiting"] and not Conversation.objects.exists()
    assert WORDS not in on_the_phone(phone)
    assert "no connection" in said(phone)
    phone.context.set_offline(False)
    until_states(phone, "sent")
    assert Note.objects.get().text == WORDS
    check_page(phone)


def test_it_opens_again_after_a_restart_and_a_draft_is_where_it_was(cast: Cast, phone: Page) -> None:
    open_phone(phone, cast)
    phone.context.set_offline(True)
    write(phone, "Half a sentence")
    wait_until(phone, "location.hash.length > 30")
    phone.close()  # killed in the middle
    page = phone.context.new_page()
    assert states(page) == ["draft"]
    page.get_by_role("link", name="Go on writing").click()
    wait_until(page, "document.querySelector('[name=note-1-0-text]').value === 'Half a sentence'")
    page.locator("[name=note-1-0-text]").fill(WORDS)
    page.context.set_offline(False)
    finish(page)
    assert states(page) == ["sent"]
    assert Note.objects.get().text == WORDS


def test_an_answer_that_was_lost_and_a_server_that_was_away(cast: Cast, phone: Page) -> None:
    open_phone(phone, cast)
    seen: list[str] = []

    def trouble(route: Route) -> None:
        seen.append("")
        if len(seen) == 1:
            route.fetch()  # it arrives, and the answer is lost
            route.abort("connectionreset")
        elif len(seen) == 2:
            route.fulfill(status=502, body="Bad gateway")
        else:
            route.continue_()

    phone.context.route(SYNC, trouble)
    write(phone)
    finish(phone)
    for _ in range(3):
        states(phone)
    until_states(phone, "sent")
    assert len(seen) >= 3 and Conversation.objects.count() == 1


def test_a_double_tap_and_two_tabs(cast: Cast, phone: Page) -> None:
    open_phone(phone, cast)
    other = phone.context.new_page()
    phone.context.set_offline(True)
    for page in (phone, other):
        write(page)
        while page.get_by_role("button", name="Continue").is_visible():
            page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Send", exact=True).dblclick()
        page.wait_for_url("**/phone/")
    phone.context.set_offline(False)
    until_states(phone, "sent", "sent")
    assert Conversation.objects.count() == 2


def test_cookies_that_were_wiped_and_the_link_opened_again(cast: Cast, phone: Page) -> None:
    link, secret = a_link(cast)
    open_phone(phone, cast, link)
    phone.context.set_offline(True)
    write(phone)
    finish(phone)
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    until_said(phone, "open your link again")
    phone.goto(f"/south/listen/open/#{secret}")
    phone.get_by_role("button", name="Open my page").click()
    phone.wait_for_url("**/south/listen/")
    states(phone)
    until_states(phone, "sent")
    assert Conversation.objects.count() == 1


def test_a_shared_phone_shows_and_sends_nobody_elses(cast: Cast, phone: Page) -> None:
    mine, theirs = a_link(cast)[0], a_link(cast)[0]
    open_phone(phone, cast, mine)
    phone.context.set_offline(True)
    write(phone)
    finish(phone)
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    open_phone(phone, cast, theirs)
    assert states(phone) == []
    expect(phone.get_by_text("Another listener's conversations wait")).to_be_visible()
    phone.wait_for_timeout(500)
    assert not Conversation.objects.exists()
    phone.context.clear_cookies()
    open_phone(phone, cast, mine)
    states(phone)
    until_states(phone, "sent")
    assert Conversation.objects.get().link_id == mine.pk


@pytest.mark.parametrize("why", ["taken back", "expired"])
def test_a_link_that_ended_keeps_what_waits_and_says_whom_to_see(cast: Cast, phone: Page, why: str) -> None:
    link, _secret = a_link(cast)
    open_phone(phone, cast, link)
    phone.context.set_offline(True)
    write(phone)
    finish(phone)
    if why == "expired":
        ListenerLink.objects.update(expires_on=cast.area.today() - dt.timedelta(days=1))
    else:
        revoke_link(cast.amina, link)
    phone.context.set_offline(False)
    until_said(phone, "person who gave it")
    until_states(phone, "waiting")
    assert not Conversation.objects.exists()


def test_a_link_that_is_over_says_whom_to_see_and_whom_to_ring(cast: Cast, phone: Page) -> None:
    """On the page that was kept, and where the link has to be opened again and no server knows whose it was."""
    RingNumber.objects.create(area=cast.area, name="Ada, safeguarding lead", telephone="020 7946 0001")
    link, _secret = a_link(cast)
    open_phone(phone, cast, link)
    phone.context.set_offline(True)
    write(phone)
    finish(phone)
    ring = phone.locator("a[href='tel:02079460001']:visible")
    assert ring.count() == 0
    ListenerLink.objects.filter(pk=link.pk).update(expires_on=cast.area.today() - dt.timedelta(days=1))
    phone.context.set_offline(False)
    wait_until(phone, "!document.getElementById('link-over').hidden", PATIENCE)
    assert cast.community.name in phone.locator("#link-over").inner_text() and ring.count() == 1
    axe(phone)
    phone.context.clear_cookies()
    phone.goto("/south/listen/")
    phone.wait_for_url("**/open/")
    wait_until(phone, "!document.getElementById('waits').hidden")
    assert cast.community.name in phone.locator("#waits").inner_text() and ring.count() == 1
    check_page(phone)
    assert not Conversation.objects.exists()


def test_a_phone_that_is_full_keeps_the_words_on_the_page(cast: Cast, phone: Page) -> None:
    open_phone(phone, cast)
    phone.goto("/south/listen/")
    phone.evaluate(
        "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    phone.locator("[name=note-1-0-text]").fill(WORDS)
    wait_until(phone, "document.getElementById('capture-state').textContent.includes('may be full')")
    while phone.get_by_role("button", name="Continue").is_visible():
        phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Send", exact=True).click()
    phone.wait_for_timeout(300)
    assert "/listen/" in phone.url and "/phone/" not in phone.url
    assert phone.locator("[name=note-1-0-text]").input_value() == WORDS


def test_a_letter_that_was_tampered_with_needs_attention_and_stops_no_other(cast: Cast, phone: Page) -> None:
    open_phone(phone, cast)
    phone.context.set_offline(True)
    write(phone, "Changed on its way")
    finish(phone)
    phone.evaluate(
        """() => new Promise((done) => { const request = indexedDB.open("listens-south"); request.onsuccess = () => {
        const transaction = request.result.transaction("letters", "readwrite");
        const letters = transaction.objectStore("letters");
        letters.getAll().onsuccess = (event) => { for (const row of event.target.result) {
          row.sealed.text = "AAAA" + row.sealed.text.slice(4); letters.put(row); } };
        transaction.oncomplete = () => { request.result.close(); done(); }; }; })"""
    )
    write(phone)
    finish(phone)
    phone.context.set_offline(False)
    until_states(phone, "sent", "attention")
    assert "Save a copy" in phone.locator("[data-of=why]").last.inner_text()
    assert Note.objects.get().text == WORDS


def test_the_window_closed_and_the_clock_was_wrong(cast: Cast, phone: Page) -> None:
    open_phone(phone, cast)
    phone.context.set_offline(True)
    write(phone)
    finish(phone)
    StageWindow.objects.filter(stage="listening").update(
        opens_on=cast.area.today() - dt.timedelta(days=90),
        closes_on=cast.area.today() - dt.timedelta(days=60),
    )
    phone.clock.install(time=dt.datetime(2031, 1, 1))
    phone.context.set_offline(False)
    states(phone)
    wait_until(phone, "document.querySelector('[data-rows] > li').dataset.state === 'needs'", PATIENCE)
    assert "outside the dates" in phone.locator("[data-of=why]").inner_text()
    phone.get_by_role("link", name="Answer the reviewer").click()
    expect(phone.locator("body")).to_contain_text("Needs you")
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize(
    "words",
    [
        "x" * 10_000,
        "لا يتوقف الرطوبة 💧 இது ஈரம் 水 \u202e\u0301 <script>alert(1)</script> ' \" & \\",
        "a\n\nb\r\nc\t",
    ],
)
def test_every_length_and_every_script(cast: Cast, phone: Page, words: str) -> None:
    open_phone(phone, cast)
    phone.context.set_offline(True)
    write(phone, words)
    finish(phone)
    phone.context.set_offline(False)
    until_states(phone, "sent")
    assert Note.objects.get().text == words.replace("\r\n", "\n")


def test_changed_until_the_time_is_over_then_unreadable(cast: Cast, phone: Page) -> None:
    open_phone(phone, cast)
    phone.context.set_offline(True)
    write(phone, "A first try")
    finish(phone)
    states(phone)
    phone.get_by_role("link", name="Change it").click()
    wait_until(phone, "document.querySelector('[name=note-1-0-text]').value === 'A first try'")
    phone.locator("[name=note-1-0-text]").fill(WORDS)
    finish(phone)
    assert states(phone) == ["waiting"]
    phone.clock.install(time=dt.datetime.now() + dt.timedelta(minutes=31))
    assert states(phone) == ["waiting"]
    assert phone.get_by_role("link", name="Change it").count() == 0
    assert json.loads(on_the_phone(phone))[0].get("sealed")
    phone.context.set_offline(False)
    states(phone)
    until_states(phone, "sent")
    assert Note.objects.get().text == WORDS


def test_a_pin_and_a_copy(cast: Cast, phone: Page, tmp_path) -> None:
    open_phone(phone, cast)
    phone.context.set_offline(True)
    write(phone, "Half a sentence")
    wait_until(phone, "location.hash.length > 30")
    states(phone)
    phone.get_by_text("More: a copy, a PIN").click()
    phone.get_by_label("Set a PIN for drafts").fill("12")
    phone.get_by_role("button", name="Set the PIN").click()
    until_said(phone, "at least four")
    phone.get_by_label("Set a PIN for drafts").fill("river9")
    phone.get_by_role("button", name="Set the PIN").click()
    until_said(phone, "this pin")
    states(phone)
    phone.get_by_role("link", name="Go on writing").click()
    phone.get_by_label("Your PIN, so that what you type is kept").fill("wrong1")
    phone.get_by_role("button", name="Open my drafts").click()
    wait_until(phone, "document.querySelector('#pin-box [role=status]').textContent.includes('not the PIN')")
    assert phone.locator("[name=note-1-0-text]").input_value() == ""
    phone.get_by_label("Your PIN, so that what you type is kept").fill("river9")
    phone.get_by_role("button", name="Open my drafts").click()
    wait_until(phone, "document.querySelector('[name=note-1-0-text]').value === 'Half a sentence'")
    finish(phone)
    states(phone)
    with phone.expect_download() as saved:
        phone.get_by_role("button", name="Save a copy").click()
    copy = tmp_path / "copy.json"
    saved.value.save_as(copy)
    assert "Half a sentence" not in copy.read_text() and '"sealed"' in copy.read_text()
    phone.get_by_role("button", name="Delete").click()
    axe(phone)
    phone.get_by_role("button", name="Yes, delete it").click()
    until_states(phone)
    phone.get_by_text("More: a copy, a PIN").click()
    phone.get_by_label("Load a copy").set_input_files(copy)
    until_states(phone, "waiting")
    phone.context.set_offline(False)
    until_states(phone, "sent")
    assert Note.objects.get().text == "Half a sentence"


def test_contacts_and_cards_without_signal(cast: Cast, phone: Page) -> None:
    open_phone(phone, cast)
    phone.context.set_offline(True)
    phone.goto("/south/listen/contact/")
    phone.get_by_label("Name").fill("Amal")
    phone.get_by_role("button", name="Keep these details").click()
    wait_until(phone, "document.getElementById('people-state').textContent.includes('Give a name')", 10)
    phone.wait_for_timeout(1100)  # the button takes no second press within a second
    phone.get_by_label("E-mail address").fill("amal@example.org")
    phone.get_by_label("Tell me what comes of it").check(force=True)
    phone.get_by_role("button", name="Keep these details").click()
    phone.wait_for_url("**/phone/")
    assert "amal" not in on_the_phone(phone).lower()
    phone.goto("/south/listen/card/")
    phone.get_by_label("25 to 34").check(force=True)
    phone.get_by_role("button", name="Count me").click()
    phone.wait_for_url("**/phone/")
    until_states(phone, "waiting", "waiting")
    phone.context.set_offline(False)
    until_states(phone)
    assert Contact.objects.count() == HeardTally.objects.count() == 1


def test_the_worker_sends_when_no_page_is_open(cast: Cast, phone: Page) -> None:
    """The browser decides when the signal is back (background sync); here it is told to say so."""
    open_phone(phone, cast)
    blank = phone.context.new_page()
    blank.goto("/healthz")
    tools = phone.context.new_cdp_session(blank)
    known: list[dict] = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda news: known.extend(news["registrations"]))
    tools.send("ServiceWorker.enable")
    phone.context.set_offline(True)
    write(phone)
    finish(phone)
    phone.close()
    phone.context.set_offline(False)
    registration = next(one for one in known if one["scopeURL"].endswith("/south/listen/"))
    for _ in range(40):
        tools.send(
            "ServiceWorker.dispatchSyncEvent",
            {
                "origin": registration["scopeURL"].removesuffix("/south/listen/"),
                "registrationId": registration["registrationId"],
                "tag": "outbox",
                "lastChance": False,
            },
        )
        blank.wait_for_timeout(250)
        if Conversation.objects.exists():
            break
    assert Conversation.objects.count() == 1


def test_from_right_to_left_and_at_the_smallest_width(cast: Cast, new_page) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, locale="ar", has_touch=True)
    open_phone(page, cast)
    write(page)
    for _ in range(3):
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        if (on := page.locator(".app-screens button").first).is_visible():
            on.click()
    page.goto("/south/listen/phone/")
    wait_until(page, "document.querySelectorAll('[data-rows] > li').length === 1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    axe(page)


def test_what_may_point_at_somebody_is_asked_about_before_it_goes(cast: Cast, phone: Page) -> None:
    open_phone(phone, cast)
    write(phone, "My neighbour Fatima rang 07700 900123 from Stockwell.")
    while phone.get_by_role("button", name="Continue").is_visible():
        phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Send", exact=True).click()
    wait_until(phone, "!document.getElementById('marks').hidden")
    marked = phone.locator("#marks mark")
    assert marked.all_inner_texts() == ["Fatima", "07700 900123"]
    check_page(phone)
    phone.get_by_role("button", name="Keep it").last.click()
    assert "why it may stay" in phone.locator("#marks li").last.inner_text()
    phone.get_by_role("button", name="Take it out").first.click()
    assert marked.all_inner_texts() == ["07700 900123"]
    phone.get_by_label("Why it may stay").select_option("It is a public person or a public number")
    phone.get_by_role("button", name="Keep it").click()
    expect(phone.locator("#marks")).to_be_hidden()
    phone.get_by_role("button", name="Send", exact=True).click()
    phone.wait_for_url("**/thanks/")
    note = Note.objects.get()
    assert note.text == "My neighbour [taken out] rang 07700 900123 from Stockwell."
    assert note.kept_because == "A telephone number: It is a public person or a public number"
    sign_in(phone, cast.grace)
    phone.goto(f"/south/conversations/{note.conversation_id}/review/")
    assert phone.locator("mark").all_inner_texts() == ["07700 900123"]
    check_page(phone)
