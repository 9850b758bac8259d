"""The public result for somebody who is not signed in: read, printed, taken away and counted again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from listens.priorities.read_aloud import MOST_WORDS
from tests.browser import PHONE, axe, no_sideways_scroll, picture
from tests.journeys.theme_to_result.proposing import PROPOSALS, WHY_PARKED
from tests.journeys.theme_to_result.scene import (
    DELEGATES,
    KITCHEN,
    LARKWOOD,
    ST_BRANNOCKS,
    TENANTS,
    WHEELS,
    Walk,
)
from tests.listening.test_paper_in_browser import printed
from tests.priorities.readability import grade, without_names

HARDEST = 7
MOST_PAGES = 12
FILES = ("The ballots (CSV)", "The result (JSON)", "The log of the vote", "The verifier")
MARKS = (b"dam", b'"rank": ', b'"digest": "')


def anybody_reads_it(walk: Walk) -> Page:
    page = walk.unknown()
    page.goto("/south/")
    page.get_by_role("link", name="The result of the vote").first.click()
    expect(page.get_by_role("heading", name="The result of the vote")).to_be_visible()
    walk.look(page, "public-result")
    text = page.locator("main").inner_text()
    assert TENANTS in text and ST_BRANNOCKS in text and "small-1" in text
    for hidden in (KITCHEN, WHEELS, LARKWOOD):
        assert hidden not in page.locator("#paid").inner_text()
    assert WHY_PARKED in page.locator("#why").inner_text()
    return page


def the_text_to_read_aloud(page: Page) -> None:
    told = "\n".join(page.locator(".app-aloud [data-act] p").all_inner_texts())
    names = [*(title for _theme, title, _by in PROPOSALS.values()), *DELEGATES, ST_BRANNOCKS]
    assert 40 < len(told.split()) <= MOST_WORDS <= 250
    assert grade(without_names(told, names)) <= HARDEST


def in_arabic_and_on_paper(walk: Walk, page: Page) -> None:
    assert 1 < printed(page, "journey-public-result") <= MOST_PAGES
    page.emulate_media(media="print")
    picture(page, "journey-public-result-print")
    page.emulate_media(media="screen")
    phone = walk.phone(locale="ar")
    phone.goto(page.url)
    assert phone.locator("html").get_attribute("dir") == "rtl"
    for width in (375, 1280):
        no_sideways_scroll(phone, width)
        axe(phone)
        picture(phone, f"journey-public-result-arabic-{width}")
    phone.set_viewport_size(PHONE)


def counted_again(walk: Walk, page: Page) -> None:
    """The lines on the page, typed in the folder of the downloads: it agrees, and finds one changed byte."""
    files = {}
    for words in FILES:
        with page.expect_download() as waiting:
            page.locator("#take").get_by_role("link", name=words).click()
        files[words] = walk.downloads / waiting.value.suggested_filename
        waiting.value.save_as(files[words])
    typed = page.locator("#take pre").inner_text().splitlines()[-1].split()[1:]
    agrees = run(walk.downloads, typed)
    assert agrees.returncode == 0, agrees.stdout + agrees.stderr
    for words, mark in zip(FILES, MARKS, strict=False):
        told = with_one_byte_changed(files[words], mark, walk.downloads, typed)
        assert told.returncode == 1, (words, told)
        assert f"{files[words].name}, line " in told.stdout + told.stderr, (words, told)


def with_one_byte_changed(
    file: Path, mark: bytes, folder: Path, typed: list[str]
) -> subprocess.CompletedProcess[str]:
    """The byte behind the last `mark` is another one; the file is put back afterwards."""
    content = file.read_bytes()
    at = content.rindex(mark) + len(mark)
    other = b"7" if content[at : at + 1] != b"7" else b"5"
    file.write_bytes(content[:at] + other + content[at + 1 :])
    told = run(folder, typed)
    file.write_bytes(content)
    return told


def run(folder: Path, typed: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-I", *typed], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
