"""The findings of a round: as a page to print, and as a Word file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.sensemaking import fetch, overview_presenters, presenters
from listens.sensemaking.report import words
from listens.sensemaking.report.findings import Finding, gather
from listens.sensemaking.views.answering import numbers_for

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ShowReportView(AreaView):
    verb = "read_report"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        of = fetch.fetch_round(self.area, round)
        found = gather(of)
        return self.page(
            "sensemaking/report.html",
            round=of,
            title=words.title(of),
            warning=words.warning(),
            how=words.how_done(found),
            bars=overview_presenters.bars_of(
                self.area,
                [(one.count.theme, one.count.num_conversations) for one in found.themes],
                numbers_for(self, of),
            ),
            sizes=overview_presenters.estimates_chart(
                self.area, [one.estimate for one in found.themes if one.estimate]
            ),
            themes=[card for one in found.themes for card in _cards(one, 2)],
            unclear=words.unclear(found),
            trail=presenters.codebook_trail(self.area),
        )


def _cards(one: Finding, level: int) -> list[dict[str, Any]]:
    """A theme and then its parts, each with the level of its heading."""
    card = {
        "theme": one.count.theme,
        "level": level,
        "sizes": words.sizes(one),
        "quotes": [(quote, words.said_by(quote)) for quote in one.quotes],
    }
    return [card, *[below for part in one.parts for below in _cards(part, level + 1)]]


class DownloadReportView(AreaView):
    verb = "read_report"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        from listens.sensemaking.report.word_file import (
            as_docx,  # lxml is slow to load: only where it is used
        )

        of = fetch.fetch_round(self.area, round)
        name = f"{self.area.slug}-{of.slug}-findings.docx"
        return HttpResponse(
            as_docx(gather(of)),
            content_type=DOCX,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
