"""Quotes beside counts: words that went through their gate say no more of a hidden count than that it is not nothing.

Where a count is hidden, one quote tells that at least one conversation was about it; three would tell that there were
three. And a quote that names its borough or round would say so of the count there. So a hidden count has one quote at
most, and a quote drops the name of a borough or round whose count of its theme is not shown. A hidden theme and its
parts have one quote together, which stands with the theme. What no release holds, and a nought that has become too
little, is not shown either: words may be newer than the figures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from listens.public.figures import Figures
from listens.sensemaking.gate import PublishedQuote
from listens.sensemaking.models import Theme


def coarsened(
    quotes: Iterable[PublishedQuote],
    themes: Iterable[Theme],
    figures: Figures,
    boroughs: Collection[str],
    *,
    round: str = "",
) -> list[PublishedQuote]:
    """Quotes of these themes as they may stand beside the figures, on a page about that round or about all.

    `boroughs` are the names of all boroughs of the area.
    """
    of = {theme.pk: theme for theme in themes}
    seen: set[str] = set()
    kept = []
    for quote in quotes:
        theme = of[quote.theme_id]
        if hidden := _hidden(theme, figures, round):
            if hidden.pk not in of or hidden.code in seen:
                continue
            seen.add(hidden.code)
        kept.append(_coarser(quote, theme, figures, boroughs))
    return kept


def _hidden(theme: Theme, figures: Figures, round: str) -> Theme | None:
    """The theme whose one quote this would be: that of the first level before its part; None where both are shown."""
    family = (theme.parent, theme) if theme.parent else (theme,)
    return next((one for one in family if not _is_shown(one, figures, round)), None)


def _is_shown(theme: Theme, figures: Figures, round: str) -> bool:
    count = figures.get("times_heard", round=round, theme=theme.code)
    return count is not None and bool(count.value)


def _coarser(
    quote: PublishedQuote, theme: Theme, figures: Figures, boroughs: Collection[str]
) -> PublishedQuote:
    said_by = quote.said_by
    themes = (theme, *quote.elsewhere)
    not_shown = [figures.boroughs_not_shown(one.parent or one, boroughs) for one in themes]
    for borough in sorted(set().union(*not_shown)):
        if re.search(rf"\b{re.escape(borough)}\b", said_by, re.IGNORECASE):
            said_by = re.sub(rf"\s+(in|from|of)\s+{re.escape(borough)}\b", "", said_by, flags=re.IGNORECASE)
            if re.search(rf"\b{re.escape(borough)}\b", said_by, re.IGNORECASE):
                said_by = ""
    is_hidden = any(_hidden(one, figures, quote.round_slug) for one in themes)
    return replace(quote, said_by=said_by, round="" if is_hidden else quote.round)
