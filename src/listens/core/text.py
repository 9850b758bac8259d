"""What people type, at the door: characters no database or file should hold are refused with a sentence."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def problem_with(text: str, *, longest: int | None = None) -> str:
    """A sentence saying what is wrong with `text`, or an empty one."""
    if "\x00" in text:
        return _("The text has a NUL character in it. Take it out and try again.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        return _("The text has half of a character in it. Copy it again from where it came.")
    if longest is not None and len(text) > longest:
        return _("The text has %(has)d characters; the most is %(most)d. Shorten it or split it in two.") % {
            "has": len(text),
            "most": longest,
        }
    return ""


def validate(text: str) -> None:
    """For model and form fields."""
    if problem := problem_with(text):
        raise ValidationError(problem)


def key(text: str) -> str:
    """The stored key that search and sort use, the same on both databases."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def in_order(text: str) -> list[tuple[int, int, str]]:
    """What to sort by so that 2 comes before 10, and 3.1 before 3.10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", key(text))
    return [(0, int(part), "") if part[0].isdigit() else (1, 0, part) for part in parts]
