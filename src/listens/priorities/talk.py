"""Reading what delegates said about proposals, and who may say more.

Loomio and Decidim show each person's name, count likes and let threads grow, which draws a crowd to what is loud.
Here an organisation speaks, in three kinds of words, without replies or likes, each proposal with as much room as the
others; and whoever is not online has the same proposals on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area
from listens.listening.models import Round
from listens.priorities.models import Contribution, LongListStep, Proposal

BEFORE_THE_VOTE = (LongListStep.State.DRAFT, LongListStep.State.LOCKED)


@dataclass(frozen=True)
class Said:
    """One contribution as this person sees it. `is_mine`: they wrote it, and may take it back."""

    row: Contribution
    is_mine: bool

    @property
    def is_hidden(self) -> bool:
        return self.row.hidden_at is not None


def is_open(round: Round) -> bool:
    """Until the vote opens. One query."""
    return not LongListStep.objects.filter(long_list__round=round).exclude(state__in=BEFORE_THE_VOTE).exists()


def said_of(actor: Actor, area: Area, proposals: Iterable[UUID]) -> dict[UUID, list[Said]]:
    """By proposal, in the order it was said. What is hidden is there for its writer and for organisers. One query."""
    wanted = list(proposals)
    sees_all = bool(access.can(actor, "hide_contributions", area))
    rows = Contribution.objects.filter(proposal__in=wanted, taken_back_at=None).select_related("organisation")
    found: dict[UUID, list[Said]] = {pk: [] for pk in wanted}
    for row in rows:
        said = Said(row, row.by_id == actor.pk)
        if not said.is_hidden or said.is_mine or sees_all:
            found[row.proposal_id].append(said)
    return found


def speaks_for(actor: Actor, area: Area) -> list[Organisation]:
    """The community organisations for which this person may speak. One query, none without any."""
    own = [
        pk
        for pk in own_organisations(actor, area)
        if access.can(actor, "discuss_proposals", area, within=[pk])
    ]
    if not own:
        return []
    found = Organisation.objects.filter(area=area, pk__in=own).community()
    today = area.today()
    return [each for each in found if each.left_on is None or each.left_on >= today]


def num_said(proposals: Iterable[Proposal]) -> dict[UUID, int]:
    """How many contributions everybody can read, by proposal. One query."""
    rows = Contribution.objects.filter(proposal__in=list(proposals), taken_back_at=None, hidden_at=None)
    found: dict[UUID, int] = {}
    for pk in rows.values_list("proposal", flat=True):
        found[pk] = found.get(pk, 0) + 1
    return found
