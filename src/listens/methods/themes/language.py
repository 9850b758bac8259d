"""Which language a note is in, so that a model which reads only English is never asked to guess at others.

A model that cannot read a language puts all its notes into one heap: the "theme" would be who spoke, not what was said.
The detector is py3langid (BSD), a naive Bayes classifier over byte sequences after Lui and Baldwin 2012; it knows 140
languages and carries its numbers in its package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from listens.methods.themes import model

ENGLISH = "en"
UNTOLD = ""  # too short to tell
NEAR_ENGLISH = frozenset(
    {"en", "pcm", "sco"}
)  # the model reads Nigerian Pidgin and Scots as it reads English
FEWEST_WORDS = 4
CERTAIN = 0.01  # English at odds below 1 in 100
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 2000  # characters looked at


def language_of(text: str) -> str:
    """Its ISO 639 code; UNTOLD when it is too short to tell. Raises model.Missing without the extra.

    English has the benefit of the doubt: another language is named only when English is very unlikely.
    """
    text = text[:_LONGEST]
    words = _WORD.findall(text)
    is_latin = all(word.isascii() or _is_latin(word) for word in words)
    if not words or (is_latin and len(words) < FEWEST_WORDS):
        return UNTOLD
    ranked = _detector().rank(" ".join(words))
    likely = dict(ranked)
    if ranked[0][0] in NEAR_ENGLISH or (is_latin and likely.get(ENGLISH, 0.0) >= CERTAIN):
        return ENGLISH
    return str(next(code for code, _chance in ranked if code not in NEAR_ENGLISH))


def languages_of(texts: Iterable[str]) -> list[str]:
    """The language of each text, in order."""
    return [language_of(text) for text in texts]


def _is_latin(word: str) -> bool:
    return all(character < "\u0250" or "\u1e00" <= character <= "\u1eff" for character in word)


@cache
def _detector() -> Any:
    model.require()
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
