"""Long work: planned as steps, claimed once, lost without harm, swapped in whole, the same at any number of workers."""

import datetime as dt
import os
import random
import subprocess

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from listens.core import health, holders, jobs, watching, work
from listens.core.access import Denied
from listens.core.models import Actor, AuditEvent, JobRun, JobStep
from listens.core.worker import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind(monkeypatch, request):
    """A job that draws numbers from the run's seed; `trouble` may hold step keys that fail so many times."""
    monkeypatch.setattr(jobs, "KINDS", {})
    if "transaction" not in request.keywords.get("django_db", pytest.mark.django_db).kwargs:
        request.getfixturevalue("at_once")
    trouble, done, finished = {}, [], []

    def plan(run):
        return [jobs.Step(f"part-{n}", {"n": n}) for n in range(run.settings.get("parts", 4))]

    def perform(run, step):
        done.append(step.key)
        if trouble.get(step.key, 0) > 0:
            trouble[step.key] -= 1
            raise ValueError("no luck")
        return [
            random.Random(f"{run.settings['seed']}:{step.key}").random() for _ in range(step.settings["n"])
        ]

    def finish(run, outputs):
        finished.append(run.pk)
        return {key: round(sum(numbers), 12) for key, numbers in outputs.items()}

    jobs.declare("draw", plan, perform, finish)
    return {"trouble": trouble, "done": done, "finished": finished}


def ask(cast, **settings):
    return jobs.ask(cast.amina, cast.area, "draw", **({"seed": 7} | settings))


def after(seconds):
    return time_machine.travel(timezone.now() + dt.timedelta(seconds=seconds))


def test_a_run_is_planned_recorded_and_done(cast, kind):
    run = ask(cast)
    assert jobs.progress(run) == jobs.Progress(0, 5, "waiting")
    assert AuditEvent.objects.get(verb="start_job").detail == {"kind": "draw", "steps": 5}
    Worker().run_until_idle()
    run.refresh_from_db()
    assert jobs.progress(run) == jobs.Progress(5, 5, "done")
    assert set(run.result) == {"part-0", "part-1", "part-2", "part-3"}
    assert all(step.output_digest for step in run.steps.exclude(key=jobs.FINISH))


@pytest.mark.django_db(transaction=True)
def test_steps_are_handed_to_the_workers_after_the_commit_and_not_before(cast, kind):
    with transaction.atomic():
        ask(cast)
        assert not DBTaskResult.objects.exists()
    assert DBTaskResult.objects.count() == 4
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask(cast)
        1 / 0  # noqa: B018
    assert JobRun.objects.count() == 1 and DBTaskResult.objects.count() == 4
    Worker().run_until_idle()
    assert jobs.progress(JobRun.objects.get()).state == "done"


def test_who_may_not_ask_starts_nothing(cast, kind):
    with pytest.raises(Denied):
        jobs.ask(cast.bea, cast.area, "draw", seed=1)
    assert not JobRun.objects.exists() and not DBTaskResult.objects.exists()


def test_only_the_system_asks_for_the_whole_installation(cast, kind):
    with pytest.raises(ValueError):
        jobs.ask(cast.amina, None, "draw", seed=1)
    with pytest.raises(ValueError):
        jobs.ask(Actor.system(), None, "draw", seed=1)


@pytest.mark.parametrize("order", [1, -1])
def test_the_same_seed_gives_the_same_result_in_any_order_of_steps(cast, kind, order):
    first = ask(cast)
    Worker().run_until_idle()
    second = ask(cast)
    steps = list(second.steps.exclude(key=jobs.FINISH).values_list("pk", flat=True))
    for pk in steps[::order]:
        assert work.run_step(pk)
    assert work.run_step(second.steps.get(key=jobs.FINISH).pk)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.result == second.result
    other = ask(cast, seed=8)
    Worker().run_until_idle()
    other.refresh_from_db()
    assert other.result != first.result


def test_a_step_is_claimed_once(cast, kind):
    step = ask(cast).steps.first()
    assert work._claim(step.pk) is not None
    assert work._claim(step.pk) is None
    assert work.run_step(step.pk) is False
    assert kind["done"] == []


def test_the_last_step_waits_for_all_others(cast, kind):
    run = ask(cast)
    last = run.steps.get(key=jobs.FINISH)
    assert work.run_step(last.pk) is False
    for step in run.steps.exclude(key=jobs.FINISH)[:3]:
        work.run_step(step.pk)
    assert work.run_step(last.pk) is False
    assert kind["finished"] == []


def test_a_killed_workers_step_is_handed_over_again_and_done(cast, kind):
    run = ask(cast)
    DBTaskResult.objects.all().delete()  # taken from the queue by a worker that was killed
    held = run.steps.first()
    assert work._claim(held.pk)
    assert work.reap() == 0, "the others were asked for a moment ago"
    with after(61):
        assert work.reap() == 3, "the held one's lease still runs"
        assert work.reap() == 0, "they have a task now"
    with after(jobs.KINDS["draw"].lease.total_seconds() + 1):
        assert work.reap() == 1
        Worker().run_until_idle()
    run.refresh_from_db()
    assert run.finished_at and run.steps.get(pk=held.pk).attempt == 2


def claimed_by(step, worker):
    """As a worker does: a task of the queue, then the step."""
    task = DBTaskResult.objects.get(args_kwargs__args=[str(step.pk)])
    task.claim(worker)
    assert work._claim(step.pk)
    return task


def test_what_a_killed_worker_of_this_machine_held_is_free_at_once(cast, kind):
    run = ask(cast)
    process = subprocess.Popen(["sleep", "60"])
    name = holders.own_name().split(":")[0] + f":{process.pid}:{holders._began(process.pid)}"
    first, second = run.steps.all()[:2]
    task, own = claimed_by(first, name), claimed_by(second, holders.own_name())
    assert work.let_go() == 0 and not holders.is_gone(name)
    process.kill()
    process.wait()
    with after(61):
        assert work.reap() == 1
    task.refresh_from_db()
    own.refresh_from_db()
    assert (task.status, own.status) == ("FAILED", "RUNNING")
    assert work.run_step(first.pk) and not work.run_step(second.pk)


def test_a_step_that_kills_every_worker_is_left_for_a_person_to_see(cast, kind):
    step = ask(cast).steps.first()
    where, pid, _began = holders.own_name().split(":")
    for _time in range(work.MOST_KILLED):
        work.let_go()
        assert work._claim(step.pk)
        DBTaskResult.objects.filter(args_kwargs__args=[str(step.pk)]).update(
            status="RUNNING", worker_ids=[f"{where}:{pid}:1"]
        )
    work.let_go()
    step.refresh_from_db()
    assert step.state == "failed" and "killed 6 times" in step.problem
    jobs.try_again(cast.amina, step.run)
    step.refresh_from_db()
    assert step.state == "waiting" and step.attempt == 0


def test_nobody_says_of_another_machine_or_of_a_number_used_again_what_it_does_not_know(cast, kind):
    where, pid, began = holders.own_name().split(":")
    assert not holders.is_gone(f"other.1:{pid}:1") and not holders.is_gone("listens-139871")
    assert holders.is_gone(f"{where}:{pid}:{int(began or 0) + 1}"), (
        "the number is used by another process now"
    )
    step = ask(cast).steps.first()
    old = claimed_by(step, f"{where}:{pid}:1")
    DBTaskResult.objects.create(
        status="RUNNING",
        args_kwargs=old.args_kwargs,
        task_path=old.task_path,
        backend_name=old.backend_name,
        run_after=old.run_after,
        worker_ids=[holders.own_name()],
    )
    work.let_go()
    step.refresh_from_db()
    assert step.state == "running", "another worker has it since"


def test_where_the_system_does_not_say_where_a_process_is_counted_none_is_gone(monkeypatch):
    """Two machines may have one name, and each has processes that the other has not."""

    def unread(*_args, **_more):
        raise PermissionError

    monkeypatch.setattr(holders.Path, "read_text", unread)
    where = holders._where.__wrapped__()
    monkeypatch.setattr(holders, "_where", lambda: where)
    assert holders.own_name() == f":{os.getpid()}:"
    assert not holders.is_gone(f"{where}:999999999:1")


def test_a_slow_worker_that_lost_its_lease_changes_nothing(cast, kind):
    run = ask(cast)
    step = run.steps.get(key="part-3")
    slow = work._claim(step.pk)
    with after(jobs.KINDS["draw"].lease.total_seconds() + 1):
        assert work.run_step(step.pk)
    kept = JobStep.objects.get(pk=step.pk)
    with pytest.raises(work.LostLease):
        work._settle(slow, ["something else"])
    step.refresh_from_db()
    assert (step.output, step.output_digest, step.state) == (kept.output, kept.output_digest, "done")


def test_two_different_results_of_one_step_are_said_loudly(cast, kind, caplog):
    step = ask(cast).steps.get(key="part-3")
    slow = work._claim(step.pk)
    with after(jobs.KINDS["draw"].lease.total_seconds() + 1):
        work.run_step(step.pk)
    with pytest.raises(work.LostLease):
        work._settle(slow, ["something else"])
    assert "two different results" in caplog.text


def test_a_failed_step_is_tried_three_times_and_then_shown(cast, kind):
    kind["trouble"]["part-2"] = 99
    run = ask(cast)
    for wait in (0, 11, 60):
        with after(wait):
            Worker().run_until_idle()
    assert kind["done"].count("part-2") == work.MOST_ATTEMPTS
    found = jobs.progress(run)
    assert (found.state, found.num_done) == ("failed", 3)
    assert found.problem == "ValueError: no luck"
    assert kind["finished"] == []


def test_a_step_that_fails_once_waits_and_then_succeeds(cast, kind):
    kind["trouble"]["part-2"] = 1
    run = ask(cast)
    Worker().run_until_idle()
    assert jobs.progress(run).state == "running"
    with after(11):
        Worker().run_until_idle()
    run.refresh_from_db()
    assert jobs.progress(run).state == "done"


def test_finish_is_all_or_nothing(cast, kind, monkeypatch):
    def half(run, outputs):
        JobRun.objects.create(kind="half", asked_by=run.asked_by, asked_at=timezone.now())
        raise RuntimeError("stopped in the middle")

    jobs.KINDS.pop("draw")
    jobs.declare("draw", lambda run: [jobs.Step("a")], lambda run, step: 1, half)
    run = ask(cast)
    Worker().run_until_idle()
    run.refresh_from_db()
    assert run.finished_at is None and run.result is None
    assert not JobRun.objects.filter(kind="half").exists()


def test_a_cancelled_run_goes_no_further(cast, kind):
    run = ask(cast)
    work.run_step(run.steps.first().pk)
    with pytest.raises(Denied):
        jobs.cancel(cast.bea, run)
    jobs.cancel(cast.amina, run)
    jobs.cancel(cast.amina, run)
    Worker().run_until_idle()
    run.refresh_from_db()
    assert jobs.progress(run).state == "cancelled"
    assert kind["done"] == ["part-0"] and run.result is None
    assert AuditEvent.objects.filter(verb="cancel_job").count() == 1


def test_daily_work_is_asked_for_once_a_day_in_every_area(cast, kind):
    jobs.declare("sweep", lambda run: [], lambda run, step: None, verb="erase_expired", is_daily=True)
    assert work.ask_for_daily() == 2
    assert work.ask_for_daily() == 0
    with after(86_400):
        assert work.ask_for_daily() == 2
    Worker().run_until_idle()
    assert JobRun.objects.filter(kind="sweep", finished_at=None).count() == 0


def test_daily_work_is_asked_for_once_in_the_hour_when_london_is_a_day_ahead(cast, kind):
    jobs.declare("sweep", lambda run: [], lambda run, step: None, verb="erase_expired", is_daily=True)
    with time_machine.travel(dt.datetime(2027, 6, 30, 23, 20, tzinfo=dt.UTC), tick=False):
        assert [work.ask_for_daily(), work.ask_for_daily()] == [2, 0]


def test_a_kind_is_declared_once(kind):
    with pytest.raises(ValueError):
        jobs.declare("draw", list, list)


def test_a_step_says_how_far_it_is_and_holds_on(cast, kind):
    run = ask(cast, parts=2)
    step = work._claim(run.steps.first().pk)
    held_until = step.lease_until
    with after(300):
        work.tell(step, 1, 4)
    step.refresh_from_db()
    assert step.lease_until >= held_until + dt.timedelta(seconds=299)
    seen = watching.watch(run)
    assert (seen.state, seen.percent.value) == ("running", 12)


def test_a_step_of_a_cancelled_run_ends_at_its_next_word(cast, kind):
    run = ask(cast)
    step = work._claim(run.steps.first().pk)
    jobs.cancel(cast.amina, run)
    with pytest.raises(work.LostLease):
        work.tell(step, 1, 4)
    assert watching.watch(run).words == "This was stopped. Nothing was changed."


def test_a_step_that_another_worker_took_cannot_be_told_of(cast, kind):
    step = work._claim(ask(cast).steps.first().pk)
    with after(jobs.KINDS["draw"].lease.total_seconds() + 1):
        assert work._claim(step.pk)
        with pytest.raises(work.LostLease):
            work.tell(step, 1, 4)


def test_whoever_waits_is_told_what_holds_it_up(cast, kind):
    run = ask(cast)
    assert "no worker is running" in watching.watch(run).words
    health.beat()
    assert "waits for its turn" in watching.watch(run).words
    with after(watching.SILENT + 1):
        assert "no worker is running" in watching.watch(run).words
    step = work._claim(run.steps.first().pk)
    assert "The worker is at it" in watching.watch(run).words
    with after(61):
        assert "takes longer than usual" in watching.watch(run).words
    with after(jobs.KINDS["draw"].lease.total_seconds() + 1):
        assert "has stopped. Another one takes it up" in watching.watch(run).words
    work._fail(step, "ValueError: no luck")
    assert "is tried again at" in watching.watch(run).words
    JobStep.objects.filter(pk=step.pk).update(state="failed")
    seen = watching.watch(run)
    assert "tried three times" in seen.words and "ValueError" not in seen.words and not seen.is_going
