"""Long work: a run is cut into steps kept as rows, so that a killed worker loses at most the step it was at.

A room declares a kind in its `jobs.py`: `plan(run)` names the steps, `perform(run, step)` does one and returns its
output as JSON, `finish(run, outputs)` swaps the results in, in one transaction. Steps may run twice (the lease of
a killed worker ends, another takes it), so `perform` writes nothing that a second time would change; randomness
comes from a seed in the run's settings and the step's key. Then any number of workers gives the same result.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from listens.core.acting import acting
from listens.core.models import Actor, Area, JobRun, JobStep

FINISH = "finish"  # the last step of every run: it needs all others done


@dataclass(frozen=True)
class Step:
    """One step to plan: a key that is unique in its run, and what it works on."""

    key: str
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    name: str
    plan: Callable[[JobRun], Iterable[Step]]
    perform: Callable[[JobRun, JobStep], Any] | None
    finish: Callable[[JobRun, dict[str, Any]], Any] | None
    verb: str
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


KINDS: dict[str, Kind] = {}


def declare(
    kind: str,
    plan: Callable[[JobRun], Iterable[Step]],
    perform: Callable[[JobRun, JobStep], Any] | None,
    finish: Callable[[JobRun, dict[str, Any]], Any] | None = None,
    *,
    verb: str = "start_job",
    lease_minutes: int = 10,
    is_daily: bool = False,
    for_installation: bool = False,
) -> None:
    """Declare a kind. No step may take longer than its lease without `work.tell`, which renews it.

    `perform` is None where `plan` names no step: then all is done by `finish`, in the transaction that ends the run.
    A daily kind is asked for by `listens tick`.
    """
    if kind in KINDS:
        raise ValueError(f"{kind} is declared twice")
    lease = dt.timedelta(minutes=lease_minutes)
    KINDS[kind] = Kind(kind, plan, perform, finish, verb, lease, is_daily, for_installation)


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
    from listens.core.work import enqueue

    run = JobRun.objects.create(
        area=area, kind=kind.name, settings=settings, asked_by=actor, asked_at=timezone.now()
    )
    planned = [*kind.plan(run), Step(FINISH)]
    rows = [
        JobStep(run=run, key=step.key, position=position, settings=step.settings)
        for position, step in enumerate(planned)
    ]
    JobStep.objects.bulk_create(rows, batch_size=1000)
    first = rows[:-1] or rows
    transaction.on_commit(lambda: enqueue(step.pk for step in first))
    return run


def cancel(actor: Actor, run: JobRun) -> None:
    """Stop a run: what is waiting is never begun, and nothing is swapped in. Ended runs stay as they are."""
    if run.area is None:
        raise ValueError("A run of the whole installation is not cancelled.")
    with acting(actor, "cancel_job", run.area) as deed:
        running = JobRun.objects.filter(pk=run.pk, finished_at=None, cancelled_at=None)
        if running.update(cancelled_at=timezone.now()):
            deed.record(run, kind=run.kind)
        else:
            deed.unchanged()
    run.refresh_from_db()


def progress(run: JobRun) -> Progress:
    states = list(run.steps.values_list("state", "problem"))
    num_done = sum(state == JobStep.State.DONE for state, _ in states)
    failed = [problem for state, problem in states if state == JobStep.State.FAILED]
    if run.cancelled_at:
        word = "cancelled"
    elif run.finished_at:
        word = "done"
    elif failed:
        word = "failed"
    else:
        word = "running" if num_done or any(s == JobStep.State.RUNNING for s, _ in states) else "waiting"
    return Progress(num_done, len(states), word, failed[0] if failed else "")
