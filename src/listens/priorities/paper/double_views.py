"""Slips that voted by phone and on paper, settled without seeing what either ticks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.priorities import actions
from listens.priorities.fetch import fetch_long_list
from listens.priorities.models import LongList
from listens.priorities.paper import presenters
from listens.priorities.paper.double_votes import DoubleVote, double_votes
from listens.priorities.paper.forms import DoubleVoteForm


class DoubleVotesView(AreaView):
    verb = "settle_double_votes"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch_long_list(self.actor, self.area, round)
        return self.page(
            "priorities/paper/double_votes.html",
            round=long_list.round,
            found=double_votes(long_list),
            trail=presenters.paper_trail(self.area, long_list),
        )


class SettleDoubleVoteView(AreaView):
    verb = "settle_double_votes"

    def get(self, request: HttpRequest, round: str, paper: UUID, **kwargs: Any) -> HttpResponse:
        long_list, found = self._find(round, paper)
        return self._show(long_list, found, DoubleVoteForm(initial={"seen": found.seq, "place": found.place}))

    def post(self, request: HttpRequest, round: str, paper: UUID, **kwargs: Any) -> HttpResponse:
        long_list, found = self._find(round, paper)
        form = DoubleVoteForm(request.POST)
        if (
            tried(form, lambda: actions.settle_double_vote(self.actor, found.paper, **form.cleaned_data))
            is None
        ):
            return self._show(long_list, found, form)
        messages.success(request, _("Slip %(number)s is settled.") % {"number": found.paper.number})
        return redirect("double_votes", area=self.area.slug, round=round)

    def _find(self, round: str, pk: UUID) -> tuple[LongList, DoubleVote]:
        long_list = fetch_long_list(self.actor, self.area, round)
        for found in double_votes(long_list):
            if found.paper.pk == pk:
                found.paper.long_list = long_list
                return long_list, found
        raise Http404

    def _show(self, long_list: LongList, found: DoubleVote, form: DoubleVoteForm) -> HttpResponse:
        return self.page(
            "priorities/paper/settle_double.html",
            form=form,
            found=found,
            back=reverse("double_votes", args=[self.area.slug, long_list.round.slug]),
            trail=presenters.paper_trail(self.area, long_list),
        )
