"""A written line with its choices, read once so that filling it is quick.

``{slot}`` is filled from ``slots.txt``; ``(this|that|)`` picks one wording, which may hold slots but no brackets.
A line that begins with ``~`` stands on its own: nothing is put before it (questions, fragments, commands).
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from . import life
from .slots import SLOTS

_CHOICE: Final = re.compile(r"\(([^()]*\|[^()]*)\)|\{([a-z]+)\}")
_OPEN: Final = re.compile(r"\([^()]*\|[^()]*\)|\{[a-z]+\}")
_NOT_WORD: Final = re.compile(r"[^\w{}()'£]+")

Choice = tuple["str | tuple[Part, ...]", ...]
Part = str | Choice


class Line(NamedTuple):
    """A line ready to be filled, and what it gives away about its speaker."""

    parts: tuple[Part, ...]
    alone: bool
    facts: int
    clash: int
    source: str


def _parts(text: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    end = 0
    for found in _CHOICE.finditer(text):
        if found.start() > end:
            parts.append(text[end : found.start()])
        if found[2]:
            parts.append(SLOTS[found[2]])
        else:
            parts.append(tuple(_parts(o) if "{" in o else o for o in found[1].split("|")))
        end = found.end()
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


def read(text: str, facts: int | None = None, source: str | None = None) -> Line:
    """Read one written line; ``facts`` overrides what its wording gives away, ``source`` the line it was made from."""
    source = source or text
    alone = text.startswith("~")
    text = text.removeprefix("~")
    given = life.given_away(text) if facts is None else facts
    return Line(_parts(text), alone, given, life.against(given), source)


def fill(parts: tuple[Part, ...], chance: Callable[[], float]) -> str:
    """The words of a line, each choice made by ``chance`` (a number from 0 up to 1)."""
    words: list[str] = []
    for part in parts:
        if isinstance(part, str):
            words.append(part)
        else:
            chosen = part[int(chance() * len(part))]
            words.append(chosen if isinstance(chosen, str) else fill(chosen, chance))
    return "".join(words)


def frame(text: str) -> str:
    """The skeleton of a written line: every choice and slot left open, case and punctuation dropped."""
    return _NOT_WORD.sub(" ", _OPEN.sub("{}", text).lower()).strip()
