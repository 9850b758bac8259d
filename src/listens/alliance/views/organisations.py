"""The organisations of an area: the list, one organisation, adding and changing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.alliance import actions, fetch, presenters
from listens.alliance.forms import FindForm, OrganisationForm
from listens.core.answering import tried
from listens.core.views import AreaView

PER_PAGE = 50


class ListOrganisationsView(AreaView):
    verb = "see_organisations"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        find = FindForm(request.GET)
        wanted = find.cleaned_data if find.is_valid() else {}
        found = fetch.organisations(self.area).matching(wanted.get("words", ""))
        for field in ("side", "kind"):
            if wanted.get(field):
                found = found.filter(**{field: wanted[field]})
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        return self.page(
            "alliance/organisations.html",
            find=find,
            is_filtered=any(wanted.values()),
            page_obj=page,
            query=query.urlencode(),
            table=presenters.organisations_table(self.area, page.object_list),
            can_add=self.may("add_organisation"),
            trail=presenters.trail(self.area),
        )


class ShowOrganisationView(AreaView):
    verb = "see_organisation"
    is_scoped = True

    def get(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_organisation(self.actor, self.area, organisation)
        is_asked = self.area.listens_to_children and self.may("record_clearance")
        return self.page(
            "alliance/organisation.html",
            organisation=found,
            facts=presenters.facts(found),
            people=presenters.people_table(
                self.area,
                fetch.people_of(found),
                can_mark_left=self.may("mark_left"),
                cleared=fetch.cleared_until(found) if is_asked else None,
            ),
            offices=presenters.offices(self.area, fetch.offices_of(found)),
            can_change=self.may("change_organisation"),
            can_add_person=self.may("add_person"),
            can_add_office=self.may("add_office"),
            trail=presenters.trail(self.area, with_list=self.may("see_organisations")),
        )


class AddOrganisationView(AreaView):
    verb = "add_organisation"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._form(OrganisationForm(area=self.area))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = OrganisationForm(request.POST, area=self.area)
        added = tried(form, lambda: actions.add_organisation(self.actor, self.area, **form.details()))
        if added is None:
            return self._form(form)
        messages.success(request, _("%(name)s was added.") % {"name": added})
        return redirect("organisation", area=self.area.slug, organisation=added.pk)

    def _form(self, form: OrganisationForm) -> HttpResponse:
        return self.page(
            "alliance/form.html",
            form=form,
            heading=_("Add an organisation"),
            submit=_("Add organisation"),
            back=reverse("organisations", kwargs={"area": self.area.slug}),
            trail=presenters.trail(self.area, with_list=True),
        )


class ChangeOrganisationView(AreaView):
    verb = "change_organisation"

    def get(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        self.found = fetch.fetch_organisation(self.actor, self.area, organisation)
        return self._form(OrganisationForm(area=self.area, organisation=self.found))

    def post(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        self.found = fetch.fetch_organisation(self.actor, self.area, organisation)
        form = OrganisationForm(request.POST, area=self.area, organisation=self.found)
        if tried(form, lambda: actions.change_organisation(self.actor, self.found, **form.details())) is None:
            return self._form(form)
        messages.success(request, _("The changes were saved."))
        return redirect("organisation", area=self.area.slug, organisation=self.found.pk)

    def _form(self, form: OrganisationForm) -> HttpResponse:
        return self.page(
            "alliance/form.html",
            form=form,
            heading=_("Change %(name)s") % {"name": self.found.name},
            submit=_("Save changes"),
            back=presenters.address_of(self.found),
            trail=presenters.trail(self.area, with_list=True, organisation=self.found),
        )
