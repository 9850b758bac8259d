"""What was heard behind a proposal, as its reader may see it: nothing is counted for publication here.

Published figures come out of the newest release (a count, or an estimate with its range), quotes have passed their
gate, and a live count is there only for those who see it on the theme's own page, in the same words and rounding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core.figure_names import key_of
from listens.core.models import Release
from listens.core.published import Published, estimate, people_count
from listens.listening.models import Round
from listens.priorities.merges import Whole
from listens.sensemaking.counts import num_conversations
from listens.sensemaking.gate import PublishedQuote, published_quotes
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Theme
from listens.sensemaking.presenters import Numbers


@dataclass(frozen=True)
class Heard:
    """One theme behind a proposal. `live` is empty for whoever sees published figures only."""

    theme: Theme
    address: str
    conversations: Published | None
    of_hundred: Published | None
    live: str
    quote: PublishedQuote | None


@dataclass(frozen=True)
class _Released:
    """What the newest release says of one round; nothing before the first."""

    as_at: dt.date | None = None
    figures: dict[str, Any] = field(default_factory=dict)
    estimates: dict[str, Any] = field(default_factory=dict)

    def conversations(self, round: Round, theme: Theme) -> Published | None:
        kept = self.figures.get(key_of("conversations", round=round.slug, theme=theme.code))
        if kept is None or self.as_at is None:
            return None
        words = {"definition": _(kept["definition"]), "source": _(kept["source"])}
        return people_count(kept["value"], as_at=self.as_at, **words)

    def of_hundred(self, round: Round, theme: Theme) -> Published | None:
        of_round = self.estimates.get(round.slug) or {}
        kept = of_round.get("themes", {}).get(theme.code) or {}
        if not kept.get("of_hundred"):
            return None
        return estimate(
            *kept["of_hundred"],
            definition=_("Of every 100 conversations of the round, those that spoke of it"),
            as_at=dt.date.fromisoformat(of_round["worked_out_on"]),
            source=_("Reckoned from conversations that people read at random"),
        )


def evidence(round: Round, among: Iterable[Whole], numbers: Numbers | None = None) -> dict[UUID, list[Heard]]:
    """By proposal, for each theme behind it. With `numbers` also live counts, as they show them.

    A number of queries that does not grow. A theme that was merged is the one into which it was.
    """
    found = list(among)
    area = round.area
    lines = lineage(area)
    ends = lines.ends()
    themes = {
        whole.proposal.pk: list({(end := ends.get(one.pk, one)).pk: end for one in whole.themes}.values())
        for whole in found
    }
    every = {theme.pk: theme for some in themes.values() for theme in some}
    released = _released(round)
    quotes = published_quotes(every, area.today(), most=1, round=round.slug) if every else {}
    live = num_conversations(round, every) if numbers and every else {}
    heard = {
        pk: Heard(
            theme,
            _address(round, theme, numbers),
            released.conversations(round, theme),
            released.of_hundred(round, theme),
            numbers(live[pk]) if numbers else "",
            next(iter(quotes.get(pk, [])), None),
        )
        for pk, theme in every.items()
    }
    return {pk: [heard[theme.pk] for theme in some] for pk, some in themes.items()}


def _address(round: Round, theme: Theme, numbers: Numbers | None) -> str:
    """The page of the theme: for those who work on it, or the public one."""
    if numbers is None:
        return reverse("theme", args=[round.area.slug, theme.code])
    return f"{reverse('staff_theme', args=[round.area.slug, theme.code])}?round={round.slug}"


def _released(round: Round) -> _Released:
    newest = Release.objects.filter(area=round.area).order_by("-seq")
    row = newest.values_list("as_at", "figures", "estimates").first()
    return _Released(*row) if row else _Released()
