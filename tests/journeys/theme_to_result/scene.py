"""Who walks, and what was heard before: five organisations, five themes, ten accepted conversations of each."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from listens.core.models import Actor
from listens.priorities.models import LongList
from tests.browser import PHONE, check_page, no_sideways_scroll, picture, sign_in
from tests.cast import Cast, organisation
from tests.journeys.theme_to_result.keyboard import Keys
from tests.public import build

IS_LONG = bool(os.environ.get("LISTENS_LONG"))
ST_BRANNOCKS, LARKWOOD = "St Brannock's Church", "Larkwood Women's Association"
TENANTS, KITCHEN, WHEELS = "Mill Lane Tenants", "Hope Kitchen", "Wheels for All"
DELEGATES = {KITCHEN: 1, LARKWOOD: 2, TENANTS: 6, WHEELS: 2}
THEMES = {
    "homes": "Damp homes",
    "bus": "Buses at night",
    "wages": "Wages of carers",
    "minds": "Waiting for help",
    "bridge": "The old bridge",
}


@dataclass(frozen=True)
class Slip:
    """As somebody holds it in the hand."""

    organisation: str
    number: int
    code: str


@dataclass
class Walk:
    """`desk` is the organiser at her desk, `keys` her keyboard. `new_page` makes a browser of its own."""

    cast: Cast
    new_page: Callable[..., Page]
    downloads: Path
    desk: Page = field(init=False)
    keys: Keys = field(init=False)
    slips: list[Slip] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.desk = self.of(self.cast.amina)
        self.keys = Keys(self.desk)

    def of(self, actor: Actor, **options: object) -> Page:
        page = self.unknown(**options)
        sign_in(page, actor)
        return page

    def unknown(self, **options: object) -> Page:
        """Somebody who is not signed in."""
        page = self.new_page(**options)
        page.set_default_timeout(60_000)
        return page

    def phone(self, **options: object) -> Page:
        return self.unknown(**{"viewport": PHONE, "has_touch": True, "is_mobile": True, **options})

    def phone_of(self, actor: Actor) -> Page:
        page = self.phone()
        sign_in(page, actor)
        return page

    def look(self, page: Page, name: str) -> None:
        """Everybody can use it, at the width of a phone and of a desk. In the long run, axe and pictures too."""
        before = page.viewport_size
        if not IS_LONG:
            no_sideways_scroll(page)
            page.set_viewport_size(before)
            return
        check_page(page)
        picture(page, f"journey-{name}-1280")
        page.set_viewport_size(PHONE)
        picture(page, f"journey-{name}-375")
        page.set_viewport_size(before)

    def of_organisation(self, name: str) -> list[Slip]:
        return [slip for slip in self.slips if slip.organisation == name]

    @property
    def long_list(self) -> LongList:
        return LongList.objects.get(round=self.cast.round)


def heard(cast: Cast) -> None:
    more = [organisation(cast.area, name, kind="association") for name in (TENANTS, KITCHEN, WHEELS)]
    every = [cast.community, cast.second_community, *more]
    for code, name in THEMES.items():
        build.conversations(cast, 10, build.theme(cast.area, code, name), organisation=every)
