"""Long work in stages: what waits for what, what is left for later steps, trying again, and words for a page."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from listens.core import jobs, left, retention, work
from listens.core.access import Denied
from listens.core.models import AuditEvent, JobBytes, JobRun, JobStep
from listens.core.worker import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind(monkeypatch, at_once):
    """Two parts leave their number, one step adds them up; `problems` maps a step's key to what it raises."""
    monkeypatch.setattr(jobs, "KINDS", {})
    problems, done = {}, []

    def plan(run):
        parts = [jobs.Step(f"part-{n}", {"n": n}) for n in (1, 2)]
        return [*parts, jobs.Step("sum", stage=1, lease_minutes=45)]

    def perform(run, step):
        if error := problems.get(step.key):
            raise error
        done.append(step.key)
        if step.key == "sum":
            return sum(int(each) for each in left.read_all(run, "part-"))
        left.leave(run, step.key, str(step.settings["n"]).encode())
        return step.settings["n"]

    jobs.declare("add", plan, perform, lambda run, outputs: outputs["sum"])
    return {"problems": problems, "done": done}


def ask(cast):
    return jobs.ask(cast.amina, cast.area, "add")


def test_a_later_stage_waits_for_all_of_an_earlier_one_and_finds_what_it_left(cast, kind):
    run = ask(cast)
    first, second, total, last = run.steps.all()
    assert [step.stage for step in (first, second, total, last)] == [0, 0, 1, 2]
    assert work.run_step(first.pk) and not work.run_step(total.pk) and not work.run_step(last.pk)
    assert jobs.progress(run) == jobs.Progress(1, 4, "running", "", 0)
    assert work.run_step(second.pk) and not work.run_step(last.pk)
    assert jobs.progress(run).stage == 1
    Worker().run_until_idle()
    run.refresh_from_db()
    assert run.result == 3 and kind["done"] == ["part-1", "part-2", "sum"]
    assert not JobBytes.objects.exists(), "it goes when the run ends"


def test_a_step_may_ask_for_a_longer_lease(cast, kind):
    run = ask(cast)
    for step in run.steps.filter(stage=0):
        work.run_step(step.pk)
    held = work._claim(run.steps.get(key="sum").pk)
    assert dt.timedelta(minutes=44) < held.lease_until - timezone.now() <= dt.timedelta(minutes=45)


def test_a_worker_killed_in_a_later_stage_is_replaced(cast, kind):
    run = ask(cast)
    for step in run.steps.filter(stage=0):
        work.run_step(step.pk)
    assert work._claim(run.steps.get(key="sum").pk)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=46)):
        assert work.reap() == 0, "it has a task already: handed over when its stage began"
        Worker().run_until_idle()
    run.refresh_from_db()
    assert run.result == 3 and kind["done"].count("part-1") == 1


def test_a_step_that_is_done_again_leaves_its_bytes_again(cast, kind):
    run = ask(cast)
    left.leave(run, "part-1", b"7")
    left.leave(run, "part-1", b"1")
    assert left.read(run, "part-1") == b"1"
    with pytest.raises(jobs.Unable, match="start it anew"):
        left.read(run, "part-9")


def test_a_cancelled_run_leaves_nothing_and_takes_nothing_more(cast, kind):
    run = ask(cast)
    work.run_step(run.steps.first().pk)
    jobs.cancel(cast.amina, run)
    assert not JobBytes.objects.exists()
    with pytest.raises(work.LostLease):
        left.leave(run, "part-2", b"2")
    with pytest.raises(work.LostLease):
        left.read(run, "part-1")


def test_what_cannot_be_done_is_not_tried_again_until_somebody_says_so(cast, kind):
    kind["problems"]["sum"] = jobs.Unable("Make room first.")
    run = ask(cast)
    Worker().run_until_idle()
    found = jobs.progress(run)
    assert (found.state, found.problem, found.num_done) == ("failed", "Make room first.", 2)
    with pytest.raises(Denied):
        jobs.try_again(cast.bea, run)
    kind["problems"].clear()
    jobs.try_again(cast.amina, run)
    Worker().run_until_idle()
    run.refresh_from_db()
    assert run.result == 3 and kind["done"] == ["part-1", "part-2", "sum"], "nothing is done twice"
    assert AuditEvent.objects.get(verb="cancel_job").detail == {"kind": "add", "steps": 1, "again": True}
    jobs.try_again(cast.amina, run)
    assert AuditEvent.objects.filter(verb="cancel_job").count() == 1


def test_progress_asks_as_little_for_many_steps(cast, kind, django_assert_num_queries):
    run = ask(cast)
    with django_assert_num_queries(2):
        jobs.progress(run)
    JobStep.objects.bulk_create(JobStep(run=run, key=f"more-{n}", position=n) for n in range(50))
    with django_assert_num_queries(2):
        assert jobs.progress(run).num_steps == 54


def test_what_a_forgotten_run_left_is_erased_after_a_week_and_the_run_ends(cast, kind):
    run = ask(cast)
    work.run_step(run.steps.first().pk)
    retention.prepare_area(cast.area)
    name = "what steps of long work leave for later ones"
    assert retention.erase_expired(cast.area, name) == 0
    JobRun.objects.update(asked_at=timezone.now() - dt.timedelta(days=400))
    assert retention.erase_expired(cast.area, name) == 1
    run.refresh_from_db()
    assert run.cancelled_at and not JobBytes.objects.exists()


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk of the server is full"),
        ("OperationalError: database or disk is full", "The disk of the server is full"),
        ("DiskFull: could not extend file", "The disk of the server is full"),
        ("MemoryError: ", "The server has too little memory"),
        ("ValueError: no luck", "This was tried three times"),
        ("Make room first.", "Make room first."),
        ("", ""),
    ],
)
def test_a_problem_is_told_in_words(problem, words):
    assert jobs.in_words(problem).startswith(words)
