"""The numbers listeners ring: kept by organisers and safeguarding leads, and by each organisation's own lead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.safeguarding import actions, fetch, presenters
from listens.safeguarding.forms import NumberForm


class NumbersView(AreaView):
    verb = "keep_numbers"
    is_scoped = True

    def get(self, request: HttpRequest) -> HttpResponse:
        fetch.organisations(self.actor, self.area)
        today = self.area.today()
        numbers = [(one, one.is_owed(today)) for one in fetch.ring_numbers(self.actor, self.area)]
        return self.page(
            "safeguarding/numbers.html",
            numbers=numbers,
            has_area_number=any(one.organisation_id is None for one, _owed in numbers),
            keeps_area=self.may("keep_numbers"),
            can_set_clock=self.may("set_alarm_clock"),
            trail=presenters.trail(self.area),
        )


class NumberFormView(AreaView):
    """A number in a form: the page around it."""

    verb = "keep_numbers"
    is_scoped = True

    def form_page(self, form: NumberForm, heading: str, submit: str) -> HttpResponse:
        return self.page(
            "safeguarding/form.html",
            form=form,
            heading=heading,
            lead=_("Ring it before you write it down: somebody in need will."),
            submit=submit,
            back=presenters.address(self.area, "ring_numbers"),
            trail=presenters.numbers_trail(self.area),
        )


class AddNumberView(NumberFormView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._form(self._blank())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._blank(request.POST)
        added = tried(form, lambda: actions.add_number(self.actor, self.area, **form.cleaned_data))
        if added is None:
            return self._form(form)
        messages.success(request, _("%(number)s was added.") % {"number": added})
        return redirect("ring_numbers", area=self.area.slug)

    def _blank(self, *typed: Any) -> NumberForm:
        organisations = fetch.organisations(self.actor, self.area)
        return NumberForm(organisations, *typed, with_area=bool(self.may("keep_numbers")))

    def _form(self, form: NumberForm) -> HttpResponse:
        return self.form_page(form, _("Add a number to ring"), _("Add the number"))


class ChangeNumberView(NumberFormView):
    def get(self, request: HttpRequest, number: UUID) -> HttpResponse:
        found = fetch.fetch_number(self.actor, self.area, number)
        return self._form(NumberForm([], with_area=True, number=found))

    def post(self, request: HttpRequest, number: UUID) -> HttpResponse:
        found = fetch.fetch_number(self.actor, self.area, number)
        form = NumberForm([], request.POST, with_area=True, number=found)
        if tried(form, lambda: actions.change_number(self.actor, found, **form.cleaned_data)) is None:
            return self._form(form)
        messages.success(request, _("The number was changed."))
        return redirect("ring_numbers", area=self.area.slug)

    def _form(self, form: NumberForm) -> HttpResponse:
        return self.form_page(form, _("Change a number to ring"), _("Keep the change"))


class CheckNumberView(AreaView):
    """One button: I rang it today."""

    verb = "keep_numbers"
    is_scoped = True

    def post(self, request: HttpRequest, number: UUID) -> HttpResponse:
        found = actions.check_number(self.actor, fetch.fetch_number(self.actor, self.area, number))
        messages.success(request, _("%(number)s: rung today.") % {"number": found})
        return redirect("ring_numbers", area=self.area.slug)


class RemoveNumberView(AreaView):
    verb = "keep_numbers"
    is_scoped = True

    def get(self, request: HttpRequest, number: UUID) -> HttpResponse:
        return self.page(
            "safeguarding/remove_number.html",
            number=fetch.fetch_number(self.actor, self.area, number),
            trail=presenters.numbers_trail(self.area),
        )

    def post(self, request: HttpRequest, number: UUID) -> HttpResponse:
        actions.remove_number(self.actor, fetch.fetch_number(self.actor, self.area, number))
        messages.success(request, _("The number was removed."))
        return redirect("ring_numbers", area=self.area.slug)
