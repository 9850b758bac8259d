"""One key for each theme of the coding page, in the order of the codebook: digits first, then letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from listens.sensemaking.models import Theme

NONE, SKIP, UNDO, FLAG, SEARCH, SUGGESTED, MARK = "0", "s", "u", "!", "/", ".", ","
KEYS = [key for key in "123456789abcdefghijklmnopqrstuvwxyz" if key not in (SKIP, UNDO)]


@dataclass(frozen=True)
class Choice:
    """A theme with its key; later themes than there are keys have none and are found by searching.

    A heading cannot be chosen: it was split, and stands above its parts.
    """

    theme: Theme
    key: str
    is_heading: bool = False


@dataclass
class Group:
    whole: Choice
    parts: list[Choice] = field(default_factory=list)


def groups(themes: Iterable[Theme], keys: Iterable[str] = KEYS) -> list[Group]:
    """Themes in use, each first-level one with its parts below it; one that was split heads its parts."""
    themes = list(themes)
    wholes = {theme.pk: theme for theme in themes if theme.parent_id is None}
    headings = {theme.parent_id: theme.parent for theme in themes if theme.parent_id not in {None, *wholes}}
    parts: dict[UUID, list[Theme]] = defaultdict(list)
    for theme in themes:
        if theme.parent_id:
            parts[theme.parent_id].append(theme)
    left = iter(keys)

    def choice(theme: Theme) -> Choice:
        return Choice(theme, next(left, ""))

    found = []
    for whole in sorted(filter(None, [*wholes.values(), *headings.values()]), key=_order):
        group = Group(choice(whole) if whole.pk in wholes else Choice(whole, "", is_heading=True))
        group.parts = [choice(part) for part in parts[whole.pk]]
        found.append(group)
    return found


def _order(theme: Theme) -> tuple[int, str]:
    return theme.position, theme.code
