"""How long a cheap phone on a bad line waits for the listener's page, over HTTP through gunicorn.

400 kbit/s, 400 ms there and back (benchmarks.slow_line: setting a connection up counts, and so do the service
worker's requests) and a processor six times slower (the browser's own tools). The middle of five, until the largest
thing on the screen is painted: a first visit with nothing kept; then another with everything kept, the browser's
connections closed and its service worker asleep. Beside each, on the same line from the same server, a bare page:
one of as many bytes, and one of a single line. The first visit is taken again with the line that the browser's
own tools make. Exits 1 when a middle one is over its limit.

    make bench-capture        or        python -m benchmarks.capture [--times 5] [--json FILE]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import secrets
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.site import installation
from benchmarks.slow_line import SlowLine, slow_line

KBITS, ROUND_TRIP, SLOWER = 400, 0.4, 6
FIRST_LIMIT, NEXT_LIMIT = 2.5, 0.8  # seconds
PATH = "/south/listen/"
WARDS = 260  # as in test_page_weight: the boroughs of a large area
LET_GO = 3.0  # seconds until the server has closed a connection that nobody uses
LARGEST = """new PerformanceObserver((found) => {
  for (const one of found.getEntries()) globalThis.largest = {at: one.startTime / 1000, of: one.element?.localName};
}).observe({type: "largest-contentful-paint", buffered: true});"""
RECEIVED = """performance.getEntries().filter((one) => one.transferSize)
  .filter((one) => one.entryType === "navigation" || /static|brand/.test(one.name))
  .reduce((sum, one) => sum + one.transferSize, 0)"""
ALL_KEPT = "caches.open('pages-south').then((cache) => cache.keys()).then((pages) => pages.length >= 7)"


def fill() -> Any:
    """The tests' cast, with the wards of a large area and a round to write for. Gives the link's session."""
    from django.contrib.sessions.backends.db import SessionStore
    from tests.cast import TODAY, a_cast

    from listens.core import actors
    from listens.listening.actions import make_link
    from listens.places.models import Place

    cast = a_cast()
    Place.objects.bulk_create(
        Place(
            area=cast.area,
            kind="ward",
            code=f"E0500{n}",
            name=f"Ward of some length {n}",
            parent=cast.ward.parent,
        )
        for n in range(1000, 1000 + WARDS)
    )
    link, _secret = make_link(cast.amina, cast.round, cast.community, expires_on=TODAY)
    session = SessionStore()
    session[actors.SESSION_KEY] = str(link.pk)
    session.create()
    return session.session_key


def bare_page(name: str, size: int) -> str:
    """A page without anything: its one line stands at the end, behind bytes that cannot be packed."""
    from django.conf import settings

    filling = secrets.token_urlsafe(size)[:size]
    page = f"<!DOCTYPE html><title>Bare</title><!--{filling}--><h1>Write a conversation down</h1>"
    (Path(settings.STATIC_ROOT) / name).write_text(page, encoding="utf-8")
    return f"/static/{name}"


class Phone:
    """One browser with storage of its own, on a line."""

    def __init__(self, context: Any, by_tools: bool = False) -> None:
        self.context, self.by_tools = context, by_tools

    @contextlib.contextmanager
    def visit(self, path: str) -> Iterator[tuple[Any, float]]:
        """The page when it has come to rest, and the seconds until its largest paint."""
        page = self.context.new_page()
        tools = self.context.new_cdp_session(page)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        if self.by_tools:
            speed = KBITS * 1000 / 8
            tools.send("Network.enable")
            tools.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": ROUND_TRIP * 1000,
                    "downloadThroughput": speed,
                    "uploadThroughput": speed,
                },
            )
        page.goto(path, wait_until="load")
        page.wait_for_timeout(1000)
        seen = page.evaluate("globalThis.largest")
        if not seen:
            raise SystemExit(f"{path} painted nothing.")
        yield page, seen["at"]
        page.close()

    def wait_until_kept(self) -> None:
        """The service worker stands in, and every page it keeps is kept."""
        page = self.context.pages[-1]
        until = time.monotonic() + 120
        while not (page.evaluate("navigator.serviceWorker.controller !== null") and page.evaluate(ALL_KEPT)):
            if time.monotonic() > until:
                raise SystemExit("The pages were not kept.")
            page.wait_for_timeout(500)

    def sleep(self) -> None:
        """Everything that a phone lets go of between two visits: connections and the running worker."""
        page = self.context.new_page()
        tools = self.context.new_cdp_session(page)
        tools.send("ServiceWorker.enable")
        tools.send("ServiceWorker.stopAllWorkers")
        page.wait_for_timeout(LET_GO * 1000)
        page.close()


@contextlib.contextmanager
def new_phone(
    browser: Any, port: int, session: str, by_tools: bool = False, line: SlowLine | None = None
) -> Iterator[Phone]:
    address = f"http://127.0.0.1:{port}"
    proxy = {"server": f"socks5://127.0.0.1:{line.port}", "bypass": "<-loopback>"} if line else None
    context = browser.new_context(
        base_url=address,
        viewport={"width": 375, "height": 812},
        is_mobile=True,
        has_touch=True,
        locale="en-GB",
        proxy=proxy,
    )
    context.set_default_timeout(120_000)
    context.add_init_script(LARGEST)
    if session:
        context.add_cookies([{"name": "session", "value": session, "url": address, "httpOnly": True}])
    yield Phone(context, by_tools)
    context.close()


def take(browser: Any, port: int, session: str, times: int) -> tuple[dict[str, list[float]], dict[str, int]]:
    """The times of each kind of visit, and how much came over the line in a first one."""
    found: dict[str, list[float]] = {"first": [], "next": [], "first_by_tools": []}
    sizes = {}
    for _time in range(times):
        with slow_line(KBITS, ROUND_TRIP) as line, new_phone(browser, port, session, line=line) as phone:
            with phone.visit(PATH) as (page, at):
                found["first"].append(at)
                sizes["page"] = page.evaluate(RECEIVED)
                phone.wait_until_kept()
                sizes["with_all_that_is_kept"] = line.down.passed
            phone.sleep()
            with phone.visit(PATH) as (_page, at):
                found["next"].append(at)
        with new_phone(browser, port, session, by_tools=True) as phone, phone.visit(PATH) as (_page, at):
            found["first_by_tools"].append(at)
    return found, sizes


def take_bare(browser: Any, port: int, paths: dict[str, str], times: int) -> dict[str, list[float]]:
    """The same of pages without anything, each on a connection of its own."""
    found: dict[str, list[float]] = {name: [] for name in paths}
    for _time in range(times):
        for name, path in paths.items():
            with (
                slow_line(KBITS, ROUND_TRIP) as line,
                new_phone(browser, port, "", line=line) as phone,
                phone.visit(path) as (_page, at),
            ):
                found[name].append(at)
    return found


def told(words: str, times: list[float], limit: float | None = None) -> float:
    """Prints a line of times; gives the middle one."""
    middle = statistics.median(times)
    ratio = f", {middle / limit:.2f} of the limit of {limit} s" if limit else ""
    print(f"{words}: {' '.join(f'{one:.2f}' for one in times)} s, middle {middle:.2f} s{ratio}")
    return middle


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    with installation() as site:
        from playwright.sync_api import sync_playwright
        from tests.browser import CHROMIUM, FLAGS

        session = fill()
        site.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            with new_phone(browser, site.port, session) as phone, phone.visit(PATH):
                pass  # the server's first answer is its slowest
            found, sizes = take(browser, site.port, session, args.times)
            bare = {
                "as_heavy": bare_page("bare-heavy.html", sizes["page"]),
                "light": bare_page("bare.html", 0),
            }
            site.stop()
            site.start()  # it looks for files when it starts
            found |= take_bare(browser, site.port, bare, args.times)
            browser.close()
    print(
        f"A first visit is {sizes['page']:,} bytes on the wire until the page is whole, "
        f"{sizes['with_all_that_is_kept']:,} with everything that is kept for when there is no signal."
    )
    first = told("First visit", found["first"], FIRST_LIMIT)
    told("  a bare page of as many bytes", found["as_heavy"])
    by_tools = told("First visit, line of the browser's tools", found["first_by_tools"], FIRST_LIMIT)
    following = told("Next visit", found["next"], NEXT_LIMIT)
    told("  a bare page of one line", found["light"])
    if args.json:
        args.json.write_text(
            json.dumps({"seconds": found, "bytes": sizes}, indent=2) + "\n", encoding="utf-8"
        )
    return 0 if max(first, by_tools) <= FIRST_LIMIT and following <= NEXT_LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
