"""When the Wi-Fi fails: a page to print before the evening, and totals as a last resort."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening.stages import gate
from listens.priorities import actions
from listens.priorities.fetch import fetch_long_list
from listens.priorities.models import LongList, Totals
from listens.priorities.paper import fetch, presenters
from listens.priorities.paper.count_forms import TotalsForm
from listens.priorities.paper.sheet_views import in_their_order
from listens.priorities.presenters import trail


class HandCountView(AreaView):
    """What to do without the internet, and a sheet for counting ticks, on A4."""

    verb = "enter_ballots"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch_long_list(self.actor, self.area, round)
        return self.page(
            "priorities/paper/hand_count.html",
            round=long_list.round,
            long_list=long_list,
            proposals=in_their_order(long_list),
            may_enter_totals=self.may("enter_totals", gate=gate(long_list.round, "voting")),
            trail=trail(self.area, long_list.round),
        )


class TotalsView(AreaView):
    verb = "enter_totals"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch_long_list(self.actor, self.area, round)
        form = TotalsForm(long_list=long_list)
        if there := fetch.find_totals(long_list, request.GET.get("totals", "")):
            form.initial = {
                "label": there.label,
                "share": there.share_id,
                "num_people": there.num_people,
                **form.initial_of(there.ticks),
            }
        return self._show(long_list, form)

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch_long_list(self.actor, self.area, round)
        form = TotalsForm(request.POST, long_list=long_list)
        kept = tried(form, lambda: self._enter(long_list, form))
        if kept is None:
            return self._show(long_list, form)
        messages.success(
            request,
            _("%(name)s: %(ticks)d ticks of %(people)d people are in.")
            % {"name": kept.label, "ticks": kept.num_ticks, "people": kept.num_people},
        )
        return redirect("enter_totals", area=self.area.slug, round=round)

    def _enter(self, long_list: LongList, form: TotalsForm) -> Totals:
        given = form.cleaned_data
        return actions.enter_totals(
            self.actor,
            long_list,
            label=given["label"],
            num_people=given["num_people"],
            share=given["share"],
            ticks=form.ticks(),
        )

    def _show(self, long_list: LongList, form: TotalsForm) -> HttpResponse:
        entered = fetch.totals(long_list)
        return self.page(
            "priorities/paper/totals.html",
            form=form,
            round=long_list.round,
            long_list=long_list,
            table=presenters.totals_table(self.area, long_list, entered) if entered else None,
            back=reverse("vote", args=[self.area.slug, long_list.round.slug]),
            trail=trail(self.area, long_list.round),
        )
