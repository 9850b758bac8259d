"""Counts what was really written: one frame for each sentence skeleton, however its slots are filled."""

from .line import frame
from .shelf import SAID, page
from .themes import themes

_COUNTED = (*SAID, "note")


def frames(theme: str) -> set[str]:
    """The distinct sentence skeletons written for a theme (a top-level slug takes in all its sub-themes).

    Only written sentences count. Slot fillings, alternative wordings inside a line, openings, endings, typing
    errors, the listener's "she said" and one-phrase answers are all left out, so the number is a floor.
    """
    slugs = [entry.slug for entry in themes() if entry.parent and theme in (entry.slug, entry.parent)]
    if not slugs:
        raise KeyError(f"no theme called {theme!r}")
    return {frame(text) for slug in slugs for name in _COUNTED for text in page(slug).get(name, [])}
