"""Writing proposals and deciding what goes to the vote."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.priorities import actions, fetch, presenters
from listens.priorities.forms import GateForm, ProposalForm
from listens.priorities.models import Proposal
from listens.sensemaking.lineage import lineage


class WriteProposalView(AreaView):
    verb = "write_proposals"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        return self._form(round, ProposalForm(area=self.area))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        form = ProposalForm(request.POST, area=self.area)
        made = tried(form, lambda: actions.write_proposal(self.actor, found, **form.cleaned_data))
        if made is None:
            return self._form(round, form)
        messages.success(request, _("The proposal was written. Decide whether it goes to the vote."))
        return redirect("decide_gate", area=self.area.slug, proposal=made.pk)

    def _form(self, round: str, form: ProposalForm) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        return self.page(
            "priorities/form.html",
            form=form,
            heading=_("Write a proposal"),
            lead=_("An issue to act on, in words everybody understands. The ask comes later."),
            submit=_("Write the proposal"),
            back=reverse("vote", args=[self.area.slug, found.slug]),
            trail=presenters.trail(self.area, found),
        )


class ProposalView(AreaView):
    """One proposal, as it stands and as a form for those who may change it."""

    verb = "read_long_list"
    is_scoped = True

    def get(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_proposal(self.actor, self.area, proposal)
        lines = lineage(self.area)
        initial = {
            "reference": found.reference,
            "title": found.title,
            "summary": found.summary,
            "decided_by": found.decided_by,
            "themes": sorted({str(lines.stands(pk)) for pk in found.themes.values_list("pk", flat=True)}),
        }
        return self._show(found, ProposalForm(initial=initial, area=self.area))

    def post(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_proposal(self.actor, self.area, proposal)
        form = ProposalForm(request.POST, area=self.area)
        changed = tried(form, lambda: self._change(found, form))
        if changed is None:
            return self._show(found, form)
        messages.success(request, _("The proposal was changed."))
        return redirect("vote", area=self.area.slug, round=found.round.slug)

    def _change(self, found: Proposal, form: ProposalForm) -> Proposal:
        words = {name: value for name, value in form.cleaned_data.items() if name != "reference"}
        return actions.change_proposal(self.actor, found, **words)

    def _show(self, found: Proposal, form: ProposalForm) -> HttpResponse:
        return self.page(
            "priorities/proposal.html",
            proposal=found,
            decisions=list(found.gate_decisions.order_by("-seq")),
            form=form,
            may_change=self.may("write_proposals"),
            may_decide=self.may("decide_gate"),
            trail=presenters.trail(self.area, found.round),
        )


class GateView(AreaView):
    verb = "decide_gate"

    def get(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        return self._form(fetch.fetch_proposal(self.actor, self.area, proposal), GateForm())

    def post(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_proposal(self.actor, self.area, proposal)
        form = GateForm(request.POST)
        if tried(form, lambda: actions.decide_gate(self.actor, found, **form.cleaned_data)) is None:
            return self._form(found, form)
        messages.success(request, _("The decision was kept, with its reason."))
        return redirect("vote", area=self.area.slug, round=found.round.slug)

    def _form(self, found: Proposal, form: GateForm) -> HttpResponse:
        return self.page(
            "priorities/form.html",
            form=form,
            heading=found.title,
            lead=_("The gate is light: widely felt, somebody outside decides it, not already won."),
            submit=_("Keep the decision"),
            back=reverse("vote", args=[self.area.slug, found.round.slug]),
            trail=presenters.trail(self.area, found.round),
        )
