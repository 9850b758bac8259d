"""From a theme to a proposal: what the form says before anybody types, and which themes have a proposal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from listens.listening.models import Round
from listens.priorities.models import Proposal
from listens.sensemaking.counts import ThemeCount, theme_counts
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Theme


def filled_in(round: Round, code: str) -> dict[str, Any]:
    """What a new proposal from that theme starts with; only the next number as reference without one.

    No quote is among it: words that are taken back later would stay in a text that somebody typed.
    """
    taken = set(Proposal.objects.filter(round=round).values_list("reference", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if str(n) not in taken)
    filled: dict[str, Any] = {"reference": str(number)}
    theme = Theme.objects.filter(area=round.area, code=code, parked_on=None).standing().first()
    if theme:
        filled |= {"title": theme.name, "summary": theme.definition, "themes": [str(theme.pk)]}
    return filled


def themes_heard(round: Round) -> list[ThemeCount]:
    """Themes that came up in the round and can be chosen, the most heard first, each followed by its parts."""
    heard = [one for one in theme_counts(round.area, round) if one.num_conversations]
    heard = [one for one in heard if one.theme.parked_on is None]
    most = {one.theme.pk: one.num_conversations for one in heard}

    def place(one: ThemeCount) -> tuple[int, str, bool, int]:
        whole = one.theme.parent_id or one.theme.pk
        return -most.get(whole, 0), str(whole), one.theme.parent_id is not None, -one.num_conversations

    return sorted(heard, key=place)


def written_from(round: Round) -> dict[UUID, list[Proposal]]:
    """By theme as it stands now, the round's proposals that come from it. Three queries."""
    lines = lineage(round.area)
    found: dict[UUID, list[Proposal]] = {}
    proposals = Proposal.objects.filter(round=round).select_related("area").prefetch_related("themes")
    for proposal in proposals:
        for theme in {lines.stands(theme.pk) for theme in proposal.themes.all()}:
            found.setdefault(theme, []).append(proposal)
    return found
