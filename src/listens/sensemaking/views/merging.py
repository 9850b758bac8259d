"""Merging a theme into another, after a look at what both have, and splitting one into parts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from listens.sensemaking import actions, codebook_presenters, fetch, presenters
from listens.sensemaking.codebook_forms import ChooseIntoForm, ReasonForm, SplitForm
from listens.sensemaking.counts import overlap
from listens.sensemaking.history import newest_seq
from listens.sensemaking.models import Theme, ThemeChange
from listens.sensemaking.views.answering import tried_on
from listens.sensemaking.views.codebook import EditView


class MergeThemeView(EditView):
    """Asks first into which theme, then shows what both have, then merges."""

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        themes = [one for one in fetch.themes_in_use(self.area) if one.pk != theme.pk]
        form = ChooseIntoForm(request.GET if "into" in request.GET else None, themes=themes)
        if form.is_bound and form.is_valid():
            into = fetch.fetch_theme(self.area, form.cleaned_data["into"])
            return self._preview(theme, into, ReasonForm(initial={"seen_seq": newest_seq(self.area)}))
        return self._page(theme, form, submit=_("Look at both first"))

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        into = fetch.fetch_theme(self.area, request.POST.get("into", ""))
        form = ReasonForm(request.POST)
        if tried_on(form, self.area, lambda: self._merge(theme, into, form)) is None:
            return self._preview(theme, into, form)
        words = _("“%(theme)s” is now part of “%(into)s”. No coding was changed, and you can undo it.")
        messages.success(request, words % {"theme": theme.name, "into": into.name})
        return self.to_theme(into.code)

    def _merge(self, theme: Theme, into: Theme, form: ReasonForm) -> ThemeChange:
        reason = form.cleaned_data["reason"]
        return actions.merge_themes(self.actor, theme, into, reason=reason, seen_seq=form.seen())

    def _preview(self, theme: Theme, into: Theme, form: ReasonForm) -> HttpResponse:
        numbers = presenters.Numbers(self.area, is_exact=bool(self.may("read_live_counts")))
        table = codebook_presenters.overlap_table(theme, into, overlap(theme, into), numbers)
        return self._page(theme, form, into=into, table=table, numbers=numbers, submit=_("Merge them"))

    def _page(self, theme: Theme, form: Any, **more: Any) -> HttpResponse:
        return self.page(
            "sensemaking/merge.html",
            theme=theme,
            form=form,
            back=presenters.address(self.area, "staff_theme", code=theme.code),
            trail=presenters.codebook_trail(self.area, theme),
            **more,
        )


class SplitThemeView(EditView):
    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        return self._form(theme, SplitForm(initial={"seen_seq": newest_seq(self.area)}))

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme, form = fetch.fetch_theme(self.area, code), SplitForm(request.POST)
        made = tried_on(form, self.area, lambda: self._split(theme, form))
        if made is None:
            return self._form(theme, form)
        messages.success(
            request, _("The theme was split. Its notes count for it until somebody codes them to the parts.")
        )
        return self.to_theme(code)

    def _split(self, theme: Theme, form: SplitForm) -> list[Theme]:
        reason = form.cleaned_data["reason"]
        return actions.split_theme(self.actor, theme, form.named(), reason=reason, seen_seq=form.seen())

    def _form(self, theme: Theme, form: SplitForm) -> HttpResponse:
        where = _("The parts stand beside it.") if theme.parent_id else _("The parts stand below it.")
        return self.form_page(
            form,
            heading=_("Split “%(name)s”") % {"name": theme.name},
            lead=_("Coders then choose a part, no longer the whole. %(where)s") % {"where": where},
            submit=_("Split it"),
            back=presenters.address(self.area, "staff_theme", code=theme.code),
            trail=presenters.codebook_trail(self.area, theme),
        )
