"""Answers that are off the point, or are no answer at all."""

from collections.abc import Callable
from functools import lru_cache

from .line import Line, fill, read
from .pages import sections


@lru_cache(maxsize=1)
def _lines() -> tuple[Line, ...]:
    return tuple(read(text) for text in sections("aside.txt")["aside"])


def aside(chance: Callable[[], float]) -> str:
    """Somebody who had nothing to say, or something else on their mind."""
    lines = _lines()
    return fill(lines[int(chance() * len(lines))].parts, chance)
