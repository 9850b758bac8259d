"""Takes pictures of pages of a running demonstration: at three widths, in two languages, and as printed.

    camera = Camera(browser, "http://localhost:8431", codes, folder, "ar")
    page = camera.as_person("bea")          # signed in with a code of the console; "" is nobody
    camera.take(page, "links")              # links-ar-320.png, links-ar-375.png, links-ar-1280.png
    camera.print(page, "sheets")            # sheets-ar.pdf, and a picture of each of its pages

Anything wider than its screen is said when the pictures are done (`camera.too_wide`).
"""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

WIDTHS = {320: 640, 375: 812, 1280: 900}
PHONE = {"has_touch": True, "is_mobile": True}
MOST_PAGES = 4  # of a PDF, turned into pictures


@dataclass
class Camera:
    browser: Browser
    site: str
    codes: dict[str, str]
    folder: Path
    language: str = "en"
    too_wide: list[str] = field(default_factory=list)

    def new_page(self, **options: Any) -> Page:
        context = self.browser.new_context(
            base_url=f"{self.site}/south-london/",
            locale="en-GB" if self.language == "en" else self.language,
            reduced_motion="reduce",
            viewport={"width": 1280, "height": 900},
            **options,
        )
        context.set_default_timeout(20_000)
        context.add_cookies([{"name": "language", "value": self.language, "url": self.site}])
        return context.new_page()

    def as_person(self, name: str) -> Page:
        page = self.new_page()
        if name:
            page.goto("/demo/")
            page.fill("[name=code]", self.codes[name])
            page.click("main form button")
        return page

    def take(self, page: Page, name: str) -> None:
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            across = page.evaluate("document.documentElement.scrollWidth")
            if across > width:
                self.too_wide.append(f"{name} ({self.language}) is {across} px wide at {width} px")
            page.screenshot(path=self.folder / f"{name}-{self.language}-{width}.png", full_page=True)

    def print(self, page: Page, name: str) -> None:
        """A4, without the browser's own head and foot."""
        path = self.folder / f"{name}-{self.language}.pdf"
        page.pdf(path=path, format="A4", prefer_css_page_size=True, print_background=False)
        if tool := shutil.which("pdftoppm"):
            limits = ["-r", "70", "-png", "-l", str(MOST_PAGES)]
            subprocess.run([tool, *limits, str(path), str(path.with_suffix(""))], check=True)  # noqa: S603


def until(page: Page, expression: str, seconds: float = 15) -> None:
    """Asks again and again: the pages' Content-Security-Policy refuses Playwright's own way of waiting."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        if time.monotonic() > end:
            raise TimeoutError(f"never true on {page.url}: {expression}")
        page.wait_for_timeout(50)
