"""The page of one proposal: what people said, who decides, what was heard, what became of it, what delegates say."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpResponse

from listens.core.views import AreaView
from listens.listening.stages import gate
from listens.priorities import evidence, fetch, merges, presenters, reasons, talk
from listens.priorities.long_lists import gate_of
from listens.priorities.models import Proposal, ProposalMerge
from listens.priorities.proposal_forms import SayForm, ToldForm
from listens.sensemaking.presenters import Numbers


class ProposalPage(AreaView):
    """`show` is the page, with a form on it that was refused, if there is one."""

    is_scoped: ClassVar[bool] = True

    def show(
        self, found: Proposal, *, say: SayForm | None = None, told: ToldForm | None = None
    ) -> HttpResponse:
        whole = merges.whole_of(found)
        reason = reasons.reasons(found.round, [whole]).get(whole.proposal.pk)
        sees_reason = reason is not None and reasons.may_read(self.actor, self.area, reason)
        long_list = fetch.long_list_of(found.round)
        within = {"gate": gate(found.round, "priorities")}
        stands = whole.proposal.pk == found.pk
        return self.page(
            "priorities/proposal.html",
            proposal=found,
            whole=whole,
            merged_into=None if stands else whole.proposal,
            history=_history(found, whole),
            heard=evidence.evidence(found.round, [whole], self._numbers(found))[whole.proposal.pk],
            decision=gate_of(whole.proposal),
            reason=reason if sees_reason else None,
            decisions=list(found.gate_decisions.order_by("-seq")) if self.may("read_gate_reasons") else [],
            is_locked=bool(long_list and long_list.lock_digest),
            may_change=self.may("write_proposals", **within),
            may_decide=self.may("decide_gate", **within),
            may_merge=self.may("merge_proposals", **within),
            told_form=told or self._told_form(reason),
            **self._talk(found, whole, say),
            form=say or told,
            trail=presenters.trail(self.area, found.round),
        )

    def _numbers(self, found: Proposal) -> Numbers | None:
        """Live counts for those who see them on the theme's own page."""
        if not self.may("read_themes"):
            return None
        return Numbers(self.area, is_exact=bool(self.may("read_live_counts")), round=found.round)

    def _told_form(self, reason: reasons.Reason | None) -> ToldForm | None:
        if reason is None or not reason.waits_for or not self.may("record_told"):
            return None
        return ToldForm(organisations=reason.waits_for)

    def _talk(self, found: Proposal, whole: merges.Whole, say: SayForm | None) -> dict[str, Any]:
        said = talk.said_of(self.actor, self.area, [one.pk for one in whole.every])
        speaks_for = talk.speaks_for(self.actor, self.area)
        is_open = talk.is_open(found.round)
        may_say = is_open and bool(speaks_for) and whole.proposal.pk == found.pk
        return {
            "said": sorted((one for some in said.values() for one in some), key=lambda one: one.row.at),
            "is_talk_open": is_open,
            "say_form": say or (SayForm(organisations=speaks_for) if may_say else None),
            "may_hide": self.may("hide_contributions"),
        }


def _history(found: Proposal, whole: merges.Whole) -> list[ProposalMerge]:
    """Every merge and undoing that this proposal had a part in, the newest first."""
    every = {one.pk for one in whole.every} | {found.pk}
    rows = ProposalMerge.objects.filter(proposal__round=found.round).select_related("proposal__area", "into")
    told = [row for row in rows if row.proposal_id in every or row.into_id in every]
    return sorted(told, key=lambda row: (row.on, row.seq), reverse=True)
