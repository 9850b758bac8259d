"""Quotes beside counts: words that went through their gate say no more of a hidden count than that it is not nothing.

Where a count is hidden, one quote tells that at least one conversation was about it; three would tell that there were
three. And a quote that names its borough or round would say so of the count there. So a hidden count has one quote at
most, and a quote drops the name of a borough or round whose count of its theme is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from listens.public.figures import Figures
from listens.sensemaking.gate import PublishedQuote
from listens.sensemaking.models import Theme


def coarsened(
    quotes: Iterable[PublishedQuote], themes: Iterable[Theme], figures: Figures, *, round: str = ""
) -> list[PublishedQuote]:
    """Quotes of these themes as they may stand beside the figures, on a page about that round or about all."""
    of = {theme.pk: theme for theme in themes}
    seen: set[str] = set()
    kept = []
    for quote in quotes:
        theme = of[quote.theme_id]
        count = figures.get("times_heard", round=round, theme=theme.code)
        if count is not None and count.value is None:
            if theme.code in seen:
                continue
            seen.add(theme.code)
        kept.append(_coarser(quote, theme, figures))
    return kept


def _coarser(quote: PublishedQuote, theme: Theme, figures: Figures) -> PublishedQuote:
    said_by = quote.said_by
    for borough in figures.hidden_boroughs((theme.parent or theme).name):
        if re.search(rf"\b{re.escape(borough)}\b", said_by, re.IGNORECASE):
            said_by = re.sub(rf"\s+(in|from|of)\s+{re.escape(borough)}\b", "", said_by, flags=re.IGNORECASE)
            if re.search(rf"\b{re.escape(borough)}\b", said_by, re.IGNORECASE):
                said_by = ""
    count = figures.get("times_heard", round=quote.round_slug, theme=theme.code)
    is_hidden = count is not None and count.value is None
    return replace(quote, said_by=said_by, round="" if is_hidden else quote.round)
