"""The listener's pages: whom to ring now, the report, and whether anybody has read it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from listens.core import access
from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.wording import pgettext
from listens.listening import at_hand
from listens.listening.capture_views import ListenerView
from listens.listening.letters import CONFLICT, CREATED, DUPLICATE
from listens.safeguarding import fetch, presenters
from listens.safeguarding.actions import receive_report
from listens.safeguarding.forms import ReportForm


class AtRiskView(ListenerView):
    """Ring first; the report comes below. Until the server has it the page says NOT SENT: RING NOW."""

    verb = "send_risk_report"

    def show(self, form: ReportForm | None = None) -> HttpResponse:
        access.require(self.actor, self.verb, self.area, within=[self.link.organisation_id])
        reports = fetch.own_reports(self.link)
        return self.page(
            "safeguarding/at_risk.html",
            link=self.link,
            form=form or ReportForm(self.link),
            is_unsent=form is not None,
            at_risk=f"listening/wording/{self.link.round.wording_version}/at_risk.html",
            reports=[(one, presenters.words_for_listener(one)) for one in reports],
            **at_hand.context(self.link),
        )

    def take(self, request: HttpRequest) -> HttpResponse:
        form = ReportForm(self.link, request.POST.dict())
        result = tried(form, lambda: self._send(form))
        if result is None:
            return self.show(form)
        return redirect("at_risk_sent", area=self.area.slug, report=result["client_id"])

    def refuse_page_of_another(self, request: HttpRequest) -> HttpResponse:
        """Somebody is at risk: what was typed stays, under NOT SENT, and goes with the link that is open now."""
        form = ReportForm(self.link, request.POST.dict())
        words = pgettext(
            "needs review", "This page was opened with another listener's link. Ring, then send again."
        )
        form.add_error(None, words)
        return self.show(form)

    def _send(self, form: ReportForm) -> dict[str, Any]:
        result = receive_report(self.actor, self.area, form.payload())
        if (
            result["outcome"] == CONFLICT
        ):  # changed after the first had arrived: the next try is a report of its own
            form.data = {**form.data, "client_id": str(uuid4())}
        if result["outcome"] not in (CREATED, DUPLICATE):
            raise Refused(" ".join(result["problems"]))
        return result


class AtRiskSentView(ListenerView):
    """How far one report is. The page asks again by itself, or with its button."""

    verb = "send_risk_report"
    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, report: UUID) -> HttpResponse:
        self.report = report
        return super().get(request)

    def show(self) -> HttpResponse:
        access.require(self.actor, self.verb, self.area, within=[self.link.organisation_id])
        alarm = fetch.find_own_report(self.link, self.report)
        if alarm is None:
            raise Http404
        return self.page(
            "safeguarding/sent.html",
            link=self.link,
            alarm=alarm,
            state=presenters.state_of(alarm),
            time=presenters.time_of(alarm),
            status_address=presenters.address(self.area, "api_risk_report", report=self.report),
            **at_hand.context(self.link),
        )
