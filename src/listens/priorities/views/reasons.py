"""Telling organisations what became of their proposals, before anybody else reads it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.priorities import actions, fetch, own_proposals, presenters, proposal_presenters, reasons
from listens.priorities.models import GateDecision
from listens.priorities.proposal_forms import ToldForm
from listens.priorities.views.proposal_page import ProposalPage


class OwnProposalsView(AreaView):
    """The proposals that an organisation brought, for its own people. A POST says that they have seen a reason."""

    verb = "see_own_reasons"
    is_scoped = True

    def get(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_own_organisation(self.actor, self.area, organisation)
        of_rounds = own_proposals.rounds_of(found)
        wanted = request.GET.get("round", "")
        chosen = next((one for one in of_rounds if one.slug == wanted), next(iter(of_rounds), None))
        return self.page(
            "priorities/own_proposals.html",
            organisation=found,
            round=chosen,
            other_rounds=[one for one in of_rounds if one != chosen],
            rows=own_proposals.of_round(found, chosen) if chosen else [],
            trail=presenters.trail(self.area),
        )

    def post(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_own_organisation(self.actor, self.area, organisation)
        decision = self._decision(found, request.POST.get("decision", ""))
        try:
            actions.say_reason_seen(self.actor, decision, found)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("It is written down that you have seen it."))
        return redirect("own_proposals", area=self.area.slug, organisation=found.pk)

    def _decision(self, organisation: Organisation, typed: str) -> GateDecision:
        try:
            pk = UUID(typed)
        except ValueError:
            raise Http404
        found = GateDecision.objects.filter(proposal__area=organisation.area_id, pk=pk)
        if row := found.select_related("proposal__round__area", "proposal__area").first():
            return row
        raise Http404


class RecordToldView(ProposalPage):
    """An organiser told an organisation by telephone or at a meeting."""

    verb = "record_told"
    is_scoped = False
    http_method_names = ("post",)

    def post(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_proposal(self.actor, self.area, proposal)
        reason = reasons.reason_of(found)
        if reason is None:
            raise Http404
        form = ToldForm(request.POST, organisations=reason.waits_for)
        told = tried(form, lambda: actions.record_told(self.actor, reason.decision, **form.cleaned_data))
        if told is None:
            return self.show(found, told=form)
        messages.success(request, _("It is written down that they know."))
        return redirect(proposal_presenters.address(found))
