"""Writing proposals from themes, and the light gate before the vote."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.models import Round
from listens.listening.stages import gate
from listens.priorities.models import GateDecision, Proposal
from listens.sensemaking.models import Theme


def write_proposal(
    actor: Actor,
    round: Round,
    *,
    reference: str,
    title: str,
    summary: str = "",
    decided_by: str = "",
    themes: Iterable[Theme] = (),
) -> Proposal:
    """Raises Refused for a reference that is taken, no title, or a theme of another area."""
    with acting(
        actor, "write_proposals", round.area, within=[round.pk], gate=gate(round, "priorities")
    ) as deed:
        themes = list(themes)
        _check(reference, title, summary, decided_by)
        if Proposal.objects.filter(round=round, reference=reference).exists():
            raise Refused(_("The reference “%(it)s” is taken. Choose another one.") % {"it": reference})
        if any(theme.area_id != round.area_id for theme in themes):
            raise Refused(_("That theme belongs to another area."))
        proposal = Proposal.objects.create(
            area=round.area,
            round=round,
            reference=reference,
            title=title,
            summary=summary,
            decided_by=decided_by,
        )
        proposal.themes.set(themes)
        deed.record(proposal)
    return proposal


def change_proposal(
    actor: Actor,
    proposal: Proposal,
    *,
    title: str,
    summary: str,
    decided_by: str,
    themes: Iterable[Theme],
) -> Proposal:
    """Rewrite a proposal. Raises Refused once it is on a long-list that is locked."""
    round_ = proposal.round
    with acting(
        actor, "write_proposals", proposal.area, within=[round_.pk], gate=gate(round_, "priorities")
    ) as deed:
        if proposal.long_lists.exclude(lock_digest="").exists():
            raise Refused(_("The long-list is locked, so its proposals cannot be changed any more."))
        _check(proposal.reference, title, summary, decided_by)
        proposal.title, proposal.summary, proposal.decided_by = title, summary, decided_by
        proposal.save(update_fields=["title", "summary", "decided_by"])
        proposal.themes.set(themes)
        deed.record(proposal)
    return proposal


def decide_gate(
    actor: Actor, proposal: Proposal, *, outcome: str, reason: str, is_public: bool = False
) -> GateDecision:
    """Put a proposal on the long-list or say why not. The newest decision counts; each has a reason.

    Raises Refused for "on" while nobody outside is named who decides it or no theme stands behind it.
    """
    round_ = proposal.round
    with acting(
        actor, "decide_gate", proposal.area, within=[round_.pk], gate=gate(round_, "priorities")
    ) as deed:
        if not reason.strip():
            raise Refused(_("Give the reason in a sentence: people will ask."))
        if problem := text.problem_with(reason, longest=300):
            raise Refused(problem)
        if outcome == GateDecision.Outcome.ON:
            if not proposal.decided_by.strip():
                raise Refused(_("Name who outside the alliance decides this, or park it."))
            if not proposal.themes.exists():
                raise Refused(_("Choose the theme it comes from, so that people can see what was heard."))
        newest = proposal.gate_decisions.order_by("seq").last()
        decision = GateDecision.objects.create(
            proposal=proposal,
            seq=newest.seq + 1 if newest else 1,
            outcome=outcome,
            reason=reason,
            is_public=is_public,
            by=actor,
            on=proposal.area.today(),
        )
        deed.record(proposal, outcome=outcome)
    return decision


def _check(reference: str, title: str, summary: str, decided_by: str) -> None:
    if not reference.strip() or not title.strip():
        raise Refused(_("Give the proposal a reference and a title."))
    for words, most in ((reference, 40), (title, 150), (summary, 5000), (decided_by, 200)):
        if problem := text.problem_with(words, longest=most):
            raise Refused(problem)
