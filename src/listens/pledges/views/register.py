"""The register of promises, one promise for those who work on it, and an office's own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listens.assembly.pages import FormView, Trail
from listens.core import chain
from listens.core.views import AreaView
from listens.pledges import actions, fetch, presenters
from listens.pledges.adding import within
from listens.pledges.forms import PledgeForm
from listens.pledges.history import chain_of
from listens.pledges.models import Pledge, Verdict
from listens.pledges.sides import ADDS, why_not


class ListPledgesView(AreaView):
    """By verdict and, apart from it, past their date. An unknown filter shows all."""

    verb = "see_pledges"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        today = self.area.today()
        found, chosen = fetch.register(self.area), request.GET.get("verdict", "")
        is_overdue = "overdue" in request.GET
        if chosen in Verdict.Value.values or chosen == "none":
            found = found.with_verdict("" if chosen == "none" else chosen, today)
        if is_overdue:
            found = found.overdue(today)
        return self.page(
            "pledges/register.html",
            lines=presenters.lines(found),
            verdicts=[*Verdict.Value.choices, ("none", _("No verdict yet"))],
            chosen=chosen,
            is_overdue=is_overdue,
            is_filtered=bool(chosen or is_overdue),
            can_make=self.may("make_pledge"),
            can_pause=self.may("pause_verdicts"),
            trail=presenters.trail(self.area),
        )


class ShowPledgeView(AreaView):
    verb = "see_pledge"
    is_scoped = True

    def get(self, request: HttpRequest, number: int, **kwargs: Any) -> HttpResponse:
        pledge = fetch.fetch_pledge(self.actor, self.area, number)
        today, verdict = self.area.today(), pledge.current_verdict()
        return self.page(
            "pledges/pledge.html",
            pledge=pledge,
            verdict=verdict,
            mark=verdict.value if verdict else "no_verdict",
            is_overdue=pledge.is_overdue(today),
            due_on=pledge.current_due_on(today),
            wording=pledge.current_wording(today),
            confirmation=pledge.confirmation(),
            waiting=pledge.waiting_verdicts(),
            asked=[change for change in pledge.changes() if not change.is_answered],
            closure=pledge.closure(),
            events=presenters.events_of(pledge),
            head=chain.head_of(chain_of(pledge)),
            may={verb: self._may_add(verb, pledge) for verb in VERBS},
            trail=presenters.trail(self.area, can_see_register=self.may("see_pledges")),
        )

    def _may_add(self, verb: str, pledge: Pledge) -> bool:
        allowed = self.may(verb, within=within(pledge)).allowed
        return allowed and not why_not(self.actor, pledge, ADDS.get(verb))


VERBS = (
    "confirm_pledge",
    "report_progress",
    "erase_report",
    "ask_for_change",
    "answer_change",
    "give_verdict",
    "reply_to_verdict",
    "record_signatures",
    "publish_verdict",
    "measure_pledge",
    "close_pledge",
)


class MyPromisesView(AreaView):
    """For whoever acts for an office: its promises, what is due, the verdicts that are coming."""

    verb = "see_own_pledges"
    is_scoped = True

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found = list(fetch.own_pledges(self.actor, self.area))
        lines = presenters.lines(found)
        lines.sort(
            key=lambda line: (bool(line.pledge.closed_on), line.pledge.due_by or FAR, line.pledge.number)
        )
        return self.page(
            "pledges/my_promises.html",
            lines=lines,
            waiting=[(pledge, verdict) for pledge in found for verdict in pledge.waiting_verdicts()],
            unconfirmed=[pledge for pledge in found if not pledge.confirmation() and not pledge.closure()],
            trail=presenters.trail(self.area),
        )


FAR = dt.date.max


class MakePledgeView(FormView):
    verb = "make_pledge"
    template = "pledges/form.html"
    heading = _("Write down a promise")
    lead = _("In the exact words it was given in. The first wording and date are shown for ever.")
    submit = _("Write it down")
    done = _("The promise is in the register.")

    def form(self, data: Any = None) -> forms.Form:
        answers = fetch.open_answers(self.area)
        picked = next((one for one in answers if str(one.pk) == self.request.GET.get("answer")), None)
        initial: dict[str, Any] = {"spoken_on": self.area.today()}
        if picked:
            initial = {
                "answer": str(picked.pk),
                "title": picked.addressee.ask.title,
                "wording": picked.words,
                "spoken_on": picked.answered_on,
            }
        return PledgeForm(
            data,
            initial=initial,
            answers=answers,
            owners=[*fetch.offices(self.area), *fetch.communities(self.area)],
            people=list(fetch.judges(self.area)),
        )

    def act(self, given: dict[str, Any]) -> Pledge:
        return actions.make_pledge(self.actor, self.area, **given)

    def back(self) -> str:
        return reverse("pledges", args=[self.area.slug])

    def then(self, made: Pledge) -> str:
        return reverse("pledge", args=[self.area.slug, made.number])

    def trail(self) -> Trail:
        return presenters.trail(self.area, can_see_register=True)
