"""What the computer may do for a round: propose themes, and suggest codings. Started, watched and stopped here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.views import AreaView
from listens.listening.models import Round
from listens.sensemaking import actions, fetch, presenters
from listens.sensemaking.jobs import DISCOVER, SUGGEST
from listens.sensemaking.machine import covered, installed
from listens.sensemaking.machine.standing import left_out_in_words, poorly_in_words, standing
from listens.sensemaking.models import MachineChoice, ThemeRun
from listens.sensemaking.suggested import suggested_themes
from listens.sensemaking.uncoded import notes_of


class ComputerView(AreaView):
    """Starts, stops and watches one kind of run."""

    verb = "find_themes"
    kind: ClassVar[str]
    results: ClassVar[str]
    template: ClassVar[str]

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        stands = standing(found, self.kind, self.results)
        choice = MachineChoice.of(found)
        return self.page(
            self.template,
            round=found,
            stands=stands,
            missing=installed.why_not(choice.every_language),
            choice=choice,
            may_choose=self.may("choose_for_computer"),
            num_notes=notes_of(found).count(),
            left_out=left_out_in_words(stands.finished) if stands.finished else "",
            poorly=poorly_in_words(stands.finished) if stands.finished else "",
            trail=presenters.codebook_trail(self.area),
            **self.more(found, stands.finished),
        )

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        act = request.POST.get("act", "")
        try:
            if act == "cancel":
                actions.stop_finding(self.actor, found, self.kind)
                messages.success(request, _("It was stopped. Nothing was changed."))
            elif act == "again":
                actions.try_finding_again(self.actor, found, self.kind)
            else:
                actions.start_finding(self.actor, found, self.kind, among=self.among(request))
                messages.success(request, _("It was started. You can leave this page and come back."))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect(request.path)

    def among(self, request: HttpRequest) -> str:
        return covered.ALL

    def more(self, round: Round, finished: ThemeRun | None) -> dict[str, Any]:
        return {}


class FindThemesView(ComputerView):
    """Once enough is coded it looks only where no theme explains a note, unless somebody asks for all notes."""

    kind, results, template = DISCOVER, ThemeRun.Kind.PROPOSALS, "sensemaking/find_themes.html"

    def among(self, request: HttpRequest) -> str:
        typed = request.POST.get("among", "")
        if typed not in (covered.ALL, covered.NEW):
            typed = covered.NEW if covered.can_be_told(self.area) else covered.ALL
        return typed

    def more(self, round: Round, finished: ThemeRun | None) -> dict[str, Any]:
        num = covered.num_coded(self.area)
        return {"num_coded": num, "may_narrow": num >= covered.FEWEST_CODED}


class SuggestCodingsView(ComputerView):
    """Also lists, theme by theme, how many suggestions wait and whether they may be accepted together."""

    kind, results, template = SUGGEST, ThemeRun.Kind.SUGGESTIONS, "sensemaking/suggest_codings.html"

    def more(self, round: Round, finished: ThemeRun | None) -> dict[str, Any]:
        themes = suggested_themes(round, finished) if finished else []
        may_accept = self.may("accept_suggestions", within=[round.pk])
        return {
            "themes": themes,
            "batches": fetch.coding_batches(round),
            "may_accept": may_accept,
            "may_code": self.may("code_notes", within=[round.pk]),
            "unaided": finished.manifest.get("unaided", 0) if finished else 0,
            "may_open": self.may("read_theme_notes"),
            "decided": finished.manifest.get("decided", 0) if finished else 0,
        }
