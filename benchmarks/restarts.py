"""A phone in a real browser whose server is killed during a batch, and again after one whose answer was lost.

The phone holds several batches of letters, sealed; they came to it as a saved copy. A part of benchmarks.chaos.
"""

from __future__ import annotations

import json
import os
import time
from typing import Any

from benchmarks.phones import AREA, Phone
from benchmarks.site import Site

UNTIL = 60  # seconds until everything has to be there
SENT = (
    "[...document.querySelectorAll('[data-rows] > li')].filter((row) => row.dataset.state === 'sent').length"
)


class Trouble:
    """Kills the server at the first batch and after the second, and starts it again at once."""

    def __init__(self, site: Site) -> None:
        self.site, self.batches = site, 0

    def __call__(self, route: Any) -> None:
        self.batches += 1
        if self.batches == 1:
            route.continue_()
            time.sleep(0.02)  # it is being worked on
            self.restart()
        elif self.batches == 2:
            route.fetch()
            self.restart()
            route.abort("connectionreset")
        else:
            route.continue_()

    def restart(self) -> None:
        self.site.kill()
        self.site.start()


def copy_of(letters: list[dict[str, Any]], link: str) -> bytes:
    """As the phone's page saves it."""
    written = int(time.time() * 1000)
    rows = [{**one, "kind": "conversation", "title": "", "written_at": written} for one in letters]
    return json.dumps({"listens_copy": 1, "area": AREA, "link": link, "letters": rows}).encode()


def send_in_a_browser(site: Site, phone: Phone, letters: list[dict[str, Any]]) -> None:
    """Returns when the phone calls every one sent."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver keeps a loop open in this thread
    from playwright.sync_api import sync_playwright
    from tests.browser import CHROMIUM, FLAGS

    trouble, address = Trouble(site), f"http://127.0.0.1:{site.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        context = browser.new_context(base_url=address)
        context.add_cookies([{"name": "session", "value": phone.cookies["session"], "url": address}])
        context.route("**/api/v1/conversations/", trouble)
        page = context.new_page()
        page.goto(f"/{AREA}/listen/phone/")
        page.get_by_text("More: a copy, a PIN").click()
        copy = {"name": "copy.json", "mimeType": "application/json", "buffer": copy_of(letters, phone.link)}
        page.get_by_label("Load a copy").set_input_files(files=[copy])
        until, sent = time.monotonic() + UNTIL, 0
        while sent < len(letters) and time.monotonic() < until:
            page.wait_for_timeout(200)
            sent = page.evaluate(SENT)
        browser.close()
    if sent < len(letters) or trouble.batches < 3:
        raise SystemExit(f"The phone called {sent} of {len(letters)} sent, after {trouble.batches} batches.")
