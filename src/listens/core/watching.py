"""What a page says to somebody who waits for long work: how far it is, what holds it up, and what to do then.

A view fetches the run with `fetch_run`, shows `watch(run)` through `core/job.html`, and lets it be stopped with
`jobs.cancel`. The page looks again by itself where there is JavaScript (`job.js`), and by a link where there is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from listens.core import access, health, jobs
from listens.core.models import Actor, Area, JobRun, JobStep
from listens.core.published import Published, act

SILENT = 150  # seconds: a worker that runs says so every minute, between steps
SLOW = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Watched:
    """`percent` is of the work, for the bar; `words` are sentences: what is so, and what to do where it is held up."""

    state: str
    percent: Published
    words: str

    @property
    def is_going(self) -> bool:
        return self.state in ("waiting", "running")


def fetch_run(actor: Actor, area: Area, kinds: Collection[str], pk: UUID) -> JobRun:
    """A run of one of these kinds, for whoever may ask for it. A stranger's and a missing one are a plain 404."""
    run = JobRun.objects.filter(area=area, kind__in=kinds, pk=pk).first()
    if run is None:
        raise Http404
    access.require(actor, jobs.KINDS[run.kind].verb, area)
    return run


def watch(run: JobRun) -> Watched:
    """Four queries at most."""
    steps = list(run.steps.defer("output", "settings"))
    state = jobs.progress(run).state
    percent = act(
        100 if state == "done" else _percent(run, steps),
        definition=_("Share of this work that is done, in percent"),
        as_at=timezone.localdate(),
        source=_("The records of the worker"),
    )
    return Watched(state, percent, _words(run, state, steps))


def _percent(run: JobRun, steps: list[JobStep]) -> int:
    """Of the steps but the last, which only swaps the results in; 99 at most before the end."""
    before_last = [step for step in steps if step.key != jobs.FINISH]
    done = float(sum(step.state == JobStep.State.DONE for step in before_last))
    running = run.steps.filter(state=JobStep.State.RUNNING).exclude(key=jobs.FINISH)
    for told in running.values_list("output", flat=True):
        if told and told["total"]:
            done += min(1, told["done"] / told["total"])
    return min(99, round(100 * done / max(1, len(before_last))))


def _words(run: JobRun, state: str, steps: list[JobStep]) -> str:
    if state == "failed":
        problems = [step.problem for step in steps if step.state == JobStep.State.FAILED]
        return jobs.in_words(next(iter(problems), jobs.NO_SENTENCE))
    if state == "cancelled":
        return _("This was stopped. Nothing was changed.")
    if state == "done":
        return _("This is done.")
    now = timezone.now()
    if held := [step for step in steps if step.state == JobStep.State.RUNNING]:
        return _held(run, held[0], now)
    if again := [step for step in steps if step.problem and step.lease_until]:
        return _("This did not work and is tried again at %(time)s.") % {"time": _time(again[0].lease_until)}
    age = health.worker_age()
    if age is None or age > SILENT:
        return _(
            "Nothing is working on this, because no worker is running. Tell whoever runs this site to start one "
            "with “listens worker”. Then this begins by itself, and you can leave this page meanwhile."
        )
    return _("This waits for its turn. It begins in a moment.")


def _held(run: JobRun, step: JobStep, now: dt.datetime) -> str:
    if step.lease_until and step.lease_until < now:
        return _(
            "The worker that was at this has stopped. Another one takes it up and begins that part again."
        )
    if now - run.asked_at > SLOW:
        return _(
            "This takes longer than usual. If the worker was stopped, another one takes this up at %(time)s. "
            "You can leave this page and come back."
        ) % {"time": _time(step.lease_until)}
    return _("The worker is at it. You can leave this page and come back.")


def _time(when: dt.datetime | None) -> str:
    return time_format(timezone.localtime(when), "H:i") if when else ""
