"""For the organiser: what publishing new figures would change, what stays hidden and why, and publishing them.

A worker counts and publishes (`public.jobs`); these pages ask for it, show how far it is, and show what came of it.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.core.acting import Refused
from listens.core.job_views import JobPage
from listens.core.models import JobRun
from listens.core.views import AreaView
from listens.listening.models import Round
from listens.listening.review_fetch import num_waiting
from listens.public import estimates_preview as looking
from listens.public.asking import look_at_release, publish_what_was_seen
from listens.public.changes import changed_table, changes, hidden_table
from listens.public.estimates import Chosen
from listens.public.figures import newest
from listens.public.forms import ReleaseForm
from listens.public.previews import GONE, PREVIEW, PUBLISH, Preview, newest_preview, preview_of


class LookAtReleaseView(AreaView):
    """The start: what is public now, and the button that has new figures counted."""

    verb = "look_at_release"

    def get(self, request: HttpRequest) -> HttpResponse:
        preview = newest_preview(self.area)
        return self.page(
            "public/release.html",
            last_as_at=newest(self.area).as_at,
            waiting=num_waiting(self.area),
            preview=preview,
            preview_is_counted=bool(preview and preview.finished_at),
            trail=desk_trail(self.area.slug),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        tables, estimates = None, None
        if "looked" in request.POST:
            tables = request.POST.getlist("tables")
            estimates = Chosen(request.POST.getlist("estimates"), request.POST.getlist("without"))
        run = look_at_release(self.actor, self.area, tables, estimates)
        return redirect("release_preview", area=self.area.slug, run=run.pk)


class ReleaseJobPage(JobPage):
    def start(self) -> str:
        return reverse("release", args=[self.area.slug])

    def trail(self) -> list[tuple[str, str]]:
        return [*desk_trail(self.area.slug), (_("Publish new figures"), self.start())]


class ReleasePreviewView(ReleaseJobPage):
    verb = "look_at_release"
    kind = PREVIEW
    heading = gettext_lazy("What new figures would change")
    label = gettext_lazy("Counting, and comparing with earlier releases")

    def go_on(self, run: JobRun) -> HttpResponse:
        try:
            publishing = publish_what_was_seen(self.actor, self.area, run)
        except Refused as refusal:
            return self.show(run, str(refusal)) if run.finished_at else self.look(run)
        return redirect("release_published", area=self.area.slug, run=publishing.pk)

    def show(self, run: JobRun, refusal: str = "") -> HttpResponse:
        preview = preview_of(run)
        if preview is None:
            refusal = refusal or str(GONE)
        return self.page(
            "public/release_preview.html",
            422 if refusal else 200,
            refusal=refusal,
            waiting=num_waiting(self.area),
            trail=self.trail(),
            **(self._of(preview) if preview else {}),
        )

    def _of(self, preview: Preview) -> dict[str, Any]:
        made, found = preview.draft, changes(self.area, self.area.today(), preview.draft)
        rounds = dict(Round.objects.filter(area=self.area).values_list("slug", "name"))
        tables = [(group, changed_table(group), hidden_table(group)) for group in found.groups]
        return {
            "preview": preview,
            "changes": found,
            "groups": [each for each in tables if each[0].changed or each[0].hidden],
            "refusals": made.refusals,
            "left_out": made.left_out,
            "choice": ReleaseForm(made, rounds),
            "num_chosen": len(made.chosen),
            "reckoned": [looking.of_round(rounds[slug], slug, made) for slug in made.offered],
            "as_at": self.area.today(),
        }


class ReleasePublishedView(ReleaseJobPage):
    verb = "make_release"
    kind = PUBLISH
    heading = gettext_lazy("Publishing new figures")
    label = gettext_lazy("Counting once more, then publishing")

    def show(self, run: JobRun) -> HttpResponse:
        result = run.result or {}
        return self.page(
            "public/release_published.html",
            422 if "refused" in result else 200,
            refusal=result.get("refused", ""),
            is_newest=result.get("seq") == newest(self.area).seq,
            trail=self.trail(),
        )


def desk_trail(area: str) -> list[tuple[str, str]]:
    return [(_("Your desk"), reverse("desk", args=[area]))]
