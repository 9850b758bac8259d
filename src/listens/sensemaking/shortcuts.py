"""One key for each theme of the coding page, in the order of the codebook: digits first, then letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from listens.sensemaking.models import Theme

NONE, SKIP, UNDO, FLAG, SEARCH, SUGGESTED = "0", "s", "u", "!", "/", "."
KEYS = [key for key in "123456789abcdefghijklmnopqrstuvwxyz" if key not in (SKIP, UNDO)]


@dataclass(frozen=True)
class Choice:
    """A theme with its key; later themes than there are keys have none and are found by searching."""

    theme: Theme
    key: str


@dataclass
class Group:
    whole: Choice
    parts: list[Choice] = field(default_factory=list)


def groups(themes: Iterable[Theme], keys: Iterable[str] = KEYS) -> list[Group]:
    """Themes in use, each first-level one with its parts below it."""
    themes = list(themes)
    parts: dict[UUID, list[Theme]] = defaultdict(list)
    for theme in themes:
        if theme.parent_id:
            parts[theme.parent_id].append(theme)
    left = iter(keys)

    def choice(theme: Theme) -> Choice:
        return Choice(theme, next(left, ""))

    found = []
    for whole in (theme for theme in themes if theme.parent_id is None):
        group = Group(choice(whole))
        group.parts = [choice(part) for part in parts[whole.pk]]
        found.append(group)
    return found
