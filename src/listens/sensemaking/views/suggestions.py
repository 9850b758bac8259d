"""Accepting the suggestions of one theme together, and taking that back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.core.acting import Refused
from listens.core.views import AreaView
from listens.listening.stages import gate
from listens.sensemaking import actions, fetch, presenters
from listens.sensemaking.models import ThemeRun
from listens.sensemaking.suggested import suggested
from listens.sensemaking.views.coding import as_uuid


class BatchView(AreaView):
    verb = "accept_suggestions"
    is_scoped = True

    def find(self, round: str) -> None:
        self.round = fetch.fetch_round_to_code(self.actor, self.area, round, self.verb)

    def to_list(self) -> HttpResponse:
        return redirect("suggest_codings", area=self.area.slug, round=self.round.slug)


class AcceptSuggestionsView(BatchView):
    """Says what would happen, and how often such suggestions were right; then does it."""

    def get(self, request: HttpRequest, round: str, code: str, **kwargs: Any) -> HttpResponse:
        self._find(round, code)
        return self._page(forms.Form())

    def post(self, request: HttpRequest, round: str, code: str, **kwargs: Any) -> HttpResponse:
        self._find(round, code)
        pk = as_uuid(request.POST.get("run", ""))
        seen = ThemeRun.objects.filter(round=self.round, pk=pk).first() if pk else None
        num = request.POST.get("num", "")
        try:
            if seen is None or not num.isascii() or not num.isdigit() or len(num) > 9:
                raise Refused(_("There are other suggestions now. Look at them, then try again."))
            batch = actions.accept_suggestions(
                self.actor, self.round, self.theme, seen_run=seen, seen_num=int(num)
            )
        except Refused as refused:
            messages.error(request, str(refused))
            return self.to_list()
        n = batch.codings.count()
        words = ngettext(
            "%(n)d note has the theme “%(theme)s” now.", "%(n)d notes have the theme “%(theme)s” now.", n
        )
        messages.success(request, words % {"n": n, "theme": self.theme.name})
        return self.to_list()

    def _find(self, round: str, code: str) -> None:
        self.find(round)
        self.theme = fetch.fetch_theme(self.area, code)
        self.run = ThemeRun.objects.newest(self.round, ThemeRun.Kind.SUGGESTIONS)
        found = suggested(self.round, self.run, self.theme)
        if found is None:
            raise Http404
        self.found = found

    def _page(self, form: forms.Form) -> HttpResponse:
        return self.page(
            "sensemaking/accept_suggestions.html",
            form=form,
            round=self.round,
            run=self.run,
            found=self.found,
            decision=gate(self.round, "sensemaking"),
            back=presenters.address(self.area, "suggest_codings", round=self.round.slug),
            trail=presenters.suggest_trail(self.area, self.round),
        )


class UndoSuggestionsView(BatchView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, round: str, batch: UUID, **kwargs: Any) -> HttpResponse:
        self.find(round)
        found = fetch.fetch_batch(self.round, batch)
        try:
            n = actions.undo_suggestions(self.actor, self.round, found)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            words = ngettext("It was taken off %(n)d note again.", "It was taken off %(n)d notes again.", n)
            messages.success(request, words % {"n": n})
        return self.to_list()
