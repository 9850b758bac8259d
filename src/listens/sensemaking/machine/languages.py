"""Languages of notes in words for a page: what they are called, and how the computer reads each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from listens.methods.themes import model
from listens.sensemaking.presenters import right

ENGLISH = "en"


def language_name(code: str) -> str:
    """In the reader's language, as far as it is known by a name; else the code."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def listed(languages: Mapping[str, int]) -> str:
    """Languages with how many notes are in each, the most first."""
    ordered = sorted(languages.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{language_name(code)} {num}" for code, num in ordered)


def languages_table(counted: Mapping[str, int], *, every_language: bool) -> dict[str, Any]:
    """`counted` are notes by the language that was written beside them."""
    num_of: Counter[str] = Counter()
    for code, num in counted.items():
        num_of[code.partition("-")[0].lower()] += num
    headings = [_("Language"), _("Notes"), _("How the computer reads it")]
    return {
        "caption": _("Notes by the language that was written beside them"),
        "headings": headings,
        "numeric": headings[1:2],
        "rows": [
            [language_name(code), right(f"{num:,}"), _reads(code, every_language)]
            for code, num in num_of.most_common()
        ],
    }


def _reads(code: str, every_language: bool) -> str:
    if code == ENGLISH:
        return _("Well")
    if not every_language:
        return _("Not at all: people read these")
    if code in model.WEAK:
        return _("Poorly: people should read as many as they can")
    return _("Less well than English")
