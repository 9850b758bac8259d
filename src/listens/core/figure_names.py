"""The names of figures in a release. Slugs and codes hold no colon, so the names cannot meet."""

from __future__ import annotations


def key_of(what: str, *, round: str = "", theme: str = "") -> str:
    """`times_heard`, `round:autumn:times_heard`, `theme:housing:times_heard`, or both."""
    parts = [*(["round", round] if round else []), *(["theme", theme] if theme else []), what]
    return ":".join(parts)


def parts_of(key: str) -> tuple[str, str, str]:
    """What it counts, the round's slug and the theme's code; empty where it is about all."""
    *places, what = key.split(":")
    named = dict(zip(places[::2], places[1::2], strict=True))
    return what, named.get("round", ""), named.get("theme", "")
