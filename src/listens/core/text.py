"""What people type, at the door: characters no database or file should hold are refused with a sentence."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What XML, and so a feed, cannot hold; tab and the two ends of a line are no harm.
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# The same without the line and page breaks of word processors: they stand in real notes, which come in as they are.
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def problem_with(text: str, *, longest: int | None = None) -> str:
    """A sentence saying what is wrong with `text`, or an empty one."""
    if found := _REFUSED.search(text):
        if "\x00" in text:
            return _("The text has a NUL character in it. Take it out and try again.")
        if "\ud800" <= found[0] <= "\udfff":
            return _("The text has half of a character in it. Copy it again from where it came.")
        return _(
            "The text has a hidden character in it, U+%(code)s at place %(place)d. Take it out and try again."
        ) % {"code": f"{ord(found[0]):04X}", "place": found.start() + 1}
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


def shown(value: object, longest: int = 300) -> str:
    """What came from outside, to name in a sentence of ours: cut short, without what cannot be shown."""
    whole = without_unshown(str(value))
    return whole if len(whole) <= longest else whole[:longest] + "…"


def without_unshown(text: str) -> str:
    return _UNSHOWN.sub("", text)


def key(text: str) -> str:
    """The stored key that search and sort use, the same on both databases."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def in_order(text: str) -> list[tuple[int, int, str]]:
    """What to sort by so that 2 comes before 10, and 3.1 before 3.10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", key(text))
    return [(0, int(part), "") if part[0].isdigit() else (1, 0, part) for part in parts]
