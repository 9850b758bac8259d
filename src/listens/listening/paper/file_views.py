"""A spreadsheet of notes to fill in, and the rows with problems to take away and correct."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

from listens.alliance.actions import look_again
from listens.core.acting import Refused
from listens.core.views import AreaView
from listens.listening.paper import notes_file
from listens.listening.round_fetch import fetch_round

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


class NotesTemplateView(AreaView):
    verb = "import_notes"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch_round(self.actor, self.area, round)
        return _file(f"notes-{found.slug}.xlsx", notes_file.template(found))


@method_decorator(never_cache, name="dispatch")
class RejectedNotesView(AreaView):
    """Of a file that this person sent and that waits; nobody else finds it."""

    verb = "import_notes"

    def get(self, request: HttpRequest, round: str, waiting: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch_round(self.actor, self.area, round)
        try:
            name, data, outcome = look_again(self.actor, self.area, "notes", waiting, round=found.slug)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("import_notes", area=self.area.slug, round=round)
        return _file(*notes_file.rejected(name, data, outcome.findings))


def _file(name: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=TYPES[name.rsplit(".", 1)[-1]])
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer
