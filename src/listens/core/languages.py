"""The languages that pages come in, which of them an area offers, and how much of each there is.

An area keeps the codes of the languages its people speak ("en", "so"); pages know English as the source
("en-gb"). How much is translated is counted when the catalogues are compiled (tools/language_coverage.py).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

import listens
from listens.core.models import Area
from listens.core.wording import SOURCE, is_source

COUNTED = Path(listens.__file__).parent / "locale" / "coverage.json"


@dataclass(frozen=True)
class Language:
    """One language of pages: its code, and how its own people write its name."""

    code: str
    own_name: str
    direction: str


def language(code: str) -> Language:
    about = translation.get_language_info(code)
    own_name = "English" if is_source(code) else about["name_local"]
    return Language(code, own_name, "rtl" if about["bidi"] else "ltr")


def as_written(words: str | Promise) -> str:
    """Words as they stand in the code, for what is kept now and said in a reader's language later."""
    with translation.override(None):
        return str(words)


def every() -> list[Language]:
    return [language(code) for code, _name in settings.LANGUAGES]


def offered(area: Area | None) -> list[Language]:
    """The area's languages that pages come in, in its order; English always. Without an area, all of them."""
    if area is None:
        return every()
    ours = dict(settings.LANGUAGES)
    own = [SOURCE if is_source(code) else code for code in area.languages]
    return [language(code) for code in dict.fromkeys([*own, SOURCE]) if code in ours]


def stay_with(area: Area) -> None:
    """A browser may ask for a language that this area does not offer: then the page is in English."""
    if translation.get_language() not in [one.code for one in offered(area)]:
        translation.activate(SOURCE)


@lru_cache(maxsize=1)
def coverage() -> dict[str, dict[str, dict[str, int]]]:
    """Language -> group of words -> {"words", "done"}; nothing before the catalogues are compiled."""
    try:
        counted: dict[str, dict[str, dict[str, int]]] = json.loads(COUNTED.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return counted


def share(counted: dict[str, int] | None) -> str:
    """Rounded down, so that 100 % is said of nothing but all."""
    if not counted or not counted["words"]:
        return "–"
    return f"{counted['done'] * 100 // counted['words']} %"
