"""What became of every slip: while the vote is open, and as the close found it. The page prints as a sheet to sign."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.priorities import actions
from listens.priorities.fetch import fetch_long_list
from listens.priorities.long_lists import State, state_of
from listens.priorities.models import LongList, Share, SlipCount
from listens.priorities.paper import presenters
from listens.priorities.paper.count_forms import SlipCountsForm
from listens.priorities.paper.double_votes import double_votes
from listens.priorities.paper.notices import notices
from listens.priorities.paper.oddities import alike
from listens.priorities.presenters import trail
from listens.priorities.reconciliation import Line, lines, published


class ReconcileView(AreaView):
    verb = "count_slips"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch_long_list(self.actor, self.area, round)
        if state_of(long_list)[0] in (State.CLOSED, State.COUNTED):
            return self._closed(long_list)
        found = lines(long_list)
        return self._show(long_list, found, self._form(found))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch_long_list(self.actor, self.area, round)
        found = lines(long_list)
        form = self._form(found, request.POST)
        if tried(form, lambda: self._keep(form)) is None:
            return self._show(long_list, found, form)
        messages.success(request, _("The counts are kept."))
        return redirect("reconcile_votes", area=self.area.slug, round=round)

    def _keep(self, form: SlipCountsForm) -> list[SlipCount]:
        return [
            actions.count_slips(self.actor, share, num_in_box=in_box, num_unused=unused)
            for share, in_box, unused in form.counts()
        ]

    def _form(self, found: list[Line], data: Any = None) -> SlipCountsForm:
        counted = [line for line in found if line.share and line.share.way == Share.Way.SLIPS]
        initial: dict[str, int | None] = {}
        for number, line in enumerate(counted):
            initial |= {f"box_{number}": line.num_in_box, f"unused_{number}": line.num_unused}
        return SlipCountsForm(data, shares=[line.share for line in counted if line.share], initial=initial)

    def _show(self, long_list: LongList, found: list[Line], form: SlipCountsForm) -> HttpResponse:
        return self.page(
            "priorities/paper/reconcile.html",
            form=form,
            pairs=form.pairs(),
            round=long_list.round,
            long_list=long_list,
            table=presenters.lines_table(found),
            alike=alike(long_list),
            notices=notices(long_list),
            num_double=len(double_votes(long_list)),
            may_settle=self.may("settle_double_votes"),
            trail=trail(self.area, long_list.round),
        )

    def _closed(self, long_list: LongList) -> HttpResponse:
        kept = published(long_list)
        return self.page(
            "priorities/paper/reconciled.html",
            round=long_list.round,
            table=presenters.kept_table(kept) if kept else None,
            notices=notices(long_list),
            trail=trail(self.area, long_list.round),
        )
