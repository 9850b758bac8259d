"""What the computer proposes, with notes that show it: a person makes a theme of it, or does not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.sensemaking import actions, fetch, presenters
from listens.sensemaking.forms import AcceptIntoForm, AcceptProposalForm
from listens.sensemaking.models import MachineChoice, ProposalStep, ThemeProposal, ThemeRun
from listens.sensemaking.naming import sending
from listens.sensemaking.proposal_cards import proposal_card
from listens.sensemaking.views.answering import OwnWordsView, tried

A_PAGE = 10
STATES = ProposalStep.State


class ProposalsView(OwnWordsView):
    """Notes are shown in people's own words: each page read is recorded."""

    verb = "read_proposals"

    def cards(self, proposals: list[ThemeProposal]) -> list[dict[str, Any]]:
        shown = [one.note for proposal in proposals for one in proposal.notes.all()]
        actions.record_reading(self.actor, self.area, "read_proposals", shown, page="proposals")
        return [proposal_card(proposal) for proposal in proposals]

    def to_list(self, round: str) -> HttpResponse:
        return redirect("proposals", area=self.area.slug, round=round)


class ListProposalsView(ProposalsView):
    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        run = ThemeRun.objects.newest(found, ThemeRun.Kind.PROPOSALS)
        state = request.GET.get("state", STATES.PROPOSED)
        if state not in STATES.values:
            raise Http404
        proposals = fetch.proposals(run, state) if run else ThemeProposal.objects.none()
        page = Paginator(proposals, A_PAGE).get_page(request.GET.get("page"))
        return self.page(
            "sensemaking/proposals.html",
            round=found,
            run=run,
            state=state,
            states=STATES.choices,
            cards=self.cards(list(page.object_list)),
            page_obj=page,
            query=f"state={state}",
            may_decide=self.may("decide_proposals"),
            trail=presenters.find_trail(self.area, found),
        )


class AcceptProposalView(ProposalsView):
    """One proposal with two forms: a new theme, or one that is there."""

    def get(self, request: HttpRequest, round: str, proposal: UUID, **kwargs: Any) -> HttpResponse:
        self._find(round, proposal)
        return self._page()

    def post(self, request: HttpRequest, round: str, proposal: UUID, **kwargs: Any) -> HttpResponse:
        self._find(round, proposal)
        seq = seen_seq(request)
        if request.POST.get("do") == "into":
            into = self._into(request.POST)
            done = tried(into, lambda: self._accept_into(into, seq))
            form: forms.Form = into
        else:
            new = self._new(request.POST)
            done = tried(
                new,
                lambda: actions.accept_as_new(self.actor, self.proposal, seen_seq=seq, **new.details()),
            )
            form = new
        if done is None:
            return self._page(form)
        messages.success(request, _("It is in the codebook now, as “%(name)s”.") % {"name": done.name})
        return self.to_list(round)

    def _find(self, round: str, proposal: UUID) -> None:
        self.round = fetch.fetch_round(self.area, round)
        self.proposal = fetch.fetch_proposal(self.area, self.round, proposal)

    def _accept_into(self, form: AcceptIntoForm, seq: int) -> Any:
        theme = form.themes[form.cleaned_data["theme"]]
        actions.accept_into(self.actor, self.proposal, theme, seen_seq=seq)
        return theme

    def _new(self, data: Any = None) -> AcceptProposalForm:
        is_outside = self.request.GET.get("name") == "outside"
        initial = {"name": sending.suggested_name(self.proposal)} if is_outside else {}
        return AcceptProposalForm(
            data, parents=fetch.first_level(self.area), near=self.proposal.near, initial=initial
        )

    def _into(self, data: Any = None) -> AcceptIntoForm:
        return AcceptIntoForm(data, themes=fetch.themes_in_use(self.area))

    def _page(self, form: forms.Form | None = None) -> HttpResponse:
        is_into = isinstance(form, AcceptIntoForm)
        return self.page(
            "sensemaking/accept_proposal.html",
            round=self.round,
            card=self.cards([self.proposal])[0],
            form=form,
            new=form if form and not is_into else self._new(),
            into=form if is_into else self._into(),
            may_decide=self.may("decide_proposals"),
            may_ask_outside=MachineChoice.of(self.round).outside_names and self.may("ask_outside_name"),
            back=presenters.address(self.area, "proposals", round=self.round.slug),
            trail=presenters.find_trail(self.area, self.round),
        )


class DecideProposalView(ProposalsView):
    """Puts a proposal aside, or takes back what was decided on it."""

    verb = "decide_proposals"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, round: str, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_proposal(self.area, fetch.fetch_round(self.area, round), proposal)
        is_undo = request.POST.get("do") == "undo"
        try:
            act = actions.undo_proposal if is_undo else actions.put_aside
            act(self.actor, found, seen_seq=seen_seq(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            words = _("It waits for a decision again.") if is_undo else _("It was put aside.")
            messages.success(request, words)
        return self.to_list(round)


def seen_seq(request: HttpRequest) -> int:
    typed = request.POST.get("seq", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
