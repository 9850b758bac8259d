"""What hurried thumbs do to a note: letters swapped or dropped, no capitals, text-speak."""

import re
from collections.abc import Callable
from typing import Final

from .pages import sections

_PAGE: Final = sections("mistakes.txt")


def _pairs(heading: str) -> list[tuple[str, str]]:
    return [(was, now) for was, _, now in (line.partition(" > ") for line in _PAGE[heading])]


_SHORT: Final = dict(_pairs("text-speak"))
_MIXED_UP: Final = dict(_pairs("mixed up"))
_SHORT_WORD: Final = re.compile(
    r"\b(" + "|".join(sorted(_SHORT, key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_MIXED_WORD: Final = re.compile(r"\b(" + "|".join(sorted(_MIXED_UP, key=len, reverse=True)) + r")\b")
Chance = Callable[[], float]


def _slip(word: str, chance: Chance) -> str:
    """One slip of a finger inside a word of four letters or more."""
    place = 1 + int(chance() * (len(word) - 2))
    kind = chance()
    if kind < 0.38:
        return word[:place] + word[place + 1 :]
    if kind < 0.76:
        return word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
    return word[:place] + word[place] + word[place:]


def _slips(text: str, chance: Chance) -> str:
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    for _ in range(1 + len(words) // 18) if long else ():
        place = long[int(chance() * len(long))]
        words[place] = _slip(words[place], chance)
    return " ".join(words)


def _no_capitals(text: str, chance: Chance) -> str:
    text = text.lower()
    return text.rstrip(".") if chance() < 0.7 else text


def _text_speak(text: str, chance: Chance) -> str:
    said = _SHORT_WORD.sub(lambda f: _SHORT[f[0].lower()] if chance() < 0.7 else f[0], text)
    said = said.replace("'", "") if chance() < 0.6 else said
    return _no_capitals(said, chance) if chance() < 0.7 else said


def _no_apostrophes(text: str, chance: Chance) -> str:
    return text.replace("'", "")


def _mixed_up(text: str, chance: Chance) -> str:
    return _MIXED_WORD.sub(lambda f: _MIXED_UP[f[0]] if chance() < 0.6 else f[0], text)


def _no_stops(text: str, chance: Chance) -> str:
    return re.sub(r"(?<=\w)[.,] ", " ", text).rstrip(".")


def _shouting(text: str, chance: Chance) -> str:
    return text.upper() if len(text) < 90 else _slips(text, chance)


_WAYS: Final = (
    (_slips,), (_slips,), (_slips, _no_apostrophes), (_no_capitals,), (_no_capitals, _slips),
    (_text_speak,), (_text_speak, _slips), (_mixed_up, _slips), (_mixed_up, _no_apostrophes),
    (_no_apostrophes,), (_no_stops, _slips), (_no_stops, _no_capitals), (_shouting,),
)  # fmt: skip


def mistyped(text: str, chance: Chance) -> str:
    """``text`` as somebody in a hurry, or new to typing, would have left it."""
    typed = text
    for way in _WAYS[int(chance() * len(_WAYS))]:
        typed = way(typed, chance)
    return typed if typed != text else _slips(text, chance)
