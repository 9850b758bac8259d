"""The result page where only a browser shows it: a small phone, Arabic, no script, paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, no_sideways_scroll, picture
from tests.cast import Cast
from tests.public import votes

pytestmark = pytest.mark.browser
ADDRESS = "/south/rounds/autumn/result/"


def test_on_a_small_phone_in_arabic_and_without_a_script(cast: Cast, new_page: Callable[..., Page]) -> None:
    left_out = {"ejr_plus": False, "left_out": ["P05"]}
    votes.large(cast, organisations=9, proposals=8, seats=3, forced={"checks": left_out})
    page = new_page(java_script_enabled=True)
    page.goto(ADDRESS)
    picture(page, "result-wide")
    axe(page)
    no_sideways_scroll(page, 320)
    picture(page, "result-320")
    axe(page)
    row = page.get_by_role("row", name="small-2")
    expect(row.first.get_by_role("cell").last).to_be_visible()
    arabic = new_page(locale="ar", java_script_enabled=True)
    arabic.goto(ADDRESS)
    picture(arabic, "result-ar")
    no_sideways_scroll(arabic, 375)
    picture(arabic, "result-ar-375")
    expect(arabic.locator("#aloud [lang=en]")).to_have_css("direction", "ltr")
    plain = new_page(java_script_enabled=False)
    plain.goto(ADDRESS)
    expect(plain.get_by_role("heading", name="Who paid for what")).to_be_visible()
    expect(plain.get_by_role("link", name="The ballots (CSV)")).to_be_visible()


def test_a_printed_result_has_every_part(cast: Cast, page: Page, tmp_path: Path) -> None:
    votes.large(cast, organisations=3, proposals=4, seats=2)
    page.goto(ADDRESS)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="How it came about")).to_be_hidden()
    expect(page.get_by_role("heading", name="The seal")).to_be_visible()
    expect(page.locator(".app-reached td").first).to_be_visible()  # folded on a screen, open on paper
    picture(page, "result-small-print")
