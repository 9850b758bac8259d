"""A real browser for tests: Debian's Chromium, driven by Playwright, against a live server on the test database.

    @pytest.mark.browser
    def test_a_promise_can_be_found(cast, page):
        sign_in(page, cast.amina)                 # or nobody; put the session of any actor in the browser
        page.goto(f"/{cast.area.slug}/promises/") # addresses are relative to the live server
        page.get_by_role("link", name="...").click()
        check_page(page)                          # axe, no sideways scroll, at 375 and at 1280

Fixtures: `page` (1280 x 900), `phone` (375 x 812, touch), `without_script` (JavaScript off), `new_page(**options)` for
more (another person, another language: `locale="ar"`, offline: `page.context.set_offline(True)`).
Helpers: `sign_in`, `axe`, `no_sideways_scroll`, `check_page`, `wait_until` (our Content-Security-Policy refuses
Playwright's `wait_for_function`, which needs eval), `picture`.
A page that breaks the Content-Security-Policy or throws an error fails its test when it ends.
Without Chromium the test is skipped, or fails when LISTENS_REQUIRE names chromium.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from listens.core import actors
from listens.core.models import Actor
from tests.in_flight import wait_until_answered

ROOT = Path(__file__).parents[1]
# Debian's headless shell is Chromium without its window: a page costs it a fifth of the time.
BROWSERS = [Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")]
CHROMIUM = next((path for path in BROWSERS if path.exists()), BROWSERS[0])
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]})
  .then(({violations}) => violations.map(
    ({id, help, nodes}) => ({id, help, nodes: nodes.map((one) => ({html: one.html}))})))"""
PHONE = {"width": 375, "height": 812}
DESK = {"width": 1280, "height": 900}


def missing() -> str | None:
    """The one thing that keeps a browser test from running here, if there is one."""
    if not CHROMIUM.exists():
        return "Chromium is missing. Type: sudo apt-get install chromium-headless-shell"
    if not AXE.exists() or not (ROOT / "src/listens/static_built/app.css").exists():
        return "The look is not built. Type: make assets"
    return None


@pytest.fixture(scope="session", autouse=True)
def clicks_settle() -> Iterator[None]:
    """A click that leads to a page returns when that page has been read to its end, not when its address is known.

    Playwright waits for the address only: a look at the page (`content()`, `count()`) could then meet an empty one.
    """
    click = Locator.click

    def click_and_settle(self: Locator, **options: Any) -> None:
        click(self, **options)
        if not self.page.is_closed():
            self.page.wait_for_load_state("domcontentloaded")

    Locator.click = click_and_settle  # type: ignore[method-assign, assignment]
    yield
    Locator.click = click  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if reason := missing():
        if "chromium" in os.environ.get("LISTENS_REQUIRE", ""):
            pytest.fail(reason)
        pytest.skip(reason)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop open in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Makes a page in a browser of its own (cookies, storage): options are those of a Playwright context."""
    contexts = []
    broken: list[str] = []

    def heard(text: str) -> None:
        if "Content Security Policy" in text:
            broken.append(text)

    def make(**options: Any) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            **{"viewport": DESK, "reduced_motion": "reduce", "locale": "en-GB", **options},
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard(message.text))
        page.on("pageerror", lambda error: broken.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    wait_until_answered()
    assert not broken, "\n".join(broken)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def without_script(new_page: Callable[..., Page]) -> Page:
    return new_page(java_script_enabled=False)


def sign_in(page: Page, actor: Actor) -> None:
    """Puts a session of this actor (account, link or code) in the browser, past the sign-in pages."""
    session = SessionStore()
    session["second_factor_settled"] = True
    if actor.account is None:
        session[actors.SESSION_KEY] = str(actor.pk)
    else:
        session[SESSION_KEY] = str(actor.account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = actor.account.get_session_auth_hash()
    session.create()
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": str(session.session_key),
                "url": page.context._impl_obj._options["baseURL"],  # type: ignore[attr-defined]
                "secure": settings.SESSION_COOKIE_SECURE,
                "httpOnly": True,
            }
        ]
    )


def axe(page: Page) -> None:
    """No accessibility rule of axe is broken on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        VIOLATIONS, RULES
    )  # only them: the rest is megabytes to carry over, four fifths of the time
    told = [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
    assert not told, f"{page.url}\n" + "\n".join(told)


def no_sideways_scroll(page: Page, width: int = 375) -> None:
    """Nothing is wider than a small phone."""
    page.wait_for_load_state("domcontentloaded")  # a page that was just asked for has no width yet
    page.set_viewport_size({"width": width, "height": 812})
    across = page.evaluate("document.documentElement.scrollWidth")
    assert across <= width, f"{page.url} is {across} px wide on a phone of {width} px"


def check_page(page: Page) -> None:
    """What every page must pass, at both widths; leaves the page at 1280 px."""
    no_sideways_scroll(page)
    axe(page)
    page.set_viewport_size(DESK)
    axe(page)


def wait_until(page: Page, expression: str, seconds: float = 10) -> Any:
    """Asks the page again until the JavaScript expression is true; gives its value."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if value := page.evaluate(expression):
            return value
        page.wait_for_timeout(50)
    raise AssertionError(f"never true on {page.url}: {expression}")


def picture(page: Page, name: str) -> Path:
    """A picture of the whole page in build/screenshots, to look at."""
    path = ROOT / "build" / "screenshots" / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(path), full_page=True)
    return path
