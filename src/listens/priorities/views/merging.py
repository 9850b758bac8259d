"""Proposals that may be the same: looked at side by side, merged, kept apart, and merges undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening.stages import gate
from listens.priorities import actions, fetch, merges, presenters, proposal_presenters
from listens.priorities.may_be_same import pairs
from listens.priorities.models import Proposal
from listens.priorities.proposal_forms import MergeForm, ReasonForm


class SameProposalsView(AreaView):
    """Pairs to look at before the vote. A POST keeps one pair apart."""

    verb = "merge_proposals"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        long_list = fetch.long_list_of(found)
        return self.page(
            "priorities/same.html",
            round=found,
            pairs=pairs(found),
            may_merge=self.may("merge_proposals", gate=gate(found, "priorities")),
            is_locked=bool(long_list and long_list.lock_digest),
            trail=presenters.trail(self.area, found),
        )

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        one = fetch.fetch_in_round(found, request.POST.get("one", ""))
        other = fetch.fetch_in_round(found, request.POST.get("other", ""))
        try:
            actions.keep_apart(self.actor, one, other)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("They stay apart, and you are not asked about them again."))
        return redirect("same_proposals", area=self.area.slug, round=found.slug)


class MergeProposalView(AreaView):
    """Asks into which, and why; `?into=` has it chosen."""

    verb = "merge_proposals"

    def get(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_proposal(self.actor, self.area, proposal)
        return self._page(found, self._form(found, initial={"into": request.GET.get("into", "")}))

    def post(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_proposal(self.actor, self.area, proposal)
        form = self._form(found, request.POST)
        merged = tried(
            form,
            lambda: actions.merge_proposals(
                self.actor, found, form.cleaned_data["into"], reason=form.cleaned_data["reason"]
            ),
        )
        if merged is None:
            return self._page(found, form)
        into = form.cleaned_data["into"]
        messages.success(
            request,
            _("“%(it)s” is now part of “%(into)s”. You can undo it until the list is locked.")
            % {"it": found.title, "into": into.title},
        )
        return redirect(proposal_presenters.address(into))

    def _form(self, found: Proposal, data: Any = None, **more: Any) -> MergeForm:
        others = [whole.proposal for whole in merges.wholes(found.round) if whole.proposal.pk != found.pk]
        return MergeForm(data, others=others, **more)

    def _page(self, found: Proposal, form: MergeForm) -> HttpResponse:
        return self.page(
            "priorities/form.html",
            form=form,
            heading=_("Merge “%(title)s” into another") % {"title": found.title},
            lead=_(
                "It leaves the list. Its themes, its organisations and what was said of it count with the other"
                " one. Nothing is deleted, and you can undo it until the list is locked."
            ),
            submit=_("Merge them"),
            back=proposal_presenters.address(found),
            trail=proposal_presenters.trail_of(found),
        )


class UndoMergeView(AreaView):
    verb = "merge_proposals"

    def get(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        return self._page(fetch.fetch_proposal(self.actor, self.area, proposal), ReasonForm())

    def post(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_proposal(self.actor, self.area, proposal)
        form = ReasonForm(request.POST)
        if tried(form, lambda: actions.undo_merge(self.actor, found, **form.cleaned_data)) is None:
            return self._page(found, form)
        messages.success(request, _("It stands by itself again, as the gate decided about it."))
        return redirect(proposal_presenters.address(found))

    def _page(self, found: Proposal, form: ReasonForm) -> HttpResponse:
        return self.page(
            "priorities/form.html",
            form=form,
            heading=_("Undo the merge of “%(title)s”") % {"title": found.title},
            lead=_("It stands by itself again. That it was merged stays in its history."),
            submit=_("Undo the merge"),
            back=reverse("proposal", args=[self.area.slug, found.pk]),
            trail=proposal_presenters.trail_of(found),
        )
