"""The codebook: its list with counts, adding, changing and parking a theme, and what the machine may do with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.answering import seen_seq
from listens.core.views import AreaView
from listens.listening.review_fetch import num_waiting
from listens.sensemaking import actions, codebook_presenters, fetch, presenters, searching
from listens.sensemaking.codebook_forms import StatusForm
from listens.sensemaking.counts import theme_counts
from listens.sensemaking.forms import AddThemeForm, ChangeThemeForm, SeenForm
from listens.sensemaking.history import newest_seq
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Theme
from listens.sensemaking.views.answering import numbers_for, tried, tried_on


class ShowCodebookView(AreaView):
    verb = "read_codebook"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        slug = request.GET.get("round", "")
        round = fetch.fetch_round(self.area, slug) if slug else None
        numbers = numbers_for(self, round)
        words = request.GET.get("q", "").strip()[:100]
        lines = lineage(self.area)
        table = codebook_presenters.codebook_table(
            self.area,
            searching.matching(theme_counts(self.area, round), words),
            numbers,
            fetch.num_examples(self.area),
            split=lines.split,
            is_open=bool(request.GET.get("open")),
        )
        return self.page(
            "sensemaking/codebook.html",
            table=table,
            words=words,
            has_themes=bool(table["rows"] or words),
            is_open=bool(request.GET.get("open")),
            numbers=numbers,
            round=round,
            rounds=fetch.rounds(self.area),
            waiting=numbers(num_waiting(self.area, round)),
            can_edit=self.may("edit_codebook"),
            may_find=self.may("find_themes"),
            may_choose=self.may("choose_for_computer"),
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
        initial = {"parent": parent, "seen_seq": newest_seq(self.area)}
        initial |= {
            field: getattr(self.theme, field)
            for field in ("name", "sign", "definition", "include", "exclude")
        }
        return self._form(self._typed(initial=initial))

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        self.theme = fetch.fetch_theme(self.area, code)
        form = self._typed(request.POST)
        if tried_on(form, self.area, lambda: self._change(form)) is None:
            return self._form(form)
        messages.success(request, _("The theme was changed. Its codings stay."))
        return self.to_theme(code)

    def _change(self, form: ChangeThemeForm) -> Theme:
        details = form.details()
        details["sign"] = details["sign"] or None  # empty: the one it has stays
        return actions.change_theme(self.actor, self.theme, **details, seen_seq=form.seen())

    def _typed(self, data: Any = None, **more: Any) -> ChangeThemeForm:
        parents = fetch.first_level(self.area, other_than=self.theme)
        was_coded = self.theme.codings.exists()
        return ChangeThemeForm(data, parents=parents, was_coded=was_coded, **more)

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
            SeenForm(initial={"seen_seq": newest_seq(self.area)}),
            heading=heading % {"name": theme.name},
            lead=lead,
            submit=_("Use it again") if theme.parked_on else _("Park it"),
            back=presenters.address(self.area, "staff_theme", code=code),
            trail=presenters.codebook_trail(self.area, theme),
        )

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        try:
            seen = seen_seq(words) if (words := request.POST.get("seen_seq", "")) else None
            theme = actions.park_theme(self.actor, theme, is_parked=theme.parked_on is None, seen_seq=seen)
        except Refused as refused:
            messages.error(request, str(refused))
            return self.to_theme(code)
        words = _("“%(name)s” is parked.") if theme.parked_on else _("“%(name)s” is in use again.")
        messages.success(request, words % {"name": theme.name})
        return self.to_theme(code)


class SetStatusView(EditView):
    """What the machine may do with a theme, and why."""

    verb = "set_theme_status"

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        initial = {"status": theme.status, "reason": theme.status_reason, "seen_seq": newest_seq(self.area)}
        return self._form(theme, StatusForm(initial=initial))

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme, form = fetch.fetch_theme(self.area, code), StatusForm(request.POST)
        if tried_on(form, self.area, lambda: self._set(theme, form)) is None:
            return self._form(theme, form)
        messages.success(request, _("It was kept, and the reason stands beside the theme."))
        return self.to_theme(code)

    def _set(self, theme: Theme, form: StatusForm) -> Theme:
        typed = form.cleaned_data
        return actions.set_theme_status(
            self.actor, theme, typed["status"], typed["reason"], seen_seq=form.seen()
        )

    def _form(self, theme: Theme, form: StatusForm) -> HttpResponse:
        return self.form_page(
            form,
            heading=_("What may the machine do with “%(name)s”?") % {"name": theme.name},
            lead=_("A new theme may be suggested and not counted, until people say otherwise here."),
            back=presenters.address(self.area, "staff_theme", code=theme.code),
            trail=presenters.codebook_trail(self.area, theme),
        )
