"""What delegates say about a proposal before the vote: say it, take it back, hide it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core import access
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.priorities import actions, fetch, proposal_presenters, talk
from listens.priorities.models import Contribution
from listens.priorities.proposal_forms import ReasonForm, SayForm
from listens.priorities.views.proposal_page import ProposalPage


class SayView(ProposalPage):
    verb = "discuss_proposals"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_proposal(self.actor, self.area, proposal)
        speaks_for = talk.speaks_for(self.actor, self.area)
        if not speaks_for:
            access.require(self.actor, self.verb, self.area)
        form = SayForm(request.POST, organisations=speaks_for)
        if tried(form, lambda: actions.say_of_proposal(self.actor, found, **form.cleaned_data)) is None:
            return self.show(found, say=form)
        messages.success(request, _("It stands below, under your organisation’s name."))
        return redirect(f"{proposal_presenters.address(found)}#said")


class OfContributionView(AreaView):
    """Asks first, then takes it away from the page."""

    def page_of(self, found: Contribution, form: forms.Form, **words: Any) -> HttpResponse:
        return self.page(
            "priorities/contribution.html",
            said=found,
            form=form,
            back=f"{proposal_presenters.address(found.proposal)}#said",
            trail=proposal_presenters.trail_of(found.proposal),
            **words,
        )

    def back_to(self, found: Contribution) -> HttpResponse:
        return redirect(f"{proposal_presenters.address(found.proposal)}#said")


class TakeBackView(OfContributionView):
    verb = "discuss_proposals"
    is_scoped = True

    def get(self, request: HttpRequest, contribution: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_own_contribution(self.actor, self.area, contribution)
        return self._page(found, forms.Form())

    def post(self, request: HttpRequest, contribution: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_own_contribution(self.actor, self.area, contribution)
        actions.take_back(self.actor, found)
        messages.success(request, _("It was taken back. Its words are gone."))
        return self.back_to(found)

    def _page(self, found: Contribution, form: forms.Form) -> HttpResponse:
        return self.page_of(found, form, heading=_("Take this back?"), submit=_("Take it back"))


class HideContributionView(OfContributionView):
    verb = "hide_contributions"

    def get(self, request: HttpRequest, contribution: UUID, **kwargs: Any) -> HttpResponse:
        return self._page(fetch.fetch_contribution(self.area, contribution), ReasonForm())

    def post(self, request: HttpRequest, contribution: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_contribution(self.area, contribution)
        form = ReasonForm(request.POST)
        if tried(form, lambda: actions.hide_contribution(self.actor, found, **form.cleaned_data)) is None:
            return self._page(found, form)
        messages.success(request, _("It is hidden. Whoever wrote it reads why."))
        return self.back_to(found)

    def _page(self, found: Contribution, form: ReasonForm) -> HttpResponse:
        return self.page_of(found, form, heading=_("Hide this?"), submit=_("Hide it"))
