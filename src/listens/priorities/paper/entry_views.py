"""Typing a pile of slips, one after the other, with the keyboard alone; and those that need a third look."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.priorities import actions
from listens.priorities.fetch import fetch_long_list
from listens.priorities.models import LongList, PaperSlip
from listens.priorities.paper import fetch, presenters
from listens.priorities.paper.double_votes import double_votes
from listens.priorities.paper.forms import LookAgainForm, SlipForm
from listens.priorities.paper.standing import Standing, State
from listens.priorities.presenters import trail


@method_decorator(never_cache, name="dispatch")
class EnterBallotView(AreaView):
    """One slip after another; the organisation stays chosen. `take_back` in what is posted is one's own typing."""

    verb = "enter_ballots"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch_long_list(self.actor, self.area, round)
        return self._show(
            long_list, SlipForm(initial={"share": request.GET.get("share", "")}, long_list=long_list)
        )

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch_long_list(self.actor, self.area, round)
        if receipt := request.POST.get("take_back"):
            return self._take_back(long_list, receipt)
        form = SlipForm(request.POST, long_list=long_list)
        paper = tried(form, lambda: self._enter(long_list, form))
        if paper is None:
            return self._show(long_list, form)
        found, now = fetch.fetch_paper(self.actor, self.area, round, paper.pk)
        tell = messages.warning if now.state == State.DIFFERS else messages.success
        tell(request, presenters.what_came(found, now))
        share = form.cleaned_data.get("share")
        return redirect(f"{self._address(long_list)}?share={share.pk if share else ''}")

    def _enter(self, long_list: LongList, form: SlipForm) -> PaperSlip:
        return actions.enter_ballot(
            self.actor,
            long_list,
            source_id=form.cleaned_data["source_id"],
            share=form.cleaned_data.get("share"),
            **form.said(),
        )

    def _take_back(self, long_list: LongList, receipt: str) -> HttpResponse:
        paper = fetch.fetch_typed(long_list, receipt)
        try:
            actions.take_back_typed(self.actor, paper)
        except Refused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(
                self.request,
                _("What you typed of slip %(number)s is taken back. Type it again.")
                % {"number": paper.number},
            )
        return redirect(self._address(long_list))

    def _address(self, long_list: LongList) -> str:
        return reverse("enter_ballot", args=[self.area.slug, long_list.round.slug])

    def _show(self, long_list: LongList, form: SlipForm) -> HttpResponse:
        return self.page(
            "priorities/paper/type_slips.html",
            form=form,
            long_list=long_list,
            round=long_list.round,
            last=fetch.last_typed(self.actor, long_list),
            pile=fetch.pile_size(long_list),
            trail=trail(self.area, long_list.round),
        )


@method_decorator(never_cache, name="dispatch")
class CompareView(AreaView):
    """What two people typed differently, what waits for the second, and a way to any other slip."""

    verb = "enter_ballots"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch_long_list(self.actor, self.area, round)
        typed = request.GET.get("number", "")
        paper = fetch.find_paper(long_list, typed) if typed else None
        if paper is not None:
            return redirect("settle_slip", area=self.area.slug, round=round, paper=paper.pk)
        pile = fetch.pile(long_list)
        return self.page(
            "priorities/paper/compare.html",
            long_list=long_list,
            round=long_list.round,
            typed=typed,
            differ=[(paper, presenters.name_of(paper, now)) for paper, now in pile.differ],
            once=[
                (presenters.name_of(paper, now), any(step.by_id == self.actor.pk for step in now.typed))
                for paper, now in pile.once
            ],
            spoiled=presenters.spoiled_table(self.area, long_list, pile.spoiled) if pile.spoiled else None,
            num_double=len(double_votes(long_list)),
            may_settle=self.may("settle_double_votes"),
            trail=presenters.paper_trail(self.area, long_list),
        )


@method_decorator(never_cache, name="dispatch")
class SettleSlipView(AreaView):
    """The third look. What counts already is not shown: whoever has the paper can type what it says."""

    verb = "enter_ballots"

    def get(self, request: HttpRequest, round: str, paper: UUID, **kwargs: Any) -> HttpResponse:
        found, now = fetch.fetch_paper(self.actor, self.area, round, paper)
        return self._show(found, now, self._form(found, now, initial={"seen": now.seq}))

    def post(self, request: HttpRequest, round: str, paper: UUID, **kwargs: Any) -> HttpResponse:
        found, now = fetch.fetch_paper(self.actor, self.area, round, paper)
        form = self._form(found, now, request.POST)
        if tried(form, lambda: self._settle(found, form)) is None:
            return self._show(found, now, form)
        messages.success(request, _("%(which)s is settled.") % {"which": presenters.name_of(found, now)})
        return redirect("compare_slips", area=self.area.slug, round=round)

    def _settle(self, paper: PaperSlip, form: LookAgainForm) -> PaperSlip:
        return actions.settle_paper(
            self.actor,
            paper,
            seen=form.cleaned_data["seen"],
            share=form.cleaned_data.get("share"),
            **form.said(),
        )

    def _form(self, paper: PaperSlip, now: Standing, *args: Any, **kwargs: Any) -> LookAgainForm:
        shares = list({step.share_id: step.share for step in now.typed}.values())
        is_in = now.state != State.DIFFERS
        return LookAgainForm(*args, long_list=paper.long_list, shares=shares, is_in=is_in, **kwargs)

    def _show(self, paper: PaperSlip, now: Standing, form: LookAgainForm) -> HttpResponse:
        differs = now.state == State.DIFFERS
        return self.page(
            "priorities/paper/settle.html",
            form=form,
            heading=presenters.name_of(paper, now),
            differs=differs,
            once=now.state in (State.ONCE, State.TAKEN_BACK),
            table=presenters.side_by_side(paper.long_list, now) if differs else None,
            back=reverse("compare_slips", args=[self.area.slug, paper.long_list.round.slug]),
            trail=presenters.paper_trail(self.area, paper.long_list),
        )
