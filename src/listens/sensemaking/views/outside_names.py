"""Asking a program outside for the name of a proposal: what would be sent is shown first, to the byte."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core import jobs
from listens.core.acting import Refused
from listens.core.watching import watch
from listens.sensemaking import actions, fetch, presenters
from listens.sensemaking.models import ProposalStep, ThemeProposal
from listens.sensemaking.naming import asking, sending
from listens.sensemaking.naming.adapters import CannotAsk, Outgoing
from listens.sensemaking.views.answering import OwnWordsView


class AskOutsideNameView(OwnWordsView):
    verb = "ask_outside_name"

    def get(self, request: HttpRequest, round: str, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = self._find(round, proposal)
        outgoing, refused = _prepared(found)
        if outgoing:
            actions.record_reading(
                self.actor, self.area, self.verb, asking.may_leave(found), page="sent outside"
            )
        run = sending.newest(found)
        job = watch(run) if run else None
        return self.page(
            "sensemaking/outside_name.html",
            round=self.round,
            title=", ".join(found.terms[:3]),
            outgoing=outgoing,
            refused=refused,
            job=job,
            has_failed=job is not None and job.state == "failed",
            name=sending.suggested_name(found),
            is_open=(found.newest_state or ProposalStep.State.PROPOSED) == ProposalStep.State.PROPOSED,
            proposal=found,
            trail=presenters.find_trail(self.area, self.round),
        )

    def post(self, request: HttpRequest, round: str, proposal: UUID, **kwargs: Any) -> HttpResponse:
        found = self._find(round, proposal)
        try:
            if request.POST.get("act") == "cancel":
                if run := sending.newest(found):
                    jobs.cancel(self.actor, run)
            else:
                seen = request.POST.get("seen", "")
                actions.ask_outside_name(self.actor, found, seen_digest=seen)
                messages.success(request, _("It will be sent now. You can leave this page and come back."))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect(request.path)

    def _find(self, round: str, proposal: UUID) -> Any:
        """A ThemeProposal with its state."""
        self.round = fetch.fetch_round(self.area, round)
        return fetch.fetch_proposal(self.area, self.round, proposal)


def _prepared(proposal: ThemeProposal) -> tuple[Outgoing | None, str]:
    """What would be sent, or why nothing may be."""
    try:
        return asking.prepared(proposal), ""
    except CannotAsk as error:
        return None, str(error)
