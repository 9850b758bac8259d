"""What was heard about a theme: its published counts and the quotes that went through the gate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from listens.core.models import Area
from listens.core.published import Published
from listens.places.models import Place
from listens.public.beside_quotes import coarsened
from listens.public.figures import Figures
from listens.sensemaking.gate import PublishedQuote, published_quotes
from listens.sensemaking.models import Theme


@dataclass(frozen=True)
class Voices:
    """One theme; a theme of the first level speaks with the quotes of its parts too."""

    theme: Theme
    times_heard: Published | None
    conversations: Published | None
    quotes: list[PublishedQuote]
    parts: list[Theme]


def voices(
    area: Area, themes: Iterable[Theme], figures: Figures, *, round: str = "", most: int = 3
) -> list[Voices]:
    """One for each theme, in the given order, with a round its own counts and words. Six queries whatever their
    number.
    """
    themes = list(themes)
    parts: dict[UUID, list[Theme]] = defaultdict(list)
    for part in Theme.objects.filter(parent__in=[theme.pk for theme in themes]):
        if part.parent_id:
            parts[part.parent_id].append(part)
    wanted = [theme.pk for theme in themes] + [part.pk for group in parts.values() for part in group]
    quotes = published_quotes(wanted, area.today(), most=most, round=round) if wanted else {}
    boroughs = (
        list(Place.objects.filter(area=area, kind=Place.Kind.BOROUGH).values_list("name", flat=True))
        if quotes
        else []
    )

    def of(theme: Theme) -> list[PublishedQuote]:
        own = [theme, *parts[theme.pk]]
        for part in parts[theme.pk]:
            part.parent = theme
        shown = in_turn([quotes.get(one.pk, []) for one in own])
        return coarsened(shown, own, figures, boroughs, round=round)[:most]

    return [
        Voices(
            theme,
            figures.get("times_heard", round=round, theme=theme.code),
            figures.get("conversations", round=round, theme=theme.code),
            of(theme),
            parts[theme.pk],
        )
        for theme in themes
    ]


def in_turn(groups: list[list[PublishedQuote]]) -> list[PublishedQuote]:
    """One of each group, then the second of each, so that no part speaks for all. Each quote once."""
    found: list[PublishedQuote] = []
    for place in range(max((len(group) for group in groups), default=0)):
        found += [group[place] for group in groups if len(group) > place and group[place] not in found]
    return found
