"""What phones talk to: sending a report, and asking whether somebody has answered it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from listens.core.views import problem
from listens.listening.api import ListenerApiView, OneThingView
from listens.safeguarding import fetch, presenters
from listens.safeguarding.actions import receive_report
from listens.safeguarding.actions.reports import link_of


class RiskReportsView(OneThingView):
    verb = "send_risk_report"
    receive = staticmethod(receive_report)


class RiskReportView(ListenerApiView):
    """How far one's own report is. A report of another link and a missing one give the same 404."""

    verb = "send_risk_report"

    def get(self, request: HttpRequest, report: UUID) -> HttpResponseBase:
        mine = fetch.find_own_report(link_of(self.actor, self.area), report)
        if mine is None:
            return problem(404, "No report of yours has this id. It is not sent: ring now.")
        return JsonResponse({"client_id": str(report), **presenters.status(mine)})
