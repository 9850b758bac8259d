"""The codebook: its list with counts, adding, changing and parking a theme, and the codebook as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.tables import UnreadableTable
from listens.core.views import AreaView
from listens.listening.review_fetch import num_waiting
from listens.sensemaking import actions, codebook_file, fetch, presenters
from listens.sensemaking.counts import theme_counts
from listens.sensemaking.forms import AddThemeForm, ChangeThemeForm, SendCodebookForm
from listens.sensemaking.gate import published_quotes
from listens.sensemaking.views.answering import tried


class ShowCodebookView(AreaView):
    verb = "read_codebook"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        numbers = presenters.Numbers(self.area, is_exact=bool(self.may("read_live_counts")))
        slug = request.GET.get("round", "")
        round = fetch.fetch_round(self.area, slug) if slug else None
        table = presenters.codebook_table(self.area, theme_counts(self.area, round), numbers)
        return self.page(
            "sensemaking/codebook.html",
            table=table,
            numbers=numbers,
            round=round,
            rounds=fetch.rounds(self.area),
            waiting=numbers(num_waiting(self.area, round)),
            can_edit=self.may("edit_codebook"),
            may_find=self.may("find_themes"),
            sees_live=self.may("read_live_counts"),
            trail=presenters.trail(self.area),
        )


class EditView(AreaView):
    """A form about one theme, or a new one."""

    verb = "edit_codebook"

    def form_page(self, form: forms.Form, **more: Any) -> HttpResponse:
        back = presenters.address(self.area, "codebook")
        return self.page("sensemaking/form.html", **{"form": form, "back": back, **more})

    def to_theme(self, code: str) -> HttpResponse:
        return redirect("staff_theme", area=self.area.slug, code=code)


class AddThemeView(EditView):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        below = {"parent": request.GET.get("parent", "")}
        return self._form(AddThemeForm(parents=fetch.first_level(self.area), initial=below))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = AddThemeForm(request.POST, parents=fetch.first_level(self.area))
        added = tried(form, lambda: actions.add_theme(self.actor, self.area, **form.details()))
        if added is None:
            return self._form(form)
        messages.success(request, _("“%(name)s” was added.") % {"name": added.name})
        return redirect("codebook", area=self.area.slug)

    def _form(self, form: AddThemeForm) -> HttpResponse:
        trail = presenters.codebook_trail(self.area)
        return self.form_page(form, heading=_("Add a theme"), submit=_("Add theme"), trail=trail)


class ChangeThemeView(EditView):
    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        self.theme = fetch.fetch_theme(self.area, code)
        parent = self.theme.parent.code if self.theme.parent else ""
        initial = {"name": self.theme.name, "definition": self.theme.definition, "parent": parent}
        return self._form(ChangeThemeForm(parents=self._parents(), initial=initial))

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        self.theme = fetch.fetch_theme(self.area, code)
        form = ChangeThemeForm(request.POST, parents=self._parents())
        if tried(form, lambda: actions.change_theme(self.actor, self.theme, **form.details())) is None:
            return self._form(form)
        messages.success(request, _("The theme was changed. Its codings stay."))
        return self.to_theme(code)

    def _parents(self) -> list[Any]:
        return fetch.first_level(self.area, other_than=self.theme)

    def _form(self, form: ChangeThemeForm) -> HttpResponse:
        return self.form_page(
            form,
            heading=_("Change “%(name)s”") % {"name": self.theme.name},
            lead=_("Its code stays “%(code)s”, and all its codings stay.") % {"code": self.theme.code},
            back=presenters.address(self.area, "staff_theme", code=self.theme.code),
            trail=presenters.codebook_trail(self.area, self.theme),
        )


class ParkThemeView(EditView):
    """Asks once, and takes the theme out of use; or back into it."""

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        if theme.parked_on:
            heading, lead = _("Use “%(name)s” again?"), _("Coders can choose it again.")
        else:
            heading = _("Park “%(name)s”?")
            lead = _("Coders can no longer choose it or its parts. What was coded to it stays and counts.")
        return self.form_page(
            forms.Form(),
            heading=heading % {"name": theme.name},
            lead=lead,
            submit=_("Use it again") if theme.parked_on else _("Park it"),
            back=presenters.address(self.area, "staff_theme", code=code),
            trail=presenters.codebook_trail(self.area, theme),
        )

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        theme = actions.park_theme(self.actor, theme, is_parked=theme.parked_on is None)
        words = _("“%(name)s” is parked.") if theme.parked_on else _("“%(name)s” is in use again.")
        messages.success(request, words % {"name": theme.name})
        return self.to_theme(code)


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
            table = codebook_file.read_codebook(sent.read(), sent.name)
        except UnreadableTable as unreadable:
            form.add_error("file", str(unreadable))
            return self._form(form)
        outcome = actions.import_codebook_table(self.actor, self.area, table, all_or_nothing=True)
        if outcome.findings:
            form.add_error("file", _("Nothing was added. Correct what is listed below and send it again."))
            return self._form(form, findings=presenters.findings_table(outcome.findings))
        messages.success(request, presenters.outcome_in_words(outcome))
        return redirect("codebook", area=self.area.slug)

    def _form(self, form: SendCodebookForm, **more: Any) -> HttpResponse:
        return self.form_page(
            form,
            heading=_("Bring in a codebook"),
            lead=_("New themes are added. Themes that are here already stay as they are."),
            submit=_("Bring it in"),
            trail=presenters.codebook_trail(self.area),
            **more,
        )


class DownloadCodebookView(AreaView):
    """The codebook as a file that comes in again unchanged. Its examples are quotes that may be shown."""

    verb = "read_codebook"

    def get(self, request: HttpRequest, form: str, **kwargs: Any) -> HttpResponse:
        themes = fetch.whole_codebook(self.area)
        if form == "csv":
            content, kind = codebook_file.as_csv(themes), "text/csv; charset=utf-8"
        elif form == "json":
            # One of each: more beside a count that is hidden from this person would tell how many there are.
            shown = published_quotes([theme.pk for theme in themes], self.area.today(), most=1)
            examples = {pk: [quote.words for quote in quotes] for pk, quotes in shown.items()}
            content, kind = codebook_file.as_json(themes, examples), "application/json"
        else:
            raise Http404
        name = f"{self.area.slug}-codebook.{form}"
        disposition = f'attachment; filename="{name}"'
        return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
