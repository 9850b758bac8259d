"""The one place that says whether the reason of a gate decision is public, and who may read it before.

A reason is public when somebody marked it so, each theme behind the proposal came up in enough conversations of the
round, and every organisation concerned has seen this very decision under this very title. Until then it is told to the
organisations concerned and to nobody else. Of a theme that the newest release speaks of, the release decides: what it
hides stays hidden, for a reason that appears would tell that the hidden count is not a small one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import access
from listens.core.figure_names import key_of
from listens.core.models import Actor, Area, Release
from listens.listening.models import Round
from listens.priorities.long_lists import gate_of
from listens.priorities.merges import Whole, whole_of, wholes
from listens.priorities.models import GateDecision, Proposal
from listens.sensemaking.counts import num_conversations
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Theme


class Lack(StrEnum):
    """What keeps a reason from being public."""

    NOT_MARKED = "not marked"
    TOO_FEW = "too few"
    NOBODY = "nobody"
    NOT_SEEN = "not seen"


@dataclass(frozen=True)
class Reason:
    """The newest decision about a proposal. `waits_for` are the organisations concerned that have not seen it."""

    whole: Whole
    decision: GateDecision
    lacks: tuple[Lack, ...]
    waits_for: list[Organisation]

    @property
    def is_public(self) -> bool:
        return not self.lacks

    @property
    def in_words(self) -> list[str]:
        """What has to happen first, for the organiser."""
        words = {
            Lack.NOT_MARKED: _("Nobody has said that it may be public."),
            Lack.TOO_FEW: _("Too few conversations stand behind it: it is told to those concerned only."),
            Lack.NOBODY: _("No organisation is named that brought it. Name those that are concerned."),
            Lack.NOT_SEEN: _("Not every organisation concerned has seen it: %(names)s.")
            % {"names": ", ".join(each.name for each in self.waits_for)},
        }
        return [words[lack] for lack in self.lacks]


def reasons(round: Round, among: Iterable[Whole] | None = None) -> dict[UUID, Reason]:
    """By the id of each proposal that stands and was decided about. A number of queries that does not grow."""
    found = list(among) if among is not None else wholes(round)
    decided = [(whole, decision) for whole in found if (decision := gate_of(whole.proposal))]
    enough = _enough_heard(round, (whole for whole, decision in decided if decision.is_public))
    return {
        whole.proposal.pk: Reason(whole, decision, *_lacks(whole, decision, enough))
        for whole, decision in decided
    }


def reason_of(proposal: Proposal) -> Reason | None:
    """The reason that stands for this proposal, or for the one it was merged into."""
    whole = whole_of(proposal)
    return reasons(proposal.round, [whole]).get(whole.proposal.pk)


def public_reasons(round: Round) -> list[GateDecision]:
    """Why proposals did not reach the vote, as far as everybody may know it, each with its proposal.

    One query where nothing was marked public, else nine, or twelve where the newest release does not speak of a theme.
    """
    marked = GateDecision.objects.filter(proposal__round=round, is_public=True)
    if not marked.exclude(outcome=GateDecision.Outcome.ON).exists():
        return []
    found = []
    for reason in reasons(round).values():
        if reason.is_public and reason.decision.outcome != GateDecision.Outcome.ON:
            reason.decision.proposal = reason.whole.proposal
            found.append(reason.decision)
    return found


def may_read(actor: Actor | None, area: Area, reason: Reason) -> bool:
    """Everybody once it is public; until then organisers, and the people of an organisation concerned."""
    if reason.is_public or access.can(actor, "read_gate_reasons", area):
        return True
    return not own_organisations(actor, area).isdisjoint(each.pk for each in reason.whole.organisations)


def _lacks(
    whole: Whole, decision: GateDecision, enough: frozenset[UUID]
) -> tuple[tuple[Lack, ...], list[Organisation]]:
    title = whole.proposal.title
    knows = {row.organisation_id for row in decision.seen.all() if row.title == title}
    waits_for = [each for each in whole.organisations if each.pk not in knows]
    themes = whole.themes
    lacks = {
        Lack.NOT_MARKED: not decision.is_public,
        Lack.TOO_FEW: decision.is_public and not (themes and all(theme.pk in enough for theme in themes)),
        Lack.NOBODY: not whole.organisations,
        Lack.NOT_SEEN: bool(waits_for),
    }
    return tuple(lack for lack, is_so in lacks.items() if is_so), waits_for


def _enough_heard(round: Round, among: Iterable[Whole]) -> frozenset[UUID]:
    """Of the themes behind these, those that enough conversations of the round had."""
    behind = {theme.pk: theme for whole in among for theme in whole.themes}
    if not behind:
        return frozenset()
    ends = lineage(round.area).ends()
    stands: dict[UUID, Theme] = {pk: ends.get(pk, theme) for pk, theme in behind.items()}
    release = Release.objects.filter(area=round.area).order_by("-seq").values_list("figures", flat=True)
    figures = release.first() or {}
    counts: dict[UUID, int] = {}
    untold = []
    for theme in {theme.pk: theme for theme in stands.values()}.values():
        figure = figures.get(key_of("conversations", round=round.slug, theme=theme.code))
        if figure is None:
            untold.append(theme.pk)
        else:
            counts[theme.pk] = figure["value"] or 0
    if untold:
        counts |= num_conversations(round, untold)
    least = max(round.area.hide_below, 1)
    return frozenset(pk for pk, theme in stands.items() if counts.get(theme.pk, 0) >= least)
