"""What the area has ready before a round may open, and how it is set."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.alliance import presenters
from listens.alliance.area_forms import AreaForm, ReadinessForm, initial_of
from listens.alliance.readiness import checklist, checklist_for_children
from listens.core.answering import tried
from listens.core.area_settings import change_area
from listens.core.areas import readiness_gaps, record_readiness
from listens.core.models import Readiness
from listens.core.views import AreaView


class ReadinessView(AreaView):
    verb = "record_readiness"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page(
            "alliance/readiness.html",
            checklist=checklist(self.area),
            for_children=checklist_for_children(self.area),
            gaps=readiness_gaps(self.area),
            can_set=self.may("change_area"),
            trail=presenters.trail(self.area),
        )


class RecordReadinessView(AreaView):
    verb = "record_readiness"

    def get(self, request: HttpRequest, kind: str, **kwargs: Any) -> HttpResponse:
        return self._form(
            kind, ReadinessForm(kind=self._known(kind), initial={"recorded_on": self.area.today()})
        )

    def post(self, request: HttpRequest, kind: str, **kwargs: Any) -> HttpResponse:
        form = ReadinessForm(request.POST, kind=self._known(kind))
        if tried(form, lambda: record_readiness(self.actor, self.area, kind, **form.cleaned_data)) is None:
            return self._form(kind, form)
        messages.success(request, _("It was recorded."))
        return redirect("readiness", area=self.area.slug)

    def _known(self, kind: str) -> str:
        if kind not in Readiness.labels():
            raise Http404
        return kind

    def _form(self, kind: str, form: ReadinessForm) -> HttpResponse:
        return self.page(
            "alliance/form.html",
            form=form,
            heading=_("Record: %(what)s") % {"what": Readiness.labels()[kind]},
            submit=_("Record it"),
            back=reverse("readiness", kwargs={"area": self.area.slug}),
            trail=presenters.trail(self.area),
        )


class AreaSettingsView(AreaView):
    verb = "change_area"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._form(AreaForm(initial=initial_of(self.area)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = AreaForm(request.POST)
        if tried(form, lambda: change_area(self.actor, self.area, **form.cleaned_data)) is None:
            return self._form(form)
        messages.success(request, _("The settings were saved."))
        return redirect("area_settings", area=self.area.slug)

    def _form(self, form: AreaForm) -> HttpResponse:
        return self.page(
            "alliance/area_settings.html",
            form=form,
            languages_there_are=presenters.languages_there_are(),
            heading=_("Settings of the area"),
            submit=_("Save settings"),
            back=reverse("desk", kwargs={"area": self.area.slug}),
            trail=presenters.trail(self.area),
        )
