"""What the computer may do with the notes of a round: which languages it reads, and whether it may ask outside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.views import AreaView
from listens.listening.models import Round
from listens.sensemaking import actions, fetch, presenters
from listens.sensemaking.choice_forms import MachineChoiceForm
from listens.sensemaking.machine import installed
from listens.sensemaking.machine.languages import languages_table
from listens.sensemaking.models import MachineChoice
from listens.sensemaking.naming import adapters
from listens.sensemaking.uncoded import notes_of
from listens.sensemaking.views.answering import tried


class ChooseForComputerView(AreaView):
    verb = "choose_for_computer"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        return self._page(found, self._form(found))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        form = self._form(found, request.POST)
        done = tried(form, lambda: actions.choose_for_computer(self.actor, found, **form.choices()))
        if done is None:
            return self._page(found, form)
        messages.success(request, _("It was saved, and counts from the next start on."))
        return redirect(request.path)

    def _form(self, round: Round, data: Any = None) -> MachineChoiceForm:
        return MachineChoiceForm(
            data,
            choice=MachineChoice.of(round),
            may_read=not installed.why_not(every_language=True),
            may_ask=adapters.is_named(),
        )

    def _page(self, round: Round, form: MachineChoiceForm) -> HttpResponse:
        counted = notes_of(round).order_by().values_list("language").annotate(Count("pk"))
        return self.page(
            "sensemaking/machine_choices.html",
            round=round,
            form=form,
            no_languages=installed.why_not() or installed.why_not_every_language(),
            is_named=adapters.is_named(),
            languages=languages_table(dict(counted), every_language=MachineChoice.of(round).every_language),
            back=presenters.address(self.area, "codebook"),
            trail=presenters.codebook_trail(self.area),
        )
