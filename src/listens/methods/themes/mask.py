"""Names and numbers out of a note before a model reads it: notes gather around "Natasha" instead of what she did.

The rules are those of review (`methods.marks`). What review marks for a person to look at is here replaced, in a copy
that is used for nothing else and kept nowhere: a name by a word that stands for anybody, the rest by nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from listens.methods import marks

ANYBODY = "somebody"
_SPACE = re.compile(r"\s+")
_STRUCK = re.compile(r"\b[xX]{3,}\b|[*_#]{3,}|█+")  # how people strike a name out themselves
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_SMALL = 5
_LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){4,}")


def mask(text: str, known: frozenset[str] = frozenset()) -> str:
    """The text without what may point at somebody. `known` are words of places here, in lower case: they stay."""
    text = text.encode("utf-8", "replace").decode()  # half of a character is none
    parts, end = [], 0
    for mark in marks.find(text, known):
        parts += [text[end : mark.start], ANYBODY if mark.kind == marks.NAME else " "]
        end = mark.end
    masked = _LONG_NUMBER.sub(" ", "".join([*parts, text[end:]]))
    return _SPACE.sub(" ", _STRUCK.sub(ANYBODY, masked)).strip()


def mask_all(texts: Sequence[str], known: frozenset[str] = frozenset()) -> list[str]:
    """Each text masked, in order. What the texts themselves mostly write small is taken for a word, not a name."""
    known |= written_small(texts)
    return [mask(text, known) for text in texts]


def written_small(texts: Iterable[str]) -> frozenset[str]:
    """Words written with a small letter in five notes or more, and in more notes than with a capital."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        for word in set(_WORD.findall(text)):
            (small if word.islower() else capital)[word.lower()] += 1
    return frozenset(word for word, num in small.items() if num >= max(_FEWEST_SMALL, capital[word] + 1))
