"""What organisers, leads, reviewers and safeguarding leads see of listening: each page, and the same with a mistake.

Taken after `listening.take`, so that something waits for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.pictures.camera import Camera

ROUND = "rounds/autumn-2026/"
PAST = "rounds/autumn-2025/"
Step = Callable[[Page], object]


def send(page: Page) -> None:
    """The main form, as it stands."""
    page.locator("main form:has(:is(input:not([type=hidden]),select,textarea))").last.locator(
        "button"
    ).last.click()
    page.wait_for_load_state()


def fill(name: str, words: str) -> Step:
    return lambda page: page.locator(f"[name={name}]").first.fill(words)


def follow(part: str) -> Step:
    """The first link or form below main whose address ends so."""

    def step(page: Page) -> None:
        page.goto(str(page.locator(f"main a[href*='{part}']").first.get_attribute("href")))

    return step


def press(selector: str) -> Step:
    def step(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state()

    return step


@dataclass(frozen=True)
class Screen:
    name: str
    who: str
    address: str
    steps: tuple[Step, ...] = ()
    is_printed: bool = False


SCREENS = [
    Screen("round-home", "amina", ROUND + "home/", is_printed=True),
    Screen("round-home-past", "amina", PAST + "home/"),
    Screen("round-home-own", "bea", ROUND + "home/"),
    Screen("plan", "amina", ROUND + "plan/"),
    Screen("plan-reader", "grace", ROUND + "plan/"),
    Screen("targets", "amina", ROUND + "targets/"),
    Screen("targets-error", "amina", ROUND + "targets/", (fill("total", "-5"), send)),
    Screen("moment", "amina", ROUND + "plan/", (follow("/moments/"),), True),
    Screen("moment-add", "amina", ROUND + "plan/moments/add/"),
    Screen("moment-add-error", "amina", ROUND + "plan/moments/add/", (fill("held_on-day", "99"), send)),
    Screen("window-error", "amina", ROUND + "plan/dates/", (send,)),
    Screen("prompt-data", "amina", ROUND + "plan/prompts/1/data/"),
    Screen("start-round-error", "amina", "rounds/start/", (send,)),
    Screen("offers", "amina", PAST + "offers/"),
    Screen("offers-now", "amina", ROUND + "offers/"),
    Screen("offer", "amina", PAST + "offers/", (follow("/offers/"),)),
    Screen("offer-error", "amina", PAST + "offers/", (follow("/offers/"), send)),
    Screen("links", "amina", ROUND + "links/"),
    Screen("links-own", "bea", ROUND + "links/"),
    Screen("link-make", "bea", ROUND + "links/make/"),
    Screen("link-make-error", "bea", ROUND + "links/make/", (fill("expires_on-year", "1999"), send)),
    Screen("link-card", "bea", ROUND + "links/make/", (send,), True),
    Screen("link-renew", "bea", ROUND + "links/", (follow("/renew/"),)),
    Screen("link-revoke", "bea", ROUND + "links/", (follow("/revoke/"),)),
    Screen("sheets", "bea", ROUND + "sheets/"),
    Screen("sheets-make", "bea", ROUND + "sheets/make/"),
    Screen("sheets-make-error", "bea", ROUND + "sheets/make/", (fill("how_many", "9999"), send)),
    Screen("sheets-print", "bea", ROUND + "sheets/print/", (), True),
    Screen("sheets-print-large", "bea", ROUND + "sheets/print/?large=on", (), True),
    Screen("sheets-print-arabic", "bea", ROUND + "sheets/print/?language=ar", (), True),
    Screen("sheets-type", "bea", ROUND + "sheets/type/"),
    Screen("sheets-type-error", "bea", ROUND + "sheets/type/", (send,)),
    Screen("sheet", "bea", "sheets/1/mark/"),
    Screen("heard-cards", "bea", ROUND + "cards/", (), True),
    Screen("heard-cards-arabic", "bea", ROUND + "cards/?language=ar", (), True),
    Screen("wall", "bea", ROUND + "wall/"),
    Screen("wall-error", "bea", ROUND + "wall/", (send,)),
    Screen("refresher", "", "listen/refresher/", (), True),
    Screen("queue", "grace", "review/"),
    Screen("conversation", "grace", "review/", (follow("/conversations/"),)),
    Screen("conversation-error", "grace", "review/", (follow("/conversations/"), send)),
    Screen("take-out", "grace", "review/", (follow("/conversations/"), follow("/take-out/"))),
    Screen("translate", "grace", "review/", (follow("/conversations/"), follow("/translation/"))),
    Screen("flag", "grace", "review/", (follow("/conversations/"), follow("/at-risk/"))),
    Screen("reasons", "amina", "review/reasons/"),
    Screen("notes-file", "amina", ROUND + "notes/import/"),
    Screen("notes-file-error", "amina", ROUND + "notes/import/", (send,)),
    Screen("withdraw", "", "withdraw/"),
    Screen("withdraw-error", "", "withdraw/", (fill("code", "no such"), send)),
    Screen("withdraw-for", "amina", "withdrawals/"),
    Screen("reply", "", "reply/"),
    Screen("reply-error", "", "reply/", (send,)),
    Screen("alarms", "leila", "safeguarding/"),
    Screen("alarm", "leila", "safeguarding/", (follow("/safeguarding/"),)),
    Screen("alarm-error", "leila", "safeguarding/", (follow("/safeguarding/"), send)),
    Screen("numbers", "leila", "safeguarding/numbers/"),
    Screen("number-add", "leila", "safeguarding/numbers/add/"),
    Screen("number-add-error", "leila", "safeguarding/numbers/add/", (fill("telephone", "ring me"), send)),
    Screen("number-remove", "leila", "safeguarding/numbers/", (follow("/remove/"),)),
    Screen("clock", "amina", "safeguarding/clock/"),
    Screen("settings", "amina", "settings/"),
    Screen("readiness", "amina", "readiness/"),
    Screen("feedback", "amina", PAST + "feedback/"),
    Screen("report", "bea", "rounds/round-2/feedback/", (follow("/report/"),), True),
    Screen("films", "amina", "media/"),
    Screen("desk-lead", "bea", "desk/"),
    Screen("desk-reviewer", "grace", "desk/"),
    Screen("desk-safeguarding", "leila", "desk/"),
]


def take(camera: Camera, only: set[str]) -> None:
    people: dict[str, Page] = {}
    for screen in SCREENS:
        if only and screen.name not in only:
            continue
        page = people.get(screen.who) or people.setdefault(screen.who, camera.as_person(screen.who))
        page.set_viewport_size({"width": 1280, "height": 900})
        try:
            page.goto(screen.address)
            for step in screen.steps:
                step(page)
        except Exception as problem:
            print(f"no picture of {screen.name} ({camera.language}): {str(problem).splitlines()[0]}")
            continue
        camera.take(page, screen.name)
        if screen.is_printed:
            camera.print(page, screen.name)
    for page in people.values():
        page.context.close()
