"""The pages of sessions with children. The setting is off, so it is turned on first, as an organiser would."""

from __future__ import annotations

import contextlib

from playwright.sync_api import Error, Page

from tests.pictures.camera import Camera
from tests.pictures.staff import ROUND, send


def take(camera: Camera) -> None:
    page = camera.as_person("bea")
    page.goto(ROUND + "children/start/")
    if page.locator("[name=first_adult] option").count() < 3:
        camera.take(page, "children-nobody-cleared")
        _turn_on(camera)
    page.goto(ROUND + "children/")
    camera.take(page, "children")
    page.goto(ROUND + "children/start/")
    send(page)
    camera.take(page, "children-start-error")
    _today(page)
    for name, place in (("first_adult", 1), ("second_adult", 2)):
        page.locator(f"[name={name}]").select_option(index=place)
    send(page)
    session = page.url
    camera.take(page, "children-session")
    page.goto(f"{session}consent/")
    camera.take(page, "children-consent")
    for kind, means in (("host", "paper"), ("parents", "form")):
        page.goto(f"{session}consent/")
        page.locator(f"[name=kind][value={kind}]").check(force=True)
        page.locator(f"[name=means][value={means}]").check(force=True)
        page.locator("[name=num]").fill("8")
        send(page)
    page.goto(f"{session}card/")
    camera.take(page, "children-card")
    camera.print(page, "children-card")
    page.goto(f"{session}type/")
    send(page)
    camera.take(page, "children-type-error")
    page.goto(session)
    camera.take(page, "children-session-ready")
    page.context.close()


def _turn_on(camera: Camera) -> None:
    """The two papers are recorded, the setting is on, and two of the host's people are cleared."""
    lead, page = camera.as_person("bea"), camera.as_person("amina")
    host = lead.locator("main a[href*='/organisations/']:not([href*='themes'])").first.get_attribute("href")
    for kind in ("children-assessment", "children-lead"):
        page.goto(f"readiness/{kind}/")
        page.locator("[name=where_kept]").fill("The green folder at the office")
        send(page)
    page.goto("settings/")
    page.locator("[name=listens_to_children]").check(force=True)
    send(page)
    page.goto(str(host))
    for left in [one.get_attribute("href") for one in page.locator("main a[href$='/left/']").all()][:2]:
        page.goto(str(left).replace("/left/", "/clearance/"))
        page.locator("[name=runs_until-day]").fill("1")
        page.locator("[name=runs_until-month]").fill("9")
        page.locator("[name=runs_until-year]").fill("2027")
        send(page)
    lead.context.close()
    page.context.close()


def _today(page: Page) -> None:
    """The demonstration stands still: the date at its head is today."""
    day = page.locator(".app-synthetic time").get_attribute("datetime") or "2026-11-16"
    for part, value in zip(("year", "month", "day"), day.split("-"), strict=True):
        with contextlib.suppress(Error):
            page.locator(f"[name=held_on-{part}]").fill(value)
