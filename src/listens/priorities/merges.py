"""Which proposal counts with which: the one place that resolves merges, each time something is read.

Decidim, Consul and Polis leave two proposals that say the same on the list, where they split their supporters, or
delete one and with it what its authors said. Here a merge is a row with its reason and its author, and undoing it is
another one: themes, organisations and what delegates said stay where they are and are read together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.models import Area
from listens.listening.models import Round
from listens.priorities.models import Proposal, ProposalMerge
from listens.sensemaking.models import Theme


@dataclass(frozen=True)
class Merges:
    """`into` is {proposal: what it was merged into}; what was undone is not in it."""

    into: dict[UUID, UUID] = field(default_factory=dict)

    def stands(self, proposal: UUID) -> UUID:
        """Itself, or the end of a chain of merges. Of a circle, which no action makes, each stands for itself."""
        seen = {proposal}
        end = proposal
        while (following := self.into.get(end)) is not None:
            if following in seen:
                return proposal
            seen.add(following)
            end = following
        return end

    def parts(self, proposal: UUID) -> set[UUID]:
        """All that count with it, itself left out."""
        return {one for one in self.into if self.stands(one) == proposal} - {proposal}


def merges(round: Round) -> Merges:
    """One query."""
    return _of(ProposalMerge.objects.filter(proposal__round=round))


def merges_of_area(area: Area) -> Merges:
    """Of every round. One query."""
    return _of(ProposalMerge.objects.filter(proposal__area=area))


def standing(round: Round) -> list[Proposal]:
    """Proposals of the round that were not merged into another. Two queries."""
    return list(Proposal.objects.filter(round=round).exclude(pk__in=merges(round).into))


def _of(rows: QuerySet[ProposalMerge]) -> Merges:
    newest: dict[UUID, UUID | None] = {}
    for proposal, into in rows.order_by("seq").values_list("proposal", "into"):
        newest[proposal] = into
    return Merges({proposal: into for proposal, into in newest.items() if into is not None})


@dataclass(frozen=True)
class Whole:
    """A proposal that stands by itself, with those that were merged into it."""

    proposal: Proposal
    parts: list[Proposal]

    @property
    def every(self) -> list[Proposal]:
        return [self.proposal, *self.parts]

    @property
    def themes(self) -> list[Theme]:
        return list({theme.pk: theme for one in self.every for theme in one.themes.all()}.values())

    @property
    def organisations(self) -> list[Organisation]:
        """Those that brought any of it, by name."""
        found = {each.pk: each for one in self.every for each in one.organisations.all()}
        return sorted(found.values(), key=lambda each: each.name_key)


def wholes(round: Round) -> list[Whole]:
    """Every proposal of the round that stands, in the order of references. Five queries and one for merges."""
    found = list(
        Proposal.objects.filter(round=round)
        .select_related("area", "round__area")
        .prefetch_related("gate_decisions__seen", "themes", "organisations")
    )
    return joined(found, merges(round))


def joined(proposals: Iterable[Proposal], of: Merges) -> list[Whole]:
    by_pk = {one.pk: one for one in sorted(proposals, key=lambda one: text.in_order(one.reference))}
    parts: dict[UUID, list[Proposal]] = {pk: [] for pk in by_pk}
    for pk, one in by_pk.items():
        if (end := of.stands(pk)) != pk:
            parts.setdefault(end, []).append(one)
    return [Whole(one, parts[pk]) for pk, one in by_pk.items() if of.stands(pk) == pk]


def whole_of(proposal: Proposal) -> Whole:
    """The one that this proposal counts with: itself, or what it was merged into."""
    of = merges(proposal.round)
    end = of.stands(proposal.pk)
    found = Proposal.objects.filter(pk__in=[end, *of.parts(end)]).select_related("area", "round__area")
    return joined(found.prefetch_related("gate_decisions__seen", "themes", "organisations"), of)[0]
