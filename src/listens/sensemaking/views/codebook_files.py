"""The codebook as a file, in and out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.tables import UnreadableTable
from listens.core.views import AreaView
from listens.sensemaking import actions, codebook_file, fetch, presenters
from listens.sensemaking.forms import SendCodebookForm
from listens.sensemaking.views.codebook import EditView

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "qdc": "application/xml; charset=utf-8",
}


class SendCodebookView(EditView):
    """Brings in a codebook from a file: all of it, or nothing and what is wrong with it."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._form(SendCodebookForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = SendCodebookForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._form(form)
        sent = form.cleaned_data["file"]
        try:
            table = codebook_file.read_codebook(sent.read(), sent.name, here=fetch.whole_codebook(self.area))
        except UnreadableTable as unreadable:
            form.add_error("file", str(unreadable))
            return self._form(form)
        how = form.cleaned_data["how"]
        outcome = actions.import_codebook_table(
            self.actor, self.area, table, dry_run=how == "look", all_or_nothing=how == "all"
        )
        if how == "all" and outcome.findings:
            form.add_error("file", _("Nothing was added. Correct what is listed below and send it again."))
        if outcome.is_dry_run or outcome.findings:
            return self._form(form, outcome=outcome, **presenters.import_outcome(outcome))
        messages.success(request, presenters.outcome_in_words(outcome))
        for note in outcome.notes:
            messages.info(request, note)
        return redirect("codebook", area=self.area.slug)

    def _form(self, form: SendCodebookForm, **more: Any) -> HttpResponse:
        return self.form_page(
            form,
            heading=_("Bring in a codebook"),
            lead=_(
                "New themes are added, and the computer may suggest them. Themes that are here stay as they are."
            ),
            submit=_("Send the file"),
            trail=presenters.codebook_trail(self.area),
            **more,
        )


class DownloadCodebookView(AreaView):
    """The codebook as a file that comes in again unchanged. Its examples are quotes that may be shown."""

    verb = "read_codebook"

    def get(self, request: HttpRequest, form: str, **kwargs: Any) -> HttpResponse:
        if form not in KINDS:
            raise Http404
        themes = fetch.whole_codebook(self.area)
        try:
            content = codebook_file.as_file(themes, form, self.area.today())
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("codebook", area=self.area.slug)
        name = f"{self.area.slug}-codebook.{form}"
        disposition = f'attachment; filename="{name}"'
        return HttpResponse(content, content_type=KINDS[form], headers={"Content-Disposition": disposition})
