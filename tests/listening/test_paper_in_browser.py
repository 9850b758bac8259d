"""What comes out of the printer: the right number of A4 pages, and pages that work on a phone and on a desk."""

from __future__ import annotations

import re

import pytest

from listens.listening.actions import receive_conversations
from listens.listening.models import Prompt
from listens.safeguarding.models import RingNumber
from tests.browser import ROOT, check_page, sign_in
from tests.cast import Cast
from tests.listening.phones import a_link, envelope, holder_of, item, note
from tests.listening.sheets import sheets

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def printed(page, name: str) -> int:
    """How many A4 pages it makes; the file is left in build/screenshots to look at."""
    path = ROOT / "build" / "screenshots" / f"{name}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = page.pdf(path=str(path), prefer_css_page_size=True, print_background=False)
    boxes = set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", content))
    assert boxes == {(b"594", b"841")} or boxes == {(b"595", b"841")} or boxes == {(b"595", b"842")}, boxes
    return len(re.findall(rb"/Type /Page\b", content))


def with_long_names(cast: Cast) -> None:
    """As much as a real area prints: three questions, long names, two numbers to ring and an address to write to."""
    cast.area.name = "South London and the Valleys Listening Partnership"
    cast.area.contact_email = "hello-and-questions@partnership.example.org"
    cast.area.save()
    cast.community.name = "St Brannock's Church and Neighbours' Hall, Stockwell"
    cast.community.save()
    Prompt.objects.create(
        round=cast.round, position=3, text="What would you be ready to do about it with others?"
    )
    for organisation in (cast.community, None):
        RingNumber.objects.create(
            area=cast.area,
            organisation=organisation,
            name="Oriel Tansley-Wetherby, safeguarding lead",
            telephone="020 7946 0311",
            position=1,
        )


@pytest.mark.parametrize(
    ("language", "large", "pages"), [("en-gb", "", 3), ("ar", "", 3), ("en-gb", "on", 6)]
)
def test_a_sheet_is_one_page_and_in_large_print_two(cast: Cast, page, language, large, pages) -> None:
    with_long_names(cast)
    sheets(cast, 3)
    sign_in(page, cast.bea)
    page.goto(f"/south/rounds/autumn/sheets/print/?language={language}&large={large}")
    check_page(page)
    assert printed(page, f"sheets-{language}{'-large' if large else ''}") == pages


@pytest.mark.parametrize("language", ["en-gb", "ar"])
def test_six_cards_are_one_page(cast: Cast, page, language) -> None:
    with_long_names(cast)
    sign_in(page, cast.bea)
    page.goto(f"/south/rounds/autumn/cards/?pages=2&language={language}")
    check_page(page)
    assert printed(page, f"heard-cards-{language}") == 2
    page.emulate_media(media="print")
    over = "[...document.querySelectorAll('.app-heard-card')].filter((one) => one.scrollHeight > one.clientHeight)"
    assert page.evaluate(f"{over}.length") == 0  # nothing hangs over the line to cut along


def test_the_pages_round_it(cast: Cast, page) -> None:
    sheets(cast, 3)
    sign_in(page, cast.amina)
    for address in (
        "rounds/autumn/sheets/",
        "rounds/autumn/sheets/make/",
        "rounds/autumn/wall/",
        "listen/refresher/",
        "sheets/2/mark/",
    ):
        page.goto(f"/south/{address}")
        check_page(page)


def test_links_and_the_listeners_card(cast: Cast, page) -> None:
    sign_in(page, cast.bea)
    page.goto("/south/rounds/autumn/links/make/")
    check_page(page)
    page.get_by_role("button", name="Make the link").click()
    page.locator(".app-link-card").wait_for()
    check_page(page)
    assert printed(page, "listeners-card") <= 3
    page.goto("/south/rounds/autumn/links/")
    check_page(page)
    page.get_by_role("link", name="New card").click()
    check_page(page)


def test_the_confirmation_of_a_withdrawal_is_one_page(cast: Cast, page) -> None:
    cast.area.contact_phone = "020 7946 0000"
    cast.area.save()
    sent = item(note(slip="ABCDE-1234Y"))
    receive_conversations(holder_of(a_link(cast)[0]), cast.area, envelope(sent))
    page.goto("/south/withdraw/")
    check_page(page)
    sign_in(page, cast.amina)
    page.goto("/south/withdrawals/")
    page.get_by_label("Code on the slip").fill("ABCDE-1234Y")
    page.get_by_label("By phone").check()
    page.get_by_role("button", name="Take them back").click()
    page.get_by_text("Print this page").wait_for()
    check_page(page)
    assert printed(page, "withdrawal") == 1
