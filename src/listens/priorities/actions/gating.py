"""The light gate before the vote, and telling its reasons to the organisations concerned before anybody else."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import text
from listens.core.acting import Deed, Refused, acting
from listens.core.models import Actor
from listens.listening.stages import gate
from listens.priorities.actions.proposals import check_reason, hold_unlocked, must_stand
from listens.priorities.long_lists import keep_in_step
from listens.priorities.models import GateDecision, LongList, Proposal, ReasonSeen
from listens.priorities.reasons import reason_of


def decide_gate(
    actor: Actor, proposal: Proposal, *, outcome: str, reason: str, is_public: bool = False
) -> GateDecision:
    """Put a proposal on the long-list or say why not. The newest decision counts; each has a reason.

    Raises Refused for "on" while nobody outside is named who decides it or no theme stands behind it; for one that was
    merged; and once the list is locked, but for a better reason why something is not on it.
    """
    round_ = proposal.round
    with acting(
        actor, "decide_gate", proposal.area, within=[round_.pk], gate=gate(round_, "priorities")
    ) as deed:
        reason = check_reason(reason)
        if outcome not in GateDecision.Outcome.values:
            raise Refused(_("Choose from the list what becomes of it."))
        must_stand(proposal)
        if outcome == GateDecision.Outcome.ON:
            if not proposal.decided_by.strip():
                raise Refused(_("Name who outside the alliance decides this, or park it."))
            if not proposal.themes.exists():
                raise Refused(_("Choose the theme it comes from, so that people can see what was heard."))
        if outcome == GateDecision.Outcome.ON or LongList.objects.filter(proposals=proposal).exists():
            hold_unlocked(round_)
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
        keep_in_step(round_)
        deed.record(proposal, outcome=outcome)
    return decision


def say_reason_seen(actor: Actor, decision: GateDecision, organisation: Organisation) -> ReasonSeen:
    """An organisation's own people say that they know the reason. Raises Refused for somebody else's organisation."""
    with acting(actor, "see_own_reasons", organisation.area, within=[organisation.pk]) as deed:
        if organisation.pk not in own_organisations(actor, organisation.area):
            raise Refused(_("Only the people of %(name)s can say that.") % {"name": organisation.name})
        return _keep_seen(deed, decision, organisation, "")


def record_told(actor: Actor, decision: GateDecision, organisation: Organisation, *, whom: str) -> ReasonSeen:
    """Write down that an organiser told an organisation. `whom`: what they do for it, without a name."""
    round_ = decision.proposal.round
    with acting(actor, "record_told", decision.proposal.area, within=[round_.pk]) as deed:
        if not whom.strip():
            raise Refused(_("Say whom you told, like “their lead” or “their two delegates”."))
        if problem := text.problem_with(whom, longest=120):
            raise Refused(problem)
        return _keep_seen(deed, decision, organisation, whom.strip())


def _keep_seen(deed: Deed, decision: GateDecision, organisation: Organisation, whom: str) -> ReasonSeen:
    reason = reason_of(decision.proposal)
    if reason is None or reason.decision.pk != decision.pk:
        raise Refused(_("There is a newer decision about this proposal. Look at that one."))
    if organisation.pk not in {each.pk for each in reason.whole.organisations}:
        raise Refused(_("This proposal is not one of %(name)s.") % {"name": organisation.name})
    row, is_new = ReasonSeen.objects.get_or_create(
        decision=decision,
        organisation=organisation,
        title=reason.whole.proposal.title,
        defaults={"whom": whom, "by": deed.actor, "on": organisation.area.today()},
    )
    if is_new:
        deed.record(decision, organisation=str(organisation.pk))
    else:
        deed.unchanged()
    return row
