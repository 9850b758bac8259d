"""Quotes beside counts: words that went through their gate say no more of a hidden count than that it is not nothing.

Where a count is hidden, one quote tells that at least one conversation was about it; three would tell that there were
three. And a quote that names its borough, its kind of organisation or its round would say so of the count there. So a
hidden count has one quote at most, and a quote drops the name of a borough, kind or round whose count of its theme is
not shown; a borough and a kind it never names together, for they may be one organisation. A hidden theme and its parts
have one quote together, which stands with the theme. What no release holds, and a nought that has become too little,
is not shown either: words may be newer than the figures. Words of one note that stand under two themes name only what
both may name: who reads both pages sees that it is one speaker.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from listens.alliance.models import Organisation
from listens.alliance.organisation_rules import MUST_BE_PUBLIC
from listens.core.languages import as_written
from listens.public.figures import Figures
from listens.sensemaking.gate import PublishedQuote
from listens.sensemaking.models import Theme

# Kinds of community organisation as releases and those who write beside a quote call them.
KINDS = [as_written(words) for kind, words in Organisation.Kind.choices if kind not in MUST_BE_PUBLIC]


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
    themes = (theme, *quote.elsewhere)
    said_by = quote.said_by
    kinds = [kind for kind in KINDS if _of_a(kind).search(said_by)]
    hidden_kinds = _not_shown("kind", themes, KINDS, figures)
    if not hidden_kinds.isdisjoint(kinds):
        said_by = ""
    # A kind and a borough together may be one organisation, whatever is shown of each.
    named = {*boroughs} if kinds else _not_shown("borough", themes, boroughs, figures)
    for borough in sorted(named):
        said_by = _without_borough(said_by, borough)
    is_hidden = any(_hidden(one, figures, quote.round_slug) for one in themes)
    return replace(quote, said_by=said_by, round="" if is_hidden else quote.round)


def _not_shown(along: str, themes: Iterable[Theme], labels: Collection[str], figures: Figures) -> set[str]:
    return set().union(*(figures.not_shown(along, one.parent or one, labels) for one in themes))


def _without_borough(said_by: str, borough: str) -> str:
    named = rf"\b{re.escape(borough)}\b"
    without = re.sub(rf"\s+(in|from|of)\s+{named}", "", said_by, flags=re.IGNORECASE)
    return "" if re.search(named, without, re.IGNORECASE) else without


def _of_a(kind: str) -> re.Pattern[str]:
    """“Heard by a school”, “a parent at the school”; not “a school governor”, who may have spoken anywhere."""
    before = r"\b(at|by|from|of|in|with)\s+(an?|the|our|their|one)\s+([\w-]+\s+)?"
    return re.compile(before + re.escape(kind) + r"\b", re.IGNORECASE)
