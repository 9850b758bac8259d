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
from listens.listening.models import Round
from listens.listening.stages import gate
from listens.priorities import actions, fetch, presenters, proposal_presenters, writing
from listens.priorities.forms import GateForm
from listens.priorities.models import Proposal
from listens.priorities.proposal_forms import ProposalForm
from listens.priorities.views.proposal_page import ProposalPage
from listens.sensemaking.lineage import lineage
from listens.sensemaking.presenters import Numbers


class WriteProposalView(AreaView):
    """A blank form, or from a theme (`?theme=`) one with its name and what belongs to it."""

    verb = "write_proposals"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        initial = writing.filled_in(found, request.GET.get("theme", ""))
        return self._form(found, ProposalForm(area=self.area, initial=initial))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        form = ProposalForm(request.POST, area=self.area)
        made = tried(form, lambda: actions.write_proposal(self.actor, found, **form.cleaned_data))
        if made is None:
            return self._form(found, form)
        messages.success(request, _("The proposal was written. Decide whether it goes to the vote."))
        return redirect("decide_gate", area=self.area.slug, proposal=made.pk)

    def _form(self, found: Round, form: ProposalForm) -> HttpResponse:
        return self.page(
            "priorities/form.html",
            form=form,
            heading=_("Write a proposal"),
            lead=_("An issue to act on, in words everybody understands. The ask comes later."),
            submit=_("Write the proposal"),
            back=reverse("vote", args=[self.area.slug, found.slug]),
            trail=presenters.trail(self.area, found),
        )


class FromThemesView(AreaView):
    """The themes of the round with what was heard, and which proposals came of them."""

    verb = "write_proposals"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        numbers = Numbers(self.area, is_exact=bool(self.may("read_live_counts")))
        return self.page(
            "priorities/from_themes.html",
            round=found,
            sources=writing.sources(found, numbers),
            numbers=numbers,
            may_write=self.may("write_proposals", gate=gate(found, "priorities")),
            trail=presenters.trail(self.area, found),
        )


class ProposalView(ProposalPage):
    verb = "read_long_list"

    def get(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        return self.show(fetch.fetch_proposal(self.actor, self.area, proposal))


class ChangeProposalView(AreaView):
    verb = "write_proposals"

    def get(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_proposal(self.actor, self.area, proposal)
        lines = lineage(self.area)
        initial = {
            "reference": found.reference,
            "title": found.title,
            "summary": found.summary,
            "decided_by": found.decided_by,
            "themes": sorted({str(lines.stands(pk)) for pk in found.themes.values_list("pk", flat=True)}),
            "organisations": [str(pk) for pk in found.organisations.values_list("pk", flat=True)],
        }
        return self._form(found, ProposalForm(initial=initial, area=self.area))

    def post(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_proposal(self.actor, self.area, proposal)
        form = ProposalForm(request.POST, area=self.area)
        if tried(form, lambda: self._change(found, form)) is None:
            return self._form(found, form)
        messages.success(request, _("The proposal was changed."))
        return redirect(proposal_presenters.address(found))

    def _change(self, found: Proposal, form: ProposalForm) -> Proposal:
        words = {name: value for name, value in form.cleaned_data.items() if name != "reference"}
        return actions.change_proposal(self.actor, found, **words)

    def _form(self, found: Proposal, form: ProposalForm) -> HttpResponse:
        form.fields["reference"].disabled = True
        return self.page(
            "priorities/form.html",
            form=form,
            heading=_("Change “%(title)s”") % {"title": found.title},
            lead=_("After a new title, the organisations concerned have to see the reason again."),
            submit=_("Keep the changes"),
            back=proposal_presenters.address(found),
            trail=proposal_presenters.trail_of(found),
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
        messages.success(request, _("The decision was kept. Tell its reason to the organisations concerned."))
        return redirect(proposal_presenters.address(found))

    def _form(self, found: Proposal, form: GateForm) -> HttpResponse:
        return self.page(
            "priorities/form.html",
            form=form,
            heading=found.title,
            lead=_("The gate is light: widely felt, somebody outside decides it, not already won."),
            submit=_("Keep the decision"),
            back=proposal_presenters.address(found),
            trail=proposal_presenters.trail_of(found),
        )
