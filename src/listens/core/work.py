"""Doing the steps of jobs: claimed by a conditional update, lost without harm, taken again when a lease ends."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from listens.core import jobs
from listens.core.holders import is_gone
from listens.core.models import Actor, Area, JobBytes, JobRun, JobStep
from listens.core.waiting import back_off

log = logging.getLogger("listens.jobs")
MOST_ATTEMPTS = 3
MOST_KILLED = (
    6  # attempts after which a step that is left by a killed worker is left failed: it may be what kills it
)
GRACE = dt.timedelta(
    seconds=60
)  # how long a step that waits may go without a task before `reap` gives it one
LONGEST_TASK = dt.timedelta(hours=6)


class LostLease(Exception):
    """Another worker has taken this step since."""


@task()
def work(step_id: str) -> None:
    """What the queue of django-tasks calls."""
    run_step(UUID(step_id))


def enqueue(step_ids: Iterable[UUID], run_after: dt.datetime | None = None) -> None:
    for step_id in step_ids:
        (work.using(run_after=run_after) if run_after else work).enqueue(str(step_id))


def hand_over(run: JobRun) -> None:
    """Give a task to every step of the first stage that is not done."""
    left = JobStep.objects.filter(run=run).exclude(state=JobStep.State.DONE)
    first = left.order_by("stage").values_list("stage", flat=True).first()
    if first is not None:
        waiting = left.filter(stage=first, state=JobStep.State.WAITING).order_by("position")
        enqueue(waiting.values_list("pk", flat=True))


def run_step(step_id: UUID) -> bool:
    """Claim one step and do it. False when there was nothing to do or it failed."""
    step = _claim(step_id)
    if step is None:
        return False
    try:
        if step.key == jobs.FINISH:
            _finish(step)
        elif perform := jobs.KINDS[step.run.kind].perform:
            _settle(step, perform(step.run, step))
    except LostLease:
        return False
    except jobs.Unable as unable:
        _fail(step, str(unable)[:2000], is_final=True)
        return False
    except Exception as error:
        log.exception("Step %s of %s failed", step.key, step.run.kind)
        _fail(step, f"{type(error).__name__}: {error}"[:2000])
        return False
    return True


def tell(step: JobStep, done: int, total: int) -> None:
    """Say how far a step is, for whoever waits, and hold it for as long again. A step may call this as it likes.

    Raises LostLease, which ends the step without harm, when the run was cancelled or another worker has taken it.
    """
    now = timezone.now()
    mine = JobStep.objects.filter(
        pk=step.pk,
        attempt=step.attempt,
        state=JobStep.State.RUNNING,
        run__in=JobRun.objects.filter(cancelled_at=None, finished_at=None),
    )
    lease = dt.timedelta(minutes=step.lease_minutes)
    if not mine.update(output={"done": done, "total": total}, lease_until=now + lease):
        raise LostLease


def reap(limit: int = 1000) -> int:
    """Give a task to every step that has none: those a killed worker left, and those never handed over."""
    let_go()
    now = timezone.now()
    old = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - LONGEST_TASK)
    old.update(status=TaskResultStatus.FAILED, finished_at=now)
    queued = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=work.module_path)
    has_task = {call["args"][0] for call in queued.values_list("args_kwargs", flat=True)}
    left = _claimable(now).filter(run__asked_at__lt=now - GRACE).values_list("pk", flat=True)[:limit]
    orphans = [pk for pk in left if str(pk) not in has_task]
    enqueue(orphans)
    return len(orphans)


def let_go() -> int:
    """Free what workers of this machine held that were killed: a step, and the task it came with.

    The holders are read after the steps, so that a step which another claims in between stays with that one.
    """
    held = dict(JobStep.objects.filter(state=JobStep.State.RUNNING).values_list("pk", "attempt"))
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, task_path=work.module_path)
    gone: dict[UUID, list[UUID]] = {}
    alive = set()
    for pk, call, workers in running.values_list("pk", "args_kwargs", "worker_ids"):
        step_id = UUID(call["args"][0])
        if workers and is_gone(workers[-1]):
            gone.setdefault(step_id, []).append(pk)
        else:
            alive.add(step_id)
    now = timezone.now()
    for step_id, tasks in gone.items():
        DBTaskResult.objects.filter(pk__in=tasks).update(status=TaskResultStatus.FAILED, finished_at=now)
        if step_id in held and step_id not in alive:
            _free(step_id, held[step_id])
    return len(gone)


def _free(step_id: UUID, attempt: int) -> None:
    """Freed at once and for ever, a step that takes all memory would kill one worker after the other."""
    mine = JobStep.objects.filter(pk=step_id, attempt=attempt, state=JobStep.State.RUNNING)
    if attempt < MOST_KILLED:
        mine.update(state=JobStep.State.WAITING, lease_until=None)
        return
    log.error("Step %s was left by a killed worker %d times, and is not tried again", step_id, attempt)
    problem = _(
        "The program that does this was killed %(n)d times while it was at it, perhaps because the server has too"
        " little memory. Stop other programs on it, then let it try again."
    ) % {"n": attempt}
    mine.update(state=JobStep.State.FAILED, lease_until=None, problem=problem)


def ask_for_daily() -> int:
    """Ask for each daily job that has not been asked for today, for every area and the installation."""
    num = 0
    today = timezone.localdate()  # as `__date` reads it: in summer London is a day ahead of UTC for an hour
    for kind in [kind for kind in jobs.KINDS.values() if kind.is_daily]:
        places: list[Area | None] = list(Area.objects.all())
        for area in places + ([None] if kind.for_installation else []):
            if not JobRun.objects.filter(kind=kind.name, area=area, asked_at__date=today).exists():
                jobs.ask(Actor.system("clock"), area, kind.name)
                num += 1
    return num


def _claimable(now: dt.datetime):  # type: ignore[no-untyped-def]
    """Steps nobody holds, of runs that go on, when every step of their earlier stages is done."""
    earlier = JobStep.objects.filter(run=OuterRef("run"), stage__lt=OuterRef("stage"))
    is_blocked = Exists(earlier.exclude(state=JobStep.State.DONE))
    # Without a join, so that an update asks all of this of the row itself when two workers meet at it.
    return JobStep.objects.filter(
        Q(lease_until=None) | Q(lease_until__lt=now),
        ~is_blocked,
        state__in=[JobStep.State.WAITING, JobStep.State.RUNNING],
        run__in=JobRun.objects.filter(cancelled_at=None, finished_at=None),
    )


def _claim(step_id: UUID) -> JobStep | None:
    step = JobStep.objects.select_related("run__area").filter(pk=step_id).first()
    if step is None or step.run.kind not in jobs.KINDS:
        return None
    now = timezone.now()
    lease = now + dt.timedelta(minutes=step.lease_minutes)
    mine = _claimable(now).filter(pk=step_id)
    if not mine.update(state=JobStep.State.RUNNING, lease_until=lease, attempt=F("attempt") + 1):
        return None
    step.refresh_from_db(fields=["state", "lease_until", "attempt"])
    return step


def digest(output: Any) -> str:
    return hashlib.sha256(json.dumps(output, sort_keys=True).encode()).hexdigest()


def _settle(step: JobStep, output: Any) -> None:
    """Keep the output, unless the lease was lost; say so loudly when a second attempt gave another result."""
    made = digest(output)
    mine = JobStep.objects.filter(pk=step.pk, attempt=step.attempt, state=JobStep.State.RUNNING)
    done = {"state": JobStep.State.DONE, "lease_until": None, "problem": ""}
    if not mine.update(**done, output=output, output_digest=made):
        kept = JobStep.objects.filter(pk=step.pk).values_list("output_digest", flat=True).first()
        if kept and kept != made:
            log.error("Step %s of run %s gave two different results", step.key, step.run_id)
        raise LostLease
    is_stage_done = not (
        JobStep.objects.filter(run=step.run_id, stage__lte=step.stage)
        .exclude(state=JobStep.State.DONE)
        .exists()
    )
    if is_stage_done:
        hand_over(step.run)


def _finish(step: JobStep) -> None:
    """Swap the results in: all of it, or nothing."""
    with transaction.atomic():
        run = JobRun.objects.select_for_update().select_related(None).get(pk=step.run_id)
        if run.cancelled_at or run.finished_at:
            raise LostLease
        finish = jobs.KINDS[run.kind].finish
        done = run.steps.exclude(key=jobs.FINISH).order_by("position")
        outputs = dict(done.values_list("key", "output"))
        run.result = finish(run, outputs) if finish else {"steps": len(outputs)}
        run.finished_at = timezone.now()
        run.save(update_fields=["result", "finished_at"])
        JobBytes.objects.filter(run=run).delete()
        mine = JobStep.objects.filter(pk=step.pk, attempt=step.attempt, state=JobStep.State.RUNNING)
        if not mine.update(state=JobStep.State.DONE, lease_until=None, problem=""):
            raise LostLease


def _fail(step: JobStep, problem: str, *, is_final: bool = False) -> None:
    """Wait and try again, and after the third time leave it failed for a person to see."""
    mine = JobStep.objects.filter(pk=step.pk, attempt=step.attempt, state=JobStep.State.RUNNING)
    if is_final or step.attempt >= MOST_ATTEMPTS:
        mine.update(state=JobStep.State.FAILED, lease_until=None, problem=problem)
    else:
        again = timezone.now() + back_off(step.attempt)
        if mine.update(state=JobStep.State.WAITING, lease_until=again, problem=problem):
            enqueue([step.pk], run_after=again)
