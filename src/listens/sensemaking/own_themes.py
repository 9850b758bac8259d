"""What the lead of an organisation sees: its own theme counts from a number of conversations up, and gated quotes.

The quotes are those of the whole area: were they only the organisation's own, each would say "it was one of you".
They stand without ward, language and date.
"""

from __future__ import annotations

from dataclasses import dataclass

from listens.alliance.models import Organisation
from listens.listening.models import Conversation, Round
from listens.sensemaking.counts import ThemeCount, theme_counts
from listens.sensemaking.gate import PublishedQuote, published_quotes


@dataclass(frozen=True)
class OwnTheme:
    count: ThemeCount
    quotes: list[PublishedQuote]


@dataclass(frozen=True)
class OwnThemes:
    """`num_conversations` is None below the least; then there are no themes either."""

    least: int
    num_conversations: int | None
    themes: list[OwnTheme]


def own_themes(organisation: Organisation, round: Round | None = None, *, quotes_each: int = 2) -> OwnThemes:
    """In one round or in all, the most heard first.

    A theme below the least is left out, as is one that nobody named: they look the same.
    """
    area, least = organisation.area, organisation.area.theme_counts_from
    accepted = Conversation.objects.accepted().filter(organisation=organisation)
    num = (accepted.filter(round=round) if round else accepted).count()
    if num < least:
        return OwnThemes(least, None, [])
    counts = [
        count
        for count in theme_counts(area, round, organisation)
        if count.num_conversations >= least and count.theme.parked_on is None
    ]
    counts.sort(key=lambda count: (-count.num_conversations, count.theme.position, count.theme.code))
    themes = [count.theme.pk for count in counts]
    quotes = published_quotes(themes, area.today(), most=quotes_each) if themes else {}
    return OwnThemes(least, num, [OwnTheme(count, quotes.get(count.theme.pk, [])) for count in counts])
