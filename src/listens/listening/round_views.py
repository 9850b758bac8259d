"""Planning a round: starting it, its dates and words, and opening it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.alliance.access import own_things
from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import actions, round_fetch, round_presenters
from listens.listening.round_forms import StartRoundForm, WindowForm, WordingForm
from listens.listening.timeline import timeline


class StartRoundView(AreaView):
    verb = "start_round"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._form(StartRoundForm(initial=round_presenters.from_last_round(self.area)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = StartRoundForm(request.POST)
        previous = round_fetch.rounds(self.area).first()
        round = tried(
            form, lambda: actions.start_round(self.actor, self.area, previous=previous, **form.cleaned_data)
        )
        if round is None:
            return self._form(form)
        messages.success(request, _("The round was started. Now set its dates."))
        return redirect("round_plan", area=self.area.slug, round=round.slug)

    def _form(self, form: StartRoundForm) -> HttpResponse:
        return self.page(
            "listening/round_form.html",
            form=form,
            heading=_("Start a round"),
            lead=_("It stays closed until its dates are set and the area is ready."),
            submit=_("Start the round"),
            trail=round_presenters.trail(self.area),
        )


class RoundPlanView(AreaView):
    """Dates as a picture and a table, words, moments, and what is missing before it may open."""

    verb = "see_plan"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = round_fetch.fetch_round(self.actor, self.area, round)
        today = self.area.today()
        return self.page(
            "listening/round_plan.html",
            round=found,
            timeline=timeline(found, today),
            windows=round_presenters.windows_table(found, today),
            own_windows=[window for window in found.windows.all() if window.organisation_id],
            moments=round_presenters.moments_table(self.area, round_fetch.moments_of(found)),
            gaps=[] if found.opened_on else actions.opening_gaps(found),
            can_see_home=self.may("see_progress", within=own_things(self.actor, self.area)),
            can_plan=self.may("plan_round"),
            can_open=self.may("open_round"),
            can_add_moment=self.may("add_moment"),
            trail=round_presenters.trail(self.area),
        )


class OfRoundView(AreaView, ABC):
    """A form that changes one round."""

    template: ClassVar[str] = "listening/round_form.html"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self.round = round_fetch.fetch_round(self.actor, self.area, round)
        return self.form_page(self.new_form())

    @abstractmethod
    def new_form(self) -> forms.Form: ...

    def form_page(self, form: forms.Form, **more: Any) -> HttpResponse:
        return self.page(
            self.template,
            form=form,
            back=round_presenters.address_of(self.round),
            trail=round_presenters.trail(self.area, self.round),
            **more,
        )

    def to_plan(self) -> HttpResponse:
        return redirect("round_plan", area=self.area.slug, round=self.round.slug)


class SetWindowView(OfRoundView):
    verb = "plan_round"

    def new_form(self) -> forms.Form:
        return WindowForm(round=self.round)

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self.round = round_fetch.fetch_round(self.actor, self.area, round)
        form = WindowForm(request.POST, round=self.round)
        if tried(form, lambda: actions.set_window(self.actor, self.round, **form.cleaned_data)) is None:
            return self.form_page(form)
        messages.success(request, _("The dates were set."))
        return self.to_plan()

    def form_page(self, form: forms.Form, **more: Any) -> HttpResponse:
        return super().form_page(
            form, heading=_("Set the dates of a stage"), submit=_("Set the dates"), **more
        )


class DropWindowView(OfRoundView):
    verb = "plan_round"

    def new_form(self) -> forms.Form:
        return forms.Form()

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self.window = round_fetch.fetch_own_window(self.actor, self.area, round, kwargs["window"])
        return super().get(request, round)

    def post(self, request: HttpRequest, round: str, window: UUID, **kwargs: Any) -> HttpResponse:
        found = round_fetch.fetch_own_window(self.actor, self.area, round, window)
        self.round = found.round
        actions.drop_window(self.actor, found)
        messages.success(request, _("Everybody’s dates count for this organisation again."))
        return self.to_plan()

    def form_page(self, form: forms.Form, **more: Any) -> HttpResponse:
        heading = _("Take away the own dates of %(name)s?") % {"name": self.window.organisation}
        lead = _("Stage: %(stage)s. Everybody’s dates count for it again.") % {
            "stage": self.window.get_stage_display()
        }
        return super().form_page(form, heading=heading, lead=lead, submit=_("Take them away"), warning=True)


class ChangeWordingView(OfRoundView):
    verb = "plan_round"

    def new_form(self) -> forms.Form:
        return WordingForm(initial=round_presenters.wording_of(self.round))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self.round = round_fetch.fetch_round(self.actor, self.area, round)
        form = WordingForm(request.POST)

        def change() -> bool:
            actions.change_wording(self.actor, self.round, **form.cleaned_data)
            return True

        if tried(form, change) is None:
            return self.form_page(form)
        messages.success(request, _("The prompts and concerns were saved."))
        return self.to_plan()

    def form_page(self, form: forms.Form, **more: Any) -> HttpResponse:
        return super().form_page(form, heading=_("Prompts and concerns"), **more)


class OpenRoundView(OfRoundView):
    """Asks once more, and opens."""

    verb = "open_round"

    def new_form(self) -> forms.Form:
        return forms.Form()

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self.round = round_fetch.fetch_round(self.actor, self.area, round)
        try:
            actions.open_round(self.actor, self.round)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The round is open."))
        return self.to_plan()

    def form_page(self, form: forms.Form, **more: Any) -> HttpResponse:
        return super().form_page(
            form,
            heading=_("Open %(name)s?") % {"name": self.round.name},
            lead=_("From now on its dates count, and its prompts and concerns stay as they are."),
            submit=_("Open the round"),
        )
