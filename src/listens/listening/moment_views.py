"""The moments of a round: an agenda to print, and what came of the meeting."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import actions, round_fetch, round_presenters
from listens.listening.round_forms import AddMomentForm, ChangeMomentForm, RecordMomentForm


class AddMomentView(AreaView):
    verb = "add_moment"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self.round = round_fetch.fetch_round(self.actor, self.area, round)
        return self._form(AddMomentForm())

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self.round = round_fetch.fetch_round(self.actor, self.area, round)
        form = AddMomentForm(request.POST)
        moment = tried(form, lambda: actions.add_moment(self.actor, self.round, **form.cleaned_data))
        if moment is None:
            return self._form(form)
        messages.success(request, _("It is in the plan, with an agenda to start from."))
        return redirect("moment", area=self.area.slug, moment=moment.pk)

    def _form(self, form: AddMomentForm) -> HttpResponse:
        return self.page(
            "listening/round_form.html",
            form=form,
            heading=_("Add a moment"),
            lead=_("A meeting of the round. It starts with an agenda of one page, which you can change."),
            submit=_("Add moment"),
            back=round_presenters.address_of(self.round),
            trail=round_presenters.trail(self.area, self.round),
        )


class ShowMomentView(AreaView):
    """One page to print and to take along."""

    verb = "see_plan"
    is_scoped = True

    def get(self, request: HttpRequest, moment: UUID, **kwargs: Any) -> HttpResponse:
        found = round_fetch.fetch_moment(self.actor, self.area, moment)
        return self.page(
            "listening/round_moment.html",
            moment=found,
            agenda=found.agenda.splitlines(),
            is_held=found.held_on <= self.area.today(),
            can_change=self.may("add_moment"),
            can_record=self.may("record_moment"),
            trail=round_presenters.trail(self.area, found.round),
        )


class OfMomentView(AreaView, ABC):
    """A form that changes one moment."""

    form_class: type[forms.Form]
    fields: tuple[str, ...]
    heading: Any
    done: Any

    def get(self, request: HttpRequest, moment: UUID, **kwargs: Any) -> HttpResponse:
        self.moment = round_fetch.fetch_moment(self.actor, self.area, moment)
        return self._form(
            self.form_class(initial={field: getattr(self.moment, field) for field in self.fields})
        )

    def post(self, request: HttpRequest, moment: UUID, **kwargs: Any) -> HttpResponse:
        self.moment = round_fetch.fetch_moment(self.actor, self.area, moment)
        form = self.form_class(request.POST)
        if tried(form, lambda: self.act(form.cleaned_data)) is None:
            return self._form(form)
        messages.success(request, self.done)
        return redirect("moment", area=self.area.slug, moment=self.moment.pk)

    @abstractmethod
    def act(self, typed: dict[str, Any]) -> Any: ...

    def _form(self, form: forms.Form) -> HttpResponse:
        return self.page(
            "listening/round_form.html",
            form=form,
            heading=self.heading % {"name": self.moment},
            back=round_presenters.address_of_moment(self.area, self.moment),
            trail=round_presenters.trail(self.area, self.moment.round),
        )


class ChangeMomentView(OfMomentView):
    verb = "add_moment"
    form_class = ChangeMomentForm
    fields = ("held_on", "agenda")
    heading = gettext_lazy("Day and agenda: %(name)s")
    done = gettext_lazy("The agenda was saved.")

    def act(self, typed: dict[str, Any]) -> Any:
        return actions.change_moment(self.actor, self.moment, **typed)


class RecordMomentView(OfMomentView):
    verb = "record_moment"
    form_class = RecordMomentForm
    fields = ("who_came", "decisions", "next_step")
    heading = gettext_lazy("What came of it: %(name)s")
    done = gettext_lazy("It was written down.")

    def act(self, typed: dict[str, Any]) -> Any:
        return actions.record_moment(self.actor, self.moment, **typed)
