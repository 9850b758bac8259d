"""The page of one run of long work: how far it is until it is over, and then what its room shows of it."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from listens.core import jobs
from listens.core.models import JobRun
from listens.core.views import AreaView
from listens.core.watching import fetch_run, watch


class JobPage(AreaView):
    """`kind` is the job's; `heading` and `label` stand over the page and the bar while it goes on.

    A view gives `show` (the run is over: what came of it), `start` (where it is asked for anew), `trail`, and
    `go_on` where its page has a form of its own. `act=cancel` stops the run.
    """

    kind: ClassVar[str]
    heading: ClassVar[Any]
    label: ClassVar[Any]

    def get(self, request: HttpRequest, run: UUID) -> HttpResponse:
        return self.look(fetch_run(self.actor, self.area, [self.kind], run))

    def post(self, request: HttpRequest, run: UUID) -> HttpResponse:
        found = fetch_run(self.actor, self.area, [self.kind], run)
        if request.POST.get("act") != "cancel":
            return self.go_on(found)
        jobs.cancel(self.actor, found)
        return redirect(request.path)

    def look(self, run: JobRun) -> HttpResponse:
        if run.finished_at:
            return self.show(run)
        return self.page(
            "core/job_page.html",
            heading=self.heading,
            label=self.label,
            job=watch(run),
            can_cancel=self.may("cancel_job"),
            start=self.start(),
            trail=self.trail(),
        )

    def go_on(self, run: JobRun) -> HttpResponse:
        return self.look(run)

    def show(self, run: JobRun) -> HttpResponse:
        raise NotImplementedError

    def start(self) -> str:
        raise NotImplementedError

    def trail(self) -> list[tuple[str, str]]:
        raise NotImplementedError
