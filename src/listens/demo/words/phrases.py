"""The openings, carriers, bridges and endings that belong to no theme."""

from functools import lru_cache
from typing import Final

from . import life
from .line import Line, read
from .pages import sections

_PRONOUNS: Final = (("she", "her", "her"), ("he", "his", "him"), ("they", "their", "them"))
Lines = tuple[Line, ...]


def for_person(text: str, person: int) -> str:
    """``text`` with {pro}, {Pro}, {pos}, {Pos}, {obj} and {One} put in for she (0), he (1) or they (2)."""
    pro, pos, obj = _PRONOUNS[person]
    text = text.replace("{One}", ("One woman", "One man", "Another person")[person])
    text = text.replace("{pro}", pro).replace("{Pro}", pro.capitalize()).replace("{obj}", obj)
    return text.replace("{pos}", pos).replace("{Pos}", pos.capitalize())


@lru_cache(maxsize=1)
def own() -> dict[str, Lines]:
    """What speakers say around a theme in their own words, by heading."""
    return {name: tuple(read(text) for text in lines) for name, lines in sections("own.txt").items()}


@lru_cache(maxsize=1)
def listeners() -> tuple[dict[str, Lines], ...]:
    """What listeners write around a theme, for she, he and they, each by heading."""
    written = {name: lines for name, lines in sections("listener.txt").items() if name != "who"}
    return tuple(
        {name: tuple(read(for_person(text, who)) for text in lines) for name, lines in written.items()}
        for who in range(3)
    )


@lru_cache(maxsize=1)
def speakers() -> Lines:
    """Who a listener says they spoke with; each line's facts are written before its colon."""
    found: list[Line] = []
    for text in sections("listener.txt")["who"]:
        facts, _, words = text.partition(":")
        found.append(
            read(words.strip(), facts=sum(life.FACTS[f.strip()] for f in facts.split(",") if f.strip()))
        )
    return tuple(found)
