"""Merging two proposals that say the same, undoing it, and keeping two apart that only look alike."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.stages import gate
from listens.priorities.actions.proposals import check_reason, hold_unlocked, must_stand
from listens.priorities.long_lists import keep_in_step
from listens.priorities.merges import merges
from listens.priorities.models import KeptApart, Proposal, ProposalMerge


def merge_proposals(actor: Actor, proposal: Proposal, into: Proposal, *, reason: str) -> ProposalMerge:
    """From now on `proposal` counts with `into`, with its themes, its organisations and what was said of it.

    Raises Refused for a proposal and itself, one that was merged already, two of different rounds, a circle, and once
    the long-list is locked.
    """
    round_ = proposal.round
    with acting(
        actor, "merge_proposals", proposal.area, within=[round_.pk], gate=gate(round_, "priorities")
    ) as deed:
        reason = check_reason(reason)
        if proposal.pk == into.pk:
            raise Refused(_("Choose another proposal: this one cannot become part of itself."))
        if into.round_id != proposal.round_id:
            raise Refused(_("The two belong to different rounds. Each round has its own list."))
        hold_unlocked(round_)
        must_stand(proposal)
        if merges(round_).stands(into.pk) == proposal.pk:
            raise Refused(
                _("“%(into)s” is part of “%(it)s” already.") % {"into": into.title, "it": proposal.title}
            )
        must_stand(into)
        made = _add(actor, proposal, into, reason)
        keep_in_step(round_)
        deed.record(proposal, into=str(into.pk))
    return made


def undo_merge(actor: Actor, proposal: Proposal, *, reason: str) -> ProposalMerge:
    """The proposal stands by itself again, as it was. Raises Refused where nothing is to be undone, or once locked."""
    round_ = proposal.round
    with acting(
        actor, "merge_proposals", proposal.area, within=[round_.pk], gate=gate(round_, "priorities")
    ) as deed:
        reason = check_reason(reason)
        hold_unlocked(round_)
        if proposal.pk not in merges(round_).into:
            raise Refused(_("This proposal stands by itself. There is nothing to undo."))
        made = _add(actor, proposal, None, reason)
        keep_in_step(round_)
        deed.record(proposal, into="")
    return made


def keep_apart(actor: Actor, one: Proposal, other: Proposal) -> KeptApart:
    """Say that two that look alike are not the same, so that nobody is asked again. They can still be merged."""
    round_ = one.round
    with acting(
        actor, "merge_proposals", one.area, within=[round_.pk], gate=gate(round_, "priorities")
    ) as deed:
        if one.pk == other.pk or one.round_id != other.round_id:
            raise Refused(_("Choose two proposals of the same round."))
        first, second = sorted((one, other), key=lambda each: each.pk)
        row, is_new = KeptApart.objects.get_or_create(
            one=first, other=second, defaults={"by": actor, "on": one.area.today()}
        )
        if is_new:
            deed.record(one, kept_apart_from=str(other.pk))
        else:
            deed.unchanged()
    return row


def _add(actor: Actor, proposal: Proposal, into: Proposal | None, reason: str) -> ProposalMerge:
    newest = proposal.merges.order_by("seq").last()
    return ProposalMerge.objects.create(
        proposal=proposal,
        seq=newest.seq + 1 if newest else 1,
        into=into,
        reason=reason,
        by=actor,
        on=proposal.area.today(),
    )
