"""Which themes the machine may suggest: those in use that people have not kept for themselves."""

from __future__ import annotations

from collections.abc import Iterable

from listens.core.models import Area
from listens.sensemaking import fetch
from listens.sensemaking.models import Theme


def may_suggest(theme: Theme) -> bool:
    """Asked when a run begins, and again of each suggestion when it is shown."""
    return theme.status != Theme.Status.PEOPLE_ONLY


def may_be_suggested(area: Area) -> list[Theme]:
    return only_allowed(fetch.themes_in_use(area))


def only_allowed(themes: Iterable[Theme]) -> list[Theme]:
    return [theme for theme in themes if may_suggest(theme)]
