"""How people get about on a phone in the journey from comments to themes, and what is noted on the way."""

from __future__ import annotations

import re
import time
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Locator, Page

from tests.browser import PHONE, axe, no_sideways_scroll, sign_in
from tests.cast import Cast
from tests.journeys.comments_to_themes.walk import Walk

SLOW = 2.0  # seconds: a page that takes longer needs a bar


class GettingAbout:
    """`code_of` says of each note what people once said it is about: that is what its reader here decides.

    `told` is what the journey has to say at its end: what was slow, and how large the themes were found to be.
    """

    maker: Page  # the phone of the sense-maker

    def __init__(self, cast: Cast, walk: Walk, new_page, folder: Path) -> None:
        self.cast, self.walk, self.new_page, self.folder = cast, walk, new_page, folder
        self.round = cast.round.slug
        self.told: list[str] = []
        self.code_of: dict[UUID, str] = {}

    def as_(self, name: str) -> Page:
        page = self.new_page(viewport=PHONE, has_touch=True, is_mobile=True)
        if name:
            sign_in(page, getattr(self.cast, name))
        return page

    def go(self, page: Page, path: str) -> None:
        started = time.monotonic()
        answer = page.goto(f"/{self.cast.area.slug}/{path}", timeout=60_000)  # the first loads all views
        # There is none where a script of the page before went there meanwhile.
        answer = answer or page.reload(timeout=60_000)
        assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
        self._slow(path, started)

    def follow(self, page: Page, link: str | Locator) -> None:
        started = time.monotonic()
        found = link if isinstance(link, Locator) else page.locator("main a", has_text=link).first
        with page.expect_navigation():
            found.click()
        self._slow(page.url, started)

    def press(self, page: Page, button: str, within: Locator | None = None) -> None:
        started = time.monotonic()
        with page.expect_navigation():
            (within or page).get_by_role("button", name=button).first.click()
        self._slow(f"{button} → {page.url}", started)

    def _slow(self, what: str, started: float) -> None:
        if (took := time.monotonic() - started) > SLOW:
            self.told.append(f"slow: {took:.1f} s {re.sub('[0-9a-f-]{36}', '…', what)}")

    def look(self, page: Page) -> None:
        """The rules of axe, which take most of the time, are asked of the real comments; pages have tests of theirs."""
        no_sideways_scroll(page)
        if self.walk.is_thorough:
            axe(page)
