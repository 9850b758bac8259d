"""A poster for the wall of an organisation that listened."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.public import poster


class ShowPosterView(AreaView):
    verb = "print_poster"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, organisation: UUID) -> HttpResponse:
        found, listened = poster.fetch(self.actor, self.area, round, organisation)
        return self.page(
            "public/poster.html",
            round=found,
            organisation=listened,
            poster=poster.poster(found),
            today=self.area.today(),
        )
