"""Offices and the people who hold them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.alliance import actions, fetch, presenters
from listens.alliance.forms import HolderForm, OfficeForm
from listens.core.answering import tried
from listens.core.views import AreaView


class AddOfficeView(AreaView):
    verb = "add_office"

    def get(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        self.found = fetch.fetch_organisation(self.actor, self.area, organisation)
        return self._form(OfficeForm())

    def post(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        self.found = fetch.fetch_organisation(self.actor, self.area, organisation)
        form = OfficeForm(request.POST)
        office = tried(form, lambda: actions.add_office(self.actor, self.found, form.cleaned_data["title"]))
        if office is None:
            return self._form(form)
        messages.success(request, _("The office was added. Say who holds it."))
        return redirect("office", area=self.area.slug, office=office.pk)

    def _form(self, form: OfficeForm) -> HttpResponse:
        return self.page(
            "alliance/form.html",
            form=form,
            heading=_("Add an office to %(name)s") % {"name": self.found.name},
            lead=_("An office answers and promises. The people in it change; its promises stay."),
            submit=_("Add office"),
            back=presenters.address_of(self.found),
            trail=presenters.trail(self.area, with_list=True, organisation=self.found),
        )


class ShowOfficeView(AreaView):
    """Who holds the office, and who did before."""

    verb = "see_office"
    is_scoped = True

    def get(self, request: HttpRequest, office: UUID, **kwargs: Any) -> HttpResponse:
        return self._show(office, HolderForm())

    def _show(self, office: UUID, form: HolderForm) -> HttpResponse:
        found = fetch.fetch_office(self.actor, self.area, office)
        return self.page(
            "alliance/office.html",
            office=found,
            holder=found.holder(self.area.today()),
            holders=presenters.holders_table(found),
            form=form,
            can_name=self.may("name_holder"),
            trail=presenters.trail(
                self.area, with_list=self.may("see_organisations"), organisation=found.organisation
            ),
        )


class NameHolderView(ShowOfficeView):
    verb = "name_holder"
    is_scoped = False

    def post(self, request: HttpRequest, office: UUID, **kwargs: Any) -> HttpResponse:
        form = HolderForm(request.POST)
        found = fetch.fetch_office(self.actor, self.area, office)
        holding = tried(form, lambda: actions.name_holder(self.actor, found, **form.cleaned_data))
        if holding is None:
            return self._show(office, form)
        messages.success(request, _("The succession was written down."))
        return redirect("office", area=self.area.slug, office=found.pk)
