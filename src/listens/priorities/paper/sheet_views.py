"""Sheets of organisations: to print, and to type in by staff or by the organisation's own lead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core import access
from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.text import in_order
from listens.core.views import AreaView
from listens.priorities import actions
from listens.priorities.fetch import fetch_long_list
from listens.priorities.models import LongList, Proposal, Share
from listens.priorities.paper import fetch, presenters
from listens.priorities.paper.forms import SheetForm
from listens.priorities.paper.standing import State
from listens.priorities.presenters import trail


class SheetsView(AreaView):
    """The organisations that vote by one sheet: all of them for staff, its own for a lead."""

    verb = "type_sheet"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch_long_list(self.actor, self.area, round)
        access.require(self.actor, self.verb, self.area, within=self._within(long_list))
        found = fetch.sheets(self.actor, long_list)
        return self.page(
            "priorities/paper/sheets.html",
            round=long_list.round,
            sheets=[(share, presenters.sheet_state(now)) for share, now in found],
            trail=trail(self.area, long_list.round),
        )

    def _within(self, long_list: LongList) -> list[UUID]:
        of_sheets = long_list.shares.filter(way=Share.Way.SHEET).values_list("organisation", flat=True)
        return [long_list.round_id, *of_sheets]


class PrintSheetsView(SheetsView):
    """The sheets on A4; `?share=` for one of them."""

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch_long_list(self.actor, self.area, round)
        access.require(self.actor, self.verb, self.area, within=self._within(long_list))
        wanted = request.GET.get("share", "")
        shares = [
            share for share, _now in fetch.sheets(self.actor, long_list) if wanted in ("", str(share.pk))
        ]
        return self.page(
            "priorities/paper/print_sheets.html",
            round=long_list.round,
            long_list=long_list,
            shares=shares,
            proposals=in_their_order(long_list),
            trail=trail(self.area, long_list.round),
        )


class TypeSheetView(AreaView):
    verb = "type_sheet"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, share: UUID, **kwargs: Any) -> HttpResponse:
        long_list, found = fetch.fetch_sheet(self.actor, self.area, round, share)
        return self._show(long_list, found, SheetForm(long_list=long_list))

    def post(self, request: HttpRequest, round: str, share: UUID, **kwargs: Any) -> HttpResponse:
        long_list, found = fetch.fetch_sheet(self.actor, self.area, round, share)
        form = SheetForm(request.POST, long_list=long_list)
        if "take_back" in request.POST:
            return self._take_back(long_list, found)
        if tried(form, lambda: actions.type_sheet(self.actor, found, **form.said())) is None:
            return self._show(long_list, found, form)
        messages.success(request, presenters.sheet_state(fetch.sheet_standing(long_list, found)))
        return redirect("vote_sheets", area=self.area.slug, round=round)

    def _take_back(self, long_list: LongList, share: Share) -> HttpResponse:
        try:
            actions.take_back_typed(self.actor, fetch.fetch_sheet_paper(long_list, share))
        except Refused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, _("What you typed is taken back. Type it again."))
        return redirect("type_sheet", area=self.area.slug, round=long_list.round.slug, share=share.pk)

    def _show(self, long_list: LongList, share: Share, form: SheetForm) -> HttpResponse:
        now = fetch.sheet_standing(long_list, share)
        is_mine = now is not None and any(step.by_id == self.actor.pk for step in now.typed)
        return self.page(
            "priorities/paper/type_sheet.html",
            form=form,
            long_list=long_list,
            round=long_list.round,
            share=share,
            state=presenters.sheet_state(now),
            may_take_back=is_mine and now is not None and now.state == State.ONCE,
            back=reverse("vote_sheets", args=[self.area.slug, long_list.round.slug]),
            trail=trail(self.area, long_list.round),
        )


def in_their_order(long_list: LongList) -> list[Proposal]:
    return sorted(long_list.proposals.all(), key=lambda proposal: in_order(proposal.reference))
