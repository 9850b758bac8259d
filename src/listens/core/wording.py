"""Words that people rely on: consent, safeguarding, crisis, ballots.

Their translations carry the gettext context "needs review". Until a person has read one of them and says so in
`locale/reviewed.toml`, it is blocked: the English stands in its place, and the page says why. The record is of
the very words (a digest of both), so a later change to either blocks them again.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path

from django.utils import translation

import listens

CONTEXT = "needs review"
SOURCE = "en-gb"
FILE = Path(listens.__file__).parent / "locale" / "reviewed.toml"


def digest(words: str, translated: str) -> str:
    """Names one wording together with one translation of it."""
    return hashlib.sha256(f"{words}\0{translated}".encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def reviewed() -> dict[str, dict[str, str]]:
    """Language -> digest -> who read it and when."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def is_source(language: str | None) -> bool:
    return (language or SOURCE).startswith("en")


def is_reviewed(words: str) -> bool:
    """May `words` be shown in the language of this page? English always may."""
    language = translation.get_language()
    if is_source(language):
        return True
    translated = translation.pgettext(CONTEXT, words)
    return digest(words, translated) in reviewed().get(language or "", {})


def pgettext(context: str, words: str) -> str:
    """As Django's, for use in Python with the context "needs review": the translation if a person read it."""
    return translation.pgettext(context, words) if is_reviewed(words) else words
