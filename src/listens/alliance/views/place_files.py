"""Bringing in what is published about places: small areas, figures and boundaries. Sent, checked, then brought in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance import presenters
from listens.alliance.actions import bring_in_place_file, send_place_file
from listens.alliance.actions.place_files import BRING_IN, CHECK, VERBS, NotSaid
from listens.alliance.place_file_forms import BoundariesForm, FiguresForm, LookupForm
from listens.core import access
from listens.core.acting import Refused
from listens.core.job_views import JobPage
from listens.core.models import JobRun
from listens.core.views import AreaView
from listens.methods.findings import Finding
from listens.places.standing import standing


@dataclass(frozen=True)
class Kind:
    """What a page says of one kind of file: what it is for, where it is fetched, and how it is put right later."""

    name: str
    heading: Any
    why: Any
    fetch: Any
    mend: Any
    form: type[LookupForm]


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "lookup",
            gettext_lazy("Bring in small areas"),
            gettext_lazy("Which small areas make each ward. Tables by small area are added up by it."),
            gettext_lazy(
                "The Office for National Statistics publishes it on its geography portal: a lookup from small areas "
                "(LSOA) of 2021 to wards and boroughs. Rows of other areas are passed over."
            ),
            gettext_lazy("A small area stays in the ward it came in with: figures were added up by it."),
            LookupForm,
        ),
        Kind(
            "figures",
            gettext_lazy("Bring in a table of figures"),
            gettext_lazy(
                "A published table by small area, ward or borough: census, deprivation, or other counts."
            ),
            gettext_lazy(
                "Take it as it was published. One column holds the codes of the places, such as lsoa21_code, "
                "ward24_code or ltla24_code. Shares cannot be added up: fetch the counts."
            ),
            gettext_lazy("To put a table right, bring in the right one of the same day: it takes its place."),
            FiguresForm,
        ),
        Kind(
            "boundaries",
            gettext_lazy("Bring in boundaries"),
            gettext_lazy("The outlines of boroughs or wards, for the maps."),
            gettext_lazy(
                "The Office for National Statistics publishes them on its geography portal. Outlines of other areas "
                "are passed over."
            ),
            gettext_lazy("To put outlines right, bring in the right ones: they take their place."),
            BoundariesForm,
        ),
    )
}


class ShowPlaceDataView(AreaView):
    """What is here, with its day, source and licence, and where each kind of file is sent."""

    verb = "import_figures"

    def get(self, request: HttpRequest) -> HttpResponse:
        here = standing(self.area)
        return self.page(
            "alliance/place_data.html",
            kinds=[(kind, here.num_of(kind.name)) for kind in KINDS.values()],
            here=here,
            data_sets=presenters.data_sets_table(here.data_sets),
            trail=place_trail(self.area.slug)[:2],
        )


class SendPlaceFileView(AreaView):
    verb = "import_figures"

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        return self._form(_kind(kind), _kind(kind).form())

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        found = _kind(kind)
        form = found.form(request.POST, request.FILES)
        if not form.is_valid():
            return self._form(found, form)
        file = form.cleaned_data["file"]
        try:
            run = send_place_file(self.actor, self.area, kind, file.name, file.read(), form.about())
        except NotSaid as missing:
            form.ask_for(missing.names, str(missing))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("check_place_file", area=self.area.slug, run=run.pk)
        return self._form(found, form)

    def _form(self, kind: Kind, form: LookupForm) -> HttpResponse:
        access.require(self.actor, VERBS[kind.name], self.area)
        return self.page(
            "alliance/place_file.html",
            422 if form.errors else 200,
            kind=kind,
            form=form,
            back=reverse("place_data", args=[self.area.slug]),
            trail=place_trail(self.area.slug),
        )


class PlaceFilePage(JobPage):
    verb = "import_figures"

    def start(self) -> str:
        return reverse("place_data", args=[self.area.slug])

    def trail(self) -> list[tuple[str, str]]:
        return place_trail(self.area.slug)

    def of(self, run: JobRun) -> dict[str, Any]:
        """For both templates. What was worked on goes after its time, and the page with it."""
        if run.result is None or "holds" not in run.settings:
            raise Http404
        kind = KINDS[run.settings["holds"]]
        findings = [Finding(**one) for one in run.result.get("findings", [])]
        return {
            "kind": kind,
            "name": run.settings["name"],
            "outcome": run.result,
            "num_more": run.result.get("num_findings", 0) - len(findings),
            "findings": presenters.findings_table(findings),
            "again": reverse("send_place_file", args=[self.area.slug, kind.name]),
            "trail": self.trail(),
        }


class CheckPlaceFileView(PlaceFilePage):
    kind = CHECK
    heading = gettext_lazy("Checking the file")
    label = gettext_lazy("Reading every row")

    def go_on(self, run: JobRun) -> HttpResponse:
        try:
            going = bring_in_place_file(self.actor, self.area, run)
        except Refused as refusal:
            return self.show(run, str(refusal)) if run.finished_at else self.look(run)
        return redirect("bring_in_place_file", area=self.area.slug, run=going.pk)

    def show(self, run: JobRun, refusal: str = "") -> HttpResponse:
        about = self.of(run)
        refusal = refusal or about["outcome"].get("refused", "")
        return self.page("alliance/place_file_check.html", 422 if refusal else 200, refusal=refusal, **about)


class BringInPlaceFileView(PlaceFilePage):
    kind = BRING_IN
    heading = gettext_lazy("Bringing the file in")
    label = gettext_lazy("Adding it up and keeping it")

    def show(self, run: JobRun) -> HttpResponse:
        about = self.of(run)
        refusal = about["outcome"].get("refused", "")
        return self.page("alliance/place_file_kept.html", 422 if refusal else 200, refusal=refusal, **about)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def place_trail(area: str) -> list[tuple[str, str]]:
    return [
        (_("Your desk"), reverse("desk", args=[area])),
        (_("Boroughs and wards"), reverse("places", args=[area])),
        (_("Figures of places"), reverse("place_data", args=[area])),
    ]
