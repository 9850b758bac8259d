"""Names and numbers out of a note before a model reads it: notes gather around "Natasha" instead of what she did.

The rules are those of review (`methods.marks`). What review marks for a person to look at is here replaced, in a copy
that is used for nothing else and kept nowhere: a name by a word that stands for anybody, the rest by nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from listens.methods import marks

ANYBODY = "somebody"
_SPACE = re.compile(r"\s+")
_STRUCK = re.compile(r"\b[xX]{3,}\b|[*_#]{3,}|█+")  # how people strike a name out themselves
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_SMALL = 5
_OFTEN, _FEWEST_OFTEN = 1 / 200, 20
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
    """Each text masked, in order. What the texts themselves say often enough is taken for a thing, not a person."""
    known |= common_here(texts)
    return [mask(text, known) for text in texts]


def common_here(texts: Sequence[str]) -> frozenset[str]:
    """Words that name no person here: mostly written small, or in so many notes that they are what notes are about.

    "Oracle" in every twentieth title is a theme; on titles of twenty such things, masking them cost a third of it.
    """
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        for word in set(_WORD.findall(text)):
            (small if word.islower() else capital)[word.lower()] += 1
    often = max(_FEWEST_OFTEN, _OFTEN * len(texts))
    return frozenset(
        word
        for word in small.keys() | capital.keys()
        if small[word] >= max(_FEWEST_SMALL, capital[word] + 1) or small[word] + capital[word] >= often
    )
