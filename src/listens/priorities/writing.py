"""From a theme to a proposal: what the form says before anybody types, and which themes have a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from listens.listening.models import Round
from listens.priorities.models import Proposal
from listens.sensemaking.counts import theme_counts
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Theme
from listens.sensemaking.presenters import Numbers


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


@dataclass(frozen=True)
class Source:
    """A theme that came up, as the person may see it, with the proposals written from it and its parts that came up."""

    theme: Theme
    conversations: str
    times_heard: str
    proposals: list[Proposal]
    parts: list[Source]


def sources(round: Round, numbers: Numbers) -> list[Source]:
    """What came up in the round and can be chosen, the most heard first. Six queries.

    A part stands below its theme, or by itself where that is parked.
    """
    written = written_from(round)
    counts = [one for one in theme_counts(round.area, round) if one.num_conversations]
    counts = sorted(
        (one for one in counts if one.theme.parked_on is None), key=lambda one: -one.num_conversations
    )
    made = {
        one.theme.pk: Source(
            one.theme,
            numbers(one.num_conversations),
            numbers(one.times_heard),
            written.get(one.theme.pk, []),
            [],
        )
        for one in counts
    }
    top: list[Source] = []
    for source in made.values():
        whole = made.get(source.theme.parent_id) if source.theme.parent_id else None
        (whole.parts if whole else top).append(source)
    return top


def written_from(round: Round) -> dict[UUID, list[Proposal]]:
    """By theme as it stands now, the round's proposals that come from it. Three queries."""
    lines = lineage(round.area)
    found: dict[UUID, list[Proposal]] = {}
    proposals = Proposal.objects.filter(round=round).select_related("area").prefetch_related("themes")
    for proposal in proposals:
        for theme in {lines.stands(theme.pk) for theme in proposal.themes.all()}:
            found.setdefault(theme, []).append(proposal)
    return found
