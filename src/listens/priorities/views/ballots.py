"""Bringing in a file of ballots."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.tables import UnreadableTable
from listens.core.views import AreaView
from listens.priorities import actions, fetch, presenters
from listens.priorities.forms import BallotFileForm
from listens.priorities.models import LongList


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
