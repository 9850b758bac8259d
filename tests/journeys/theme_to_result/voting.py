"""Phones vote: by the picture on a slip, changed, in Arabic, without a script; and what is refused in plain words."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from listens.core.models import ChainEntry
from listens.priorities.actions import cast_ballot
from listens.priorities.long_lists import chain_of
from listens.priorities.models import Ballot
from tests.browser import axe, no_sideways_scroll, picture
from tests.journeys.theme_to_result.proposing import PROPOSALS
from tests.journeys.theme_to_result.scene import KITCHEN, LARKWOOD, TENANTS, WHEELS, Slip, Walk

BALLOT = "/south/ballot/"


def tick(page: Page, *references: str) -> None:
    for reference in references:
        page.get_by_label(PROPOSALS[reference][1]).check(force=True)


def log_of(walk: Walk) -> list[tuple[int, str]]:
    """The places of the log and the ballots that count, as they stand now."""
    entries = ChainEntry.objects.filter(chain=chain_of(walk.long_list)).order_by("seq")
    counted = Ballot.objects.filter(is_counted=True).order_by("pk").values_list("pk", "choices")
    return [*entries.values_list("seq", "digest"), *((0, str(each)) for each in counted)]


def by_the_picture(walk: Walk) -> None:
    """The picture leads to the ballot; it is sent, and then changed by the same slip: one ballot counts."""
    slip = walk.of_organisation(LARKWOOD)[0]
    phone = walk.phone()
    phone.goto(f"{BALLOT}#{slip.code}")
    expect(phone.get_by_role("heading", name="Your ballot")).to_be_visible()
    assert slip.code not in phone.url
    walk.look(phone, "ballot")
    tick(phone, "damp", "bus")
    first = _send(phone)
    walk.look(phone, "receipt")
    phone.get_by_role("button", name="Vote with another slip, or change it").click()
    phone.get_by_label("Code on your slip").fill(slip.code)
    phone.get_by_role("button", name="Show my ballot").click()
    expect(phone.get_by_text("What you send now takes its place.")).to_be_visible()
    tick(phone, "minds", "wages")
    assert _send(phone) != first
    assert _choices(slip) == [["minds", "wages"]]


def refused(walk: Walk) -> None:
    """A wrong code and too many ticks: a sentence that says what to do, and nothing is changed."""
    slip = walk.of_organisation(TENANTS)[0]
    before, phone = log_of(walk), walk.phone()
    phone.goto(BALLOT)
    walk.look(phone, "ballot-code")
    phone.get_by_label("Code on your slip").fill("abcd-2345")
    phone.get_by_role("button", name="Show my ballot").click()
    expect(phone.get_by_role("alert")).to_contain_text("We do not know this code. Look at your slip")
    walk.look(phone, "wrong-code")
    phone.get_by_label("Code on your slip").fill(slip.code)
    phone.get_by_role("button", name="Show my ballot").click()
    tick(phone, "damp", "bus", "wages", "minds")
    expect(phone.get_by_text("Ticked: 4. That is too many")).to_be_visible()
    phone.get_by_role("button", name="Send my ballot").click()
    expect(phone.get_by_role("alert")).to_contain_text("You ticked 4. Tick at most 3")
    walk.look(phone, "too-many")
    assert log_of(walk) == before
    phone.get_by_label(PROPOSALS["wages"][1]).uncheck(force=True)
    _send(phone)
    assert _choices(slip) == [["bus", "damp", "minds"]]


def in_arabic(walk: Walk) -> None:
    """From right to left; what is relied on stays in English until somebody has read its translation."""
    [slip] = walk.of_organisation(KITCHEN)
    phone = walk.phone(locale="ar")
    phone.goto(f"{BALLOT}#{slip.code}")
    expect(phone.locator(".app-ballot")).to_be_visible()
    assert phone.locator("html").get_attribute("dir") == "rtl"
    expect(phone.locator("#how")).to_contain_text("2")
    tick(phone, "damp", "wages")
    no_sideways_scroll(phone)
    axe(phone)
    picture(phone, "journey-ballot-arabic-375")
    phone.locator(".app-ballot button").click()
    expect(phone.locator(".app-receipt")).to_be_visible()
    axe(phone)
    picture(phone, "journey-receipt-arabic-375")
    assert _choices(slip) == [["damp", "wages"]]


def without_a_script(walk: Walk) -> Page:
    """Gives the phone back with a ballot that was opened and not sent: it will be too late."""
    first, second = walk.of_organisation(WHEELS)
    phone = walk.phone(java_script_enabled=False)
    for slip in (first, second):
        phone.goto(BALLOT)
        phone.get_by_label("Code on your slip").fill(slip.code.lower().replace("-", " "))
        phone.get_by_role("button", name="Show my ballot").click()
        expect(phone.get_by_role("heading", name="Your ballot")).to_be_visible()
        tick(phone, "bus", "minds")
        if slip is first:
            _send(phone)
    assert _choices(first) == [["bus", "minds"]]
    return phone


def the_hall_votes(walk: Walk) -> None:
    """Two more tenants; what their phones do was seen above."""
    for slip in walk.of_organisation(TENANTS)[1:3]:
        cast_ballot(walk.cast.area, slip.code, ["bus", "wages"])


def too_late(walk: Walk, phone: Page) -> None:
    before = log_of(walk)
    phone.get_by_role("button", name="Send my ballot").click()
    expect(phone.get_by_text("No ballot can come in any more.")).to_be_visible()
    expect(phone.get_by_text("We do not know this code")).to_have_count(0)
    assert log_of(walk) == before


def _send(phone: Page) -> str:
    phone.get_by_role("button", name="Send my ballot").click()
    expect(phone.get_by_role("heading", name="Your ballot is in")).to_be_visible()
    return phone.locator(".app-receipt").inner_text()


def _choices(slip: Slip) -> list[list[str]]:
    counted = Ballot.objects.filter(slip__number=slip.number, is_counted=True)
    return list(counted.values_list("choices", flat=True))
