"""Draws a note: which themes, whose words, what language, and what hurried typing did to it."""

import random
from collections.abc import Mapping
from typing import Final, NamedTuple

from . import listeners_words, own_words
from .aside import aside
from .mistakes import mistyped
from .note import SpokenNote
from .patterns import by_length
from .shelf import shelves
from .tongues import SHARES, tongues, write
from .weighing import Weighing, weighing, wheel


class Setting(NamedTuple):
    """What a way of listening does to the notes it brings in; shares run from 0 to 1."""

    listener: float = 0.45
    mistyped: float = 0.085
    other_language: float = 0.06
    aside: float = 0.02
    thanks: float = 0.05
    mixed: float = 0.22
    lengths: tuple[float, float, float] = (0.07, 0.36, 0.72)
    big: float = 0.92
    table: bool = False


_TABLE_TALK: Final = Setting(listener=0.66, mistyped=0.06, lengths=(0.08, 0.38, 0.74), table=True)
SETTINGS: Final = {
    "one-to-one": Setting(),
    "table": _TABLE_TALK,
    "table-talk": _TABLE_TALK,
    "event": Setting(listener=0.55, lengths=(0.1, 0.44, 0.8), big=0.95, table=True),
    "walk": Setting(listener=0.6, lengths=(0.08, 0.42, 0.8), big=0.95),
    "school-gate": Setting(listener=0.34, mistyped=0.1, lengths=(0.1, 0.46, 0.82), big=0.96),
    "online": Setting(listener=0.03, mistyped=0.15, lengths=(0.1, 0.38, 0.7), big=0.9),
}
_LANGUAGES: Final = wheel({code: float(share) for code, share in SHARES.items()})
_OWN: Final = by_length("own")
_LISTENER: Final = by_length("listener")
_TABLE: Final = by_length("table")


def speak(
    rng: random.Random, *, weights: Mapping[str, float] | None = None, setting: str = "one-to-one"
) -> SpokenNote:
    """One synthetic note, the same for the same state of ``rng``.

    ``weights`` maps slugs of top-level themes to how often they come up (a slug left out never does);
    without it the usual weights hold. ``setting`` is one of ``SETTINGS``; any other is taken as a one-to-one.
    Raises ValueError for an unknown slug, a weight below zero or weights that are all zero.
    """
    chance = rng.random
    wheels = weighing(weights)
    way = SETTINGS.get(setting) or SETTINGS["one-to-one"]
    kind = chance()
    if kind < way.aside:
        return SpokenNote(aside(chance), (), "en", False)
    kind -= way.aside
    if kind < way.other_language:
        code = _LANGUAGES.turn(chance)
        if lines := wheels.tongues[code]:
            text, slugs = write(chance, tongues()[code], lines)
            return SpokenNote(text, tuple(dict.fromkeys(slugs)), code, False)
    kind -= way.other_language
    if 0 <= kind < way.thanks:
        slug = wheels.subs[wheels.tops.turn(chance)].turn(chance)
        note = own_words.thanks(chance, shelves()[slug])
        return _finished(note, (slug,), way, rng, listener=False)
    return _of_themes(rng, wheels, way)


def _of_themes(rng: random.Random, wheels: Weighing, way: Setting) -> SpokenNote:
    chance = rng.random
    slugs = _themes(rng, wheels, way)
    length = _length(chance(), way)
    listener = chance() < way.listener
    kinds = (_TABLE if way.table and chance() < 0.75 else _LISTENER) if listener else _OWN
    if len(slugs) > 1:
        length = max(1, length - 1)
    patterns = [kinds[length][int(chance() * len(kinds[length]))]]
    for _ in slugs[1:]:
        step = max(1, length - int(chance() * 2))
        patterns.append(kinds[step][int(chance() * len(kinds[step]))])
    write_note = listeners_words.write if listener else own_words.write
    text = write_note(chance, [shelves()[slug] for slug in slugs], patterns)
    return _finished(text, slugs, way, rng, listener=listener)


def _themes(rng: random.Random, wheels: Weighing, way: Setting) -> tuple[str, ...]:
    chance = rng.random
    top = wheels.tops.turn(chance)
    slugs = [wheels.subs[top].turn(chance)]
    if chance() < way.mixed:
        for _ in range(2 if chance() < 0.22 else 1):
            near = (wheels.near[top] if chance() < 0.75 else wheels.tops).turn(chance)
            slugs.append(wheels.subs[near].turn(chance))
    return tuple(dict.fromkeys(slugs))


def _length(roll: float, way: Setting) -> int:
    for place, bound in enumerate((*way.lengths, way.big)):
        if roll < bound:
            return place
    return 4


def _finished(
    text: str, slugs: tuple[str, ...], way: Setting, rng: random.Random, *, listener: bool
) -> SpokenNote:
    if rng.random() < way.mistyped:
        text = mistyped(text, rng.random)
    return SpokenNote(text, slugs, "en", listener)
