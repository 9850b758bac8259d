"""Long work: a run is cut into steps kept as rows, so that a killed worker loses at most the step it was at.

A room declares a kind in its `jobs.py`: `plan(run)` names the steps, `perform(run, step)` does one and returns its
output as JSON, `finish(run, outputs)` swaps the results in, in one transaction. Steps of one stage may run at once;
those of a later stage begin when it is done, and find what it left in `core.left`. Steps may run twice (the lease of
a killed worker ends, another takes it), so `perform` writes nothing that a second time would change; randomness
comes from a seed in the run's settings and the step's key. Then any number of workers gives the same result.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from listens.core.acting import acting
from listens.core.models import Actor, Area, JobBytes, JobRun, JobStep

FINISH = "finish"  # the last step of every run, in a stage of its own


NO_SENTENCE = "Error: "  # stands for a problem that is no sentence for people


class Unable(Exception):
    """A step cannot be done, and trying again would not help. The text is a sentence for people: what to do now."""


@dataclass(frozen=True)
class Step:
    """One step to plan: a key that is unique in its run, what it works on, and the stage it belongs to.

    `lease_minutes` is for a step that may take longer than others of its kind.
    """

    key: str
    settings: dict[str, Any] = field(default_factory=dict)
    stage: int = 0
    lease_minutes: int | None = None


@dataclass(frozen=True)
class Kind:
    name: str
    plan: Callable[[JobRun], Iterable[Step]]
    perform: Callable[[JobRun, JobStep], Any] | None
    finish: Callable[[JobRun, dict[str, Any]], Any] | None
    verb: str
    stop_verb: str
    lease: dt.timedelta
    is_daily: bool
    for_installation: bool


@dataclass(frozen=True)
class Progress:
    """How far a run is, in numbers and in a word."""

    num_done: int
    num_steps: int
    state: str  # "waiting", "running", "done", "failed" or "cancelled"
    problem: str = ""
    stage: int = 0  # the first that is not done


KINDS: dict[str, Kind] = {}


def declare(
    kind: str,
    plan: Callable[[JobRun], Iterable[Step]],
    perform: Callable[[JobRun, JobStep], Any] | None,
    finish: Callable[[JobRun, dict[str, Any]], Any] | None = None,
    *,
    verb: str = "start_job",
    stop_verb: str = "cancel_job",
    lease_minutes: int = 10,
    is_daily: bool = False,
    for_installation: bool = False,
) -> None:
    """Declare a kind. No step may take longer than its lease without `work.tell`, which renews it.

    `perform` is None where `plan` names no step: then all is done by `finish`, in the transaction that ends the run.
    `verb` is asked of who starts a run, `stop_verb` of who cancels it or lets it try again. A daily kind is asked for
    by `listens tick`.
    """
    if kind in KINDS:
        raise ValueError(f"{kind} is declared twice")
    lease = dt.timedelta(minutes=lease_minutes)
    KINDS[kind] = Kind(kind, plan, perform, finish, verb, stop_verb, lease, is_daily, for_installation)


def ask(actor: Actor, area: Area | None, kind: str, **settings: Any) -> JobRun:
    """Plan a run and hand its steps to the workers after the commit.

    Raises access.Denied. Without an area only the system may ask: there is no area to record it in.
    """
    declared = KINDS[kind]
    if area is None:
        if not (actor.is_system and declared.for_installation):
            raise ValueError(f"{kind} needs an area")
        with transaction.atomic():
            return _plan(declared, actor, None, settings)
    with acting(actor, declared.verb, area) as deed:
        run = _plan(declared, actor, area, settings)
        deed.record(run, kind=kind, steps=run.steps.count())
    return run


def _plan(kind: Kind, actor: Actor, area: Area | None, settings: dict[str, Any]) -> JobRun:
    from listens.core.work import hand_over

    run = JobRun.objects.create(
        area=area, kind=kind.name, settings=settings, asked_by=actor, asked_at=timezone.now()
    )
    planned = list(kind.plan(run))
    last = max((step.stage for step in planned), default=-1) + 1
    rows = [
        JobStep(
            run=run,
            key=step.key,
            position=position,
            stage=step.stage,
            lease_minutes=step.lease_minutes or int(kind.lease.total_seconds() // 60),
            settings=step.settings,
        )
        for position, step in enumerate([*planned, Step(FINISH, stage=last)])
    ]
    JobStep.objects.bulk_create(rows, batch_size=1000)
    transaction.on_commit(lambda: hand_over(run))
    return run


def cancel(actor: Actor, run: JobRun) -> None:
    """Stop a run: what is waiting is never begun, and nothing is swapped in. Ended runs stay as they are."""
    with acting(actor, *_to_stop(run)) as deed:
        running = JobRun.objects.filter(pk=run.pk, finished_at=None, cancelled_at=None)
        if running.update(cancelled_at=timezone.now()):
            JobBytes.objects.filter(run=run).delete()
            deed.record(run, kind=run.kind)
        else:
            deed.unchanged()
    run.refresh_from_db()


def try_again(actor: Actor, run: JobRun) -> None:
    """Let the steps that failed begin anew, as often as they did before. Nothing that is done is done again."""
    from listens.core.work import hand_over

    with acting(actor, *_to_stop(run)) as deed:
        failed = JobStep.objects.filter(run=run, state=JobStep.State.FAILED)
        failed = failed.filter(run__in=JobRun.objects.filter(finished_at=None, cancelled_at=None))
        if num := failed.update(state=JobStep.State.WAITING, attempt=0, lease_until=None, problem=""):
            transaction.on_commit(lambda: hand_over(run))
            deed.record(run, kind=run.kind, steps=num, again=True)
        else:
            deed.unchanged()


def _to_stop(run: JobRun) -> tuple[str, Area]:
    if run.area is None:
        raise ValueError("A run of the whole installation is not cancelled.")
    return (KINDS[run.kind].stop_verb if run.kind in KINDS else "cancel_job"), run.area


def progress(run: JobRun) -> Progress:
    """Two queries, however many steps."""
    states = list(run.steps.order_by().values_list("state", "stage").annotate(Count("pk")))
    num_of: dict[str, int] = {}
    for state, _of, num in states:
        num_of[state] = num_of.get(state, 0) + num
    num_done, num_steps = num_of.get(JobStep.State.DONE, 0), sum(num_of.values())
    stage = min((stage for state, stage, _num in states if state != JobStep.State.DONE), default=0)
    failed = run.steps.filter(state=JobStep.State.FAILED).values_list("problem", flat=True)[:1]
    if run.cancelled_at:
        word = "cancelled"
    elif run.finished_at:
        word = "done"
    elif JobStep.State.FAILED in num_of:
        word = "failed"
    else:
        word = "running" if num_done or JobStep.State.RUNNING in num_of else "waiting"
    return Progress(num_done, num_steps, word, next(iter(failed), ""), stage)


def in_words(problem: str) -> str:
    """What a person can do about what stopped a step. A sentence (of `Unable`) stays as it is."""
    if re.search(r"No space left|disk is full|DiskFull|could not extend file", problem):
        return _("The disk of the server is full. Make room on it, then let it try again.")
    if "MemoryError" in problem or "out of memory" in problem:
        return _(
            "The server has too little memory for this. Stop other programs on it, then let it try again."
        )
    if re.match(r"\w+: ", problem):
        return _(
            "This was tried three times and could not be done. Start it again. If that does not help, tell whoever "
            "runs this site: “listens check” names the reason."
        )
    return problem
