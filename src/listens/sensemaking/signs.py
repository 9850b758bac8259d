"""Short marks for themes, made from their names: told apart without colour, unlike any other in the area."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from django.utils.text import slugify

LONGEST = 3


def sign_for(name: str, taken: Collection[str]) -> str:
    """A mark of one to three letters or digits. `taken` are those in use, casefolded.

    The first letters of two words, or of the one word; then the next letters; then letters with digits.
    """
    return next(sign for sign in _signs(name) if sign.casefold() not in taken)


def _signs(name: str) -> Iterator[str]:
    words = [word for word in re.findall(r"[^\W_]+", name) if len(word[0].upper()) == 1]
    letters = "".join(words)
    first = letters[:1].upper() or "T"
    if len(words) > 1:
        yield first + words[1][0].upper()
    yield from (first + second.lower() for second in letters[1:])
    if len(words) > 2:
        yield first + words[1][0].upper() + words[2][0].upper()
    yield from (f"{first}{n}" for n in range(2, 100))
    for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        yield from (f"{first}{second}{n}" for n in range(10))
    for start in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        yield from (f"{start}{n:02}" for n in range(100))
    yield from (f"{n:03}" for n in range(1000))


def code_for(name: str, taken: Collection[str]) -> str:
    """A code made from a name: small letters, digits and hyphens, with a number where it is taken."""
    start = slugify(name)[:50].strip("-") or "theme"
    if start not in taken:
        return start
    return next(code for n in range(2, len(taken) + 3) if (code := f"{start}-{n}") not in taken)
