"""Adding a person to an organisation, with a role when they need to sign in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.alliance import actions, fetch, presenters
from listens.alliance.forms import ClearanceForm, PersonForm
from listens.alliance.models import Person
from listens.core.answering import tried
from listens.core.views import AreaView


class AddPersonView(AreaView):
    verb = "add_person"

    def get(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        self._find(organisation)
        return self._form(PersonForm(offices=self.choices))

    def post(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        self._find(organisation)
        form = PersonForm(request.POST, offices=self.choices)
        person = tried(form, lambda: self._invite(form.cleaned_data))
        if person is None:
            return self._form(form)
        messages.success(request, _("%(name)s was added.") % {"name": person})
        return redirect("organisation", area=self.area.slug, organisation=self.found.pk)

    def _find(self, organisation: UUID) -> None:
        self.found = fetch.fetch_organisation(self.actor, self.area, organisation)
        self.offices = {str(office.pk): office for office in fetch.offices_of(self.found)}
        self.choices = [(pk, office.title) for pk, office in self.offices.items()]

    def _invite(self, typed: dict[str, Any]) -> Any:
        office = self.offices.get(typed.pop("office", ""))
        return actions.invite_person(self.actor, self.found, office=office, **typed)

    def _form(self, form: PersonForm) -> HttpResponse:
        return self.page(
            "alliance/form.html",
            form=form,
            heading=_("Add a person to %(name)s") % {"name": self.found.name},
            lead=_(
                "Somebody who acts for the organisation. People who were listened to are never written down here."
            ),
            submit=_("Add person"),
            back=presenters.address_of(self.found),
            trail=presenters.trail(self.area, with_list=True, organisation=self.found),
        )


class MarkLeftView(AreaView):
    """Asks once more, and then takes the person's roles away."""

    verb = "mark_left"

    def get(self, request: HttpRequest, person: UUID, **kwargs: Any) -> HttpResponse:
        return self._form(fetch.fetch_person(self.actor, self.area, person), forms.Form())

    def post(self, request: HttpRequest, person: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_person(self.actor, self.area, person)
        form = forms.Form(request.POST)
        if tried(form, lambda: actions.mark_left(self.actor, found)) is None:
            return self._form(found, form)
        messages.success(request, _("%(name)s acts no more for the organisation.") % {"name": found})
        return redirect("organisation", area=self.area.slug, organisation=found.organisation_id)

    def _form(self, found: Person, form: forms.Form) -> HttpResponse:
        return self.page(
            "alliance/form.html",
            form=form,
            heading=_("Has %(name)s left %(organisation)s?")
            % {"name": found.name, "organisation": found.organisation.name},
            lead=_("Every role this person holds here ends at once. What they did stays in the history."),
            submit=_("Yes, %(name)s has left") % {"name": found.name},
            warning=True,
            back=presenters.address_of(found.organisation),
            trail=presenters.trail(self.area, with_list=True, organisation=found.organisation),
        )


class RecordClearanceView(AreaView):
    """Asked for in the list of people of an area that listens to children."""

    verb = "record_clearance"

    def get(self, request: HttpRequest, person: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_person(self.actor, self.area, person)
        return self._form(found, ClearanceForm(initial={"seen_on": self.area.today()}))

    def post(self, request: HttpRequest, person: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_person(self.actor, self.area, person)
        form = ClearanceForm(request.POST)
        if tried(form, lambda: actions.record_clearance(self.actor, found, **form.cleaned_data)) is None:
            return self._form(found, form)
        messages.success(request, _("It was written down."))
        return redirect("organisation", area=self.area.slug, organisation=found.organisation_id)

    def _form(self, found: Person, form: ClearanceForm) -> HttpResponse:
        return self.page(
            "alliance/form.html",
            form=form,
            heading=_("May %(name)s be with children?") % {"name": found.name},
            lead=_("Look at the certificate yourself. We keep neither a copy nor its number."),
            submit=_("Write it down"),
            back=presenters.address_of(found.organisation),
            trail=presenters.trail(self.area, with_list=True, organisation=found.organisation),
        )
