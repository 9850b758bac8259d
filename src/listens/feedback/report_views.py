"""The report an organisation prints for its own people."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from listens.core.views import AreaView
from listens.feedback import fetch, presenters
from listens.feedback.report import MOST_QUOTES, MOST_THEMES, report_of
from listens.sensemaking.presenters import Numbers


class OrganisationReportView(AreaView):
    """For its lead and for organisers, on one or two sheets of A4. Counts are exact for the community side only."""

    verb = "read_organisation_report"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, organisation: UUID) -> HttpResponse:
        found, heard_by = fetch.fetch_reported(self.actor, self.area, round, organisation)
        report = report_of(found, heard_by)
        may_count = self.may("read_own_themes", within=[organisation]) or self.may("read_live_counts")
        numbers = Numbers(self.area, is_exact=bool(may_count))
        themes = report.own.themes[:MOST_THEMES]
        headings = [_("Theme"), _("Conversations"), _("Times heard")]
        return self.page(
            "feedback/report.html",
            report=report,
            accepted=numbers(report.progress.accepted),
            heard=numbers(report.progress.heard),
            waiting=numbers(report.progress.waiting),
            themes={
                "caption": _("Themes, the most heard first"),
                "headings": headings,
                "numeric": headings[1:],
                "rows": [presenters.theme_row(theme, numbers) for theme in themes],
            },
            quotes=[quote for theme in themes for quote in theme.quotes][:MOST_QUOTES],
            offers=Numbers(self.area, is_exact=False)(report.num_offers),
            replies=_few(report.num_replies, report.own.least) or numbers(report.num_replies),
            today=self.area.today(),
            trail=presenters.trail(found),
        )


def _few(num: int, least: int) -> str:
    """What stands for a count that is too small to show, also of none."""
    return _("fewer than %(n)d") % {"n": least} if num < least else ""
