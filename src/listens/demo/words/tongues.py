"""Notes given in another language, as they were said or written."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from .line import Line, fill, read
from .pages import sections

SHARES: Final = {"es": 22, "pt": 18, "pl": 12, "fr": 11, "ar": 12, "so": 10, "ta": 8, "uk": 7}


class Tongue(NamedTuple):
    """What can be said in one language: openings and endings, and lines with the sub-theme each is about."""

    opening: tuple[Line, ...]
    ending: tuple[Line, ...]
    lines: tuple[tuple[str, Line], ...]


@lru_cache(maxsize=1)
def tongues() -> dict[str, Tongue]:
    """Every language but English, by its code."""
    found = {}
    for code in SHARES:
        written = sections("tongues", f"{code}.txt")
        around = {name: tuple(read(text) for text in written.pop(name)) for name in ("opening", "ending")}
        lines = tuple((slug, read(text)) for slug, texts in written.items() for text in texts)
        found[code] = Tongue(lines=lines, **around)
    return found


def write(
    chance: Callable[[], float], tongue: Tongue, lines: tuple[tuple[str, Line], ...]
) -> tuple[str, list[str]]:
    """A note from ``lines`` (those of ``tongue`` that may be used), and the sub-themes it is about."""
    slug, line = lines[int(chance() * len(lines))]
    said = [fill(line.parts, chance)]
    slugs = [slug]
    if chance() < 0.45 and len(lines) > 1:
        other, second = lines[int(chance() * len(lines))]
        if second is not line:
            said.append(fill(second.parts, chance))
            slugs.append(other)
    if chance() < 0.35:
        opening = fill(tongue.opening[int(chance() * len(tongue.opening))].parts, chance)
        if opening[-1] in ",:":
            said[0] = said[0][0].lower() + said[0][1:]
        said.insert(0, opening)
    if chance() < 0.5:
        said.append(fill(tongue.ending[int(chance() * len(tongue.ending))].parts, chance))
    return " ".join(said), slugs
