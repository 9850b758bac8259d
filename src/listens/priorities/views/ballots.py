"""Typing in paper ballots, and bringing in a file of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.tables import UnreadableTable
from listens.core.views import AreaView
from listens.priorities import actions, fetch, presenters
from listens.priorities.forms import BallotFileForm, BallotForm
from listens.priorities.models import LongList


class EnterBallotView(AreaView):
    """One slip after another; the organisation stays chosen from one to the next."""

    verb = "enter_ballots"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        return self._show(
            long_list, BallotForm(initial={"share": request.GET.get("share", "")}, long_list=long_list)
        )

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        form = BallotForm(request.POST, long_list=long_list)
        ballot = tried(
            form,
            lambda: actions.enter_ballot(
                self.actor,
                long_list,
                share=form.cleaned_data["share"],
                choices=form.choices(),
                source_id=form.cleaned_data["source_id"],
            ),
        )
        if ballot is None:
            return self._show(long_list, form)
        messages.success(request, _("Slip %(number)s is in.") % {"number": ballot.source_id})
        address = reverse("enter_ballot", args=[self.area.slug, long_list.round.slug])
        return redirect(f"{address}?share={ballot.share_id or ''}")

    def _show(self, long_list: LongList, form: BallotForm) -> HttpResponse:
        return self.page(
            "priorities/ballots.html",
            form=form,
            long_list=long_list,
            round=long_list.round,
            last=list(fetch.last_ballots(long_list)),
            trail=presenters.trail(self.area, long_list.round),
        )


class BallotFileView(AreaView):
    verb = "import_ballots"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        return self._show(fetch.fetch_long_list(self.actor, self.area, round), BallotFileForm())

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        form = BallotFileForm(request.POST, request.FILES)
        outcome = tried(form, lambda: self._bring_in(long_list, form))
        if outcome is not None and outcome.num_added and not outcome.is_dry_run:
            messages.success(request, _("%(n)d ballots are in.") % {"n": outcome.num_added})
        return self._show(long_list, form, outcome=outcome)

    def _bring_in(self, long_list: LongList, form: BallotFileForm) -> Any:
        file, what = form.cleaned_data["file"], form.cleaned_data["what"]
        try:
            return actions.import_ballots(
                self.actor,
                long_list.round,
                file.read(),
                mapping=form.cleaned_data["mapping"],
                source=file.name,
                dry_run=what == "check",
                all_or_nothing=what == "all",
            )
        except UnreadableTable as unreadable:
            form.add_error("file", str(unreadable))
            return None

    def _show(self, long_list: LongList, form: BallotFileForm, outcome: Any = None) -> HttpResponse:
        return self.page(
            "priorities/ballot_file.html",
            form=form,
            round=long_list.round,
            outcome=outcome,
            findings=presenters.findings_table(outcome.findings) if outcome else None,
            trail=presenters.trail(self.area, long_list.round),
        )
