"""Bringing in a file: send it, see what is wrong with it, then say "bring it in". Nothing is sent twice."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance import actions, organisation_rows, people_rows, presenters
from listens.alliance.forms import SendFileForm
from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.places import actions as places


class ImportView(AreaView):
    """`kind` names the importer; `columns` are shown with the ones that are needed first."""

    verb = "import_organisations"
    kind: ClassVar[str]
    heading: ClassVar[Any]
    needed: ClassVar[list[str]]
    optional: ClassVar[list[str]]
    then: ClassVar[str] = "organisations"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._form(SendFileForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "waiting" in request.POST:
            return self._bring_in(request)
        form = SendFileForm(request.POST, request.FILES)
        kept = tried(form, lambda: self._check(form.cleaned_data["file"]))
        if kept is None:
            return self._form(form)
        waiting, outcome = kept
        return self.page(
            "alliance/import_check.html",
            heading=self.heading,
            waiting=waiting,
            outcome=outcome,
            findings=presenters.findings_table(outcome.findings),
            back=request.path,
            rejected=self.rejected_address(waiting.pk) if outcome.num_rejected else "",
            trail=self.trail(),
        )

    def trail(self) -> list[tuple[str, str]]:
        return presenters.trail(self.area, with_list=True)

    def template_address(self) -> str:
        """A file to fill in, where there is one."""
        return ""

    def rejected_address(self, waiting: UUID) -> str:
        """The rows with problems as a file to correct, where that is offered."""
        return ""

    def _check(self, file: Any) -> Any:
        return actions.keep_waiting(self.actor, self.area, self.kind, file.name, file.read())

    def _keep(self, waiting: UUID) -> Any:
        return actions.bring_in_waiting(self.actor, self.area, self.kind, waiting)

    def _bring_in(self, request: HttpRequest) -> HttpResponse:
        try:
            outcome = self._keep(UUID(request.POST["waiting"]))
        except (Refused, ValueError) as refused:
            form = SendFileForm(request.POST)
            form.is_valid()
            form.errors.clear()
            form.add_error(None, str(refused) if isinstance(refused, Refused) else _("Send the file again."))
            return self._form(form)
        messages.success(request, presenters.outcome_in_words(outcome))
        return redirect(self.then, area=self.area.slug)

    def _form(self, form: SendFileForm) -> HttpResponse:
        return self.page(
            "alliance/import.html",
            form=form,
            heading=self.heading,
            to_fill_in=self.template_address(),
            needed=self.needed,
            optional=self.optional,
            back=reverse(self.then, kwargs={"area": self.area.slug}),
            trail=self.trail(),
        )


class ImportOrganisationsView(ImportView):
    verb = "import_organisations"
    kind = "organisations"
    heading = gettext_lazy("Bring in a list of organisations")
    needed = organisation_rows.NEEDED
    optional = organisation_rows.OPTIONAL


class ImportPeopleView(ImportView):
    verb = "import_people"
    kind = "people"
    heading = gettext_lazy("Bring in a list of people")
    needed = people_rows.NEEDED
    optional = people_rows.OPTIONAL


class ImportPlacesView(ImportView):
    verb = "add_places"
    kind = "places"
    heading = gettext_lazy("Bring in boroughs and wards")
    needed = places.NEEDED
    optional = places.OPTIONAL
    then = "places"
