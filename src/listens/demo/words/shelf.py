"""Everything written for one sub-theme, read once and ready to be drawn from."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from . import life
from .line import Line, read
from .pages import sections
from .person import turned
from .phrases import for_person
from .themes import themes

SAID: Final = ("say", "about", "effect", "wish", "thanks")


class Shelf(NamedTuple):
    """The lines of one sub-theme by what they do in a note; ``told`` holds them, and what listeners jot, as she, he and they."""

    say: tuple[Line, ...]
    about: tuple[Line, ...]
    effect: tuple[Line, ...]
    wish: tuple[Line, ...]
    thanks: tuple[Line, ...]
    thing: tuple[Line, ...]
    short: tuple[Line, ...]
    told: dict[str, tuple[tuple[Line, ...], ...]]


def page(slug: str) -> dict[str, list[str]]:
    """The written lines of one sub-theme, by heading."""
    return sections("lines", f"{slug}.txt")


def _told(lines: list[str], person: int) -> tuple[Line, ...]:
    told: list[Line] = []
    for text in lines:
        if text.startswith("~"):
            continue
        said = turned(text, person)
        if said is not None:
            told.append(read(said, facts=life.given_away(text), source=text))
    return tuple(told)


_WOMAN: Final = re.compile(
    r"^(Mum|Woman|Lady|Grandmother|Gran|Widow|Girl|Mother|Young woman|Older woman|Auntie)\b"
)
_MAN: Final = re.compile(
    r"^(Dad|Man|Gentleman|Grandad|Widower|Lad|Father|Young man|Older man|Older gentleman)\b"
)

_ONE_SPEAKER: Final = re.compile(r"\b([Mm]y|I|me)\b")
_TRADE: Final = re.compile(
    r"^(Nurse|Care worker|Teacher|Driver|Student|Shopkeeper|Market trader|Trader|Pastor|Leader|Youth leader|"
    r"Community leader|Cleaner|Delivery rider|Hairdresser|Staff member|Agency|Former tutor|Welder|Retired|Worked)\b"
)


def _noted(lines: list[str], person: int) -> tuple[Line, ...]:
    noted: list[Line] = []
    for text in lines:
        facts = life.given_away(text)
        facts |= life.FACTS["trade"] if _TRADE.match(text) else 0
        facts |= life.FACTS["woman"] if _WOMAN.match(text) else life.FACTS["man"] if _MAN.match(text) else 0
        noted.append(read(for_person(text, person), facts=facts, source=text))
    return tuple(noted)


def _shelf(slug: str) -> Shelf:
    written = page(slug)
    plain = {
        name: tuple(read(text) for text in written.get(name, [])) for name in Shelf._fields if name != "told"
    }
    told = {name: tuple(_told(written[name], who) for who in range(3)) for name in (*SAID, "thing")}
    shared = [text for text in written["about"] if not _ONE_SPEAKER.search(text)]
    told["together"] = tuple(_told(shared, who) for who in range(3))
    told["note"] = tuple(_noted(written.get("note", []), who) for who in range(3))
    return Shelf(**plain, told=told)


@lru_cache(maxsize=1)
def shelves() -> dict[str, Shelf]:
    """The shelf of every sub-theme, by slug."""
    return {theme.slug: _shelf(theme.slug) for theme in themes() if theme.parent}
