"""What was heard: themes with their published counts and gated quotes, and what came of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from listens.core.charts import BarChart, bar_chart
from listens.core.models import Area
from listens.core.published import Published
from listens.listening.models import Round
from listens.pledges.models import Pledge
from listens.pledges.models.pledge_query import PledgeQuerySet
from listens.priorities.merges import merges_of_area
from listens.priorities.models import Proposal
from listens.public import search, votes
from listens.public.figures import Figures
from listens.public.tables import OWN
from listens.public.templatetags.public import act
from listens.public.voices import Voices, voices
from listens.sensemaking.lineage import behind_whole, lineage
from listens.sensemaking.models import Theme


@dataclass(frozen=True)
class OfRound:
    """One theme in one round."""

    round: Round
    times_heard: Published
    conversations: Published


@dataclass(frozen=True)
class ThemeStory:
    voices: Voices
    rounds: list[OfRound]
    parts: list[Voices]
    proposals: list[votes.Fate]
    pledges: PledgeQuerySet


def fetch_theme(area: Area, code: str) -> Theme:
    try:
        return Theme.objects.select_related("area", "parent").get(area=area, code=code)
    except Theme.DoesNotExist:
        raise Http404


def now_part_of(theme: Theme) -> Theme | None:
    """What the theme was merged into, along a chain of merges; None for one that stands."""
    end = lineage(theme.area).stands(theme.pk)
    return None if end == theme.pk else Theme.objects.get(pk=end)


def opened_rounds(area: Area) -> list[Round]:
    return list(Round.objects.filter(area=area, opened_on__isnull=False).order_by("-number"))


def leaves_out(figures: Figures, rounds: Iterable[Round]) -> bool:
    """Whether too little was heard in a round to be in the figures: then those of all rounds go without it."""
    return any(figures.get("left_out", round=round.slug) for round in rounds)


def most_heard(area: Area, figures: Figures, *, round: str = "") -> list[Voices]:
    """Themes of the first level that came up, the most heard first, with two quotes each."""
    themes = {theme.code: theme for theme in Theme.objects.filter(area=area, parent=None)}
    order = figures.most_heard(themes, round=round)
    return voices(area, [themes[code] for code in order], figures, round=round, most=2)


def chart(found: list[Voices]) -> BarChart | None:
    rows = [(act(one.theme.name), one.times_heard) for one in found if one.times_heard]
    if not rows:
        return None
    return bar_chart(
        _("Times heard, by theme"), rows, label_heading=_("Theme"), number_heading=_("Times heard")
    )


def by_place(figures: Figures) -> list[dict[str, Any]]:
    """The tables by borough and kind of organisation that the release holds, for `core/table.html`."""
    found = [table for name in OWN if (table := figures.table(name))]
    return [
        {
            "caption": table.title,
            "headings": [table.headings[0], *table.columns],
            "numeric": table.columns,
            "rows": [[*map(act, row.labels), *row.values] for row in table.rows],
        }
        for table in found
    ]


def theme_story(area: Area, theme: Theme, figures: Figures) -> ThemeStory:
    """Everything about one theme. A theme of the first level answers for its parts."""
    parts = list(theme.parts.all())
    codes = {part.code: part for part in parts}
    heard_parts = [codes[code] for code in figures.most_heard(codes)]
    [whole, *of_parts] = voices(area, [theme, *heard_parts], figures, most=6)
    whole_ids = list(behind_whole(theme))
    written = set(Proposal.objects.filter(area=area, themes__in=whole_ids).values_list("pk", flat=True))
    joined = merges_of_area(area)
    written = {joined.stands(pk) for pk in written}
    proposals = Proposal.objects.filter(pk__in=written, long_lists__isnull=False)
    pledges = Pledge.objects.of_area(area).filter(ask__proposal__in=written).distinct()
    rounds = []
    for round in opened_rounds(area):
        times = figures.get("times_heard", round=round.slug, theme=theme.code)
        conversations = figures.get("conversations", round=round.slug, theme=theme.code)
        if times and conversations and times.value != 0:
            rounds.append(OfRound(round, times, conversations))
    return ThemeStory(
        whole,
        rounds,
        of_parts,
        votes.fates(proposals.select_related("round").distinct()),
        search.listed(pledges.with_standing(area.today()), area),
    )
