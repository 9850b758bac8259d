"""Real processes on PostgreSQL that share one run, one of them killed: the same result as of one worker alone."""

import datetime as dt
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from listens.core import work
from listens.core.models import JobRun, JobStep
from listens.sensemaking import actions
from listens.sensemaking.jobs import DISCOVER, SUGGEST
from listens.sensemaking.machine import notes
from listens.sensemaking.models import Suggestion, ThemeProposal, ThemeRun
from tests.sensemaking.build import codebook
from tests.sensemaking.many_notes import many
from tests.sensemaking.small_engine import put_in
from tests.sensemaking.test_suggesting_codings import decide

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parents[2]
LEASE = dt.timedelta(minutes=15)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("races need PostgreSQL: tests/with_postgres.py pytest -m race")
    monkeypatch.setattr(notes, "A_PART", 20)
    put_in(monkeypatch)


def begin(run: JobRun, num: int) -> list[subprocess.Popen]:
    database = connection.settings_dict
    environment = os.environ | {
        "LISTENS_DATABASE": f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}",
        "LISTENS_TESTS_HOME": os.environ["LISTENS_HOME"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }
    command = [sys.executable, str(ROOT / "tests/sensemaking/share_worker.py"), str(run.pk)]
    pipe = subprocess.PIPE
    all_of = [
        subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) for _ in range(num)
    ]
    assert [process.stdout.readline() for process in all_of] == ["ready\n"] * num
    for process in all_of:
        process.stdin.write("go\n")
        process.stdin.flush()
    return all_of


def alone(run: JobRun) -> dict:
    for step in run.steps.order_by("position"):
        assert work.run_step(step.pk)
    run.refresh_from_db()
    return run.result


def test_three_processes_share_a_run_one_is_killed_and_the_result_is_that_of_one(db, cast):
    many(cast, 240)
    whole = alone(actions.start_finding(cast.femi, cast.round, DISCOVER))
    run = actions.start_finding(cast.femi, cast.round, DISCOVER)
    workers = begin(run, 3)
    until = time.monotonic() + 60
    while not run.steps.filter(state="done").exists() and time.monotonic() < until:
        time.sleep(0.005)
    workers[0].kill()
    workers[0].wait(timeout=60)
    while workers[1].poll() is None or workers[2].poll() is None:
        time.sleep(0.05)
        # Its lease ends now, and not in a quarter of an hour: no step of this small machine takes two seconds.
        since = timezone.now() + LEASE - dt.timedelta(seconds=2)
        held = JobStep.objects.filter(run=run, state="running", lease_until__lt=since)
        held.update(lease_until=timezone.now(), state="waiting")
    assert [worker.returncode for worker in workers[1:]] == [0, 0]
    did = [int(worker.communicate()[0].split()[-1]) for worker in workers[1:]]
    run.refresh_from_db()
    assert run.result == whole and min(did) >= 1
    assert ThemeProposal.objects.count() == whole["proposals"] and ThemeRun.objects.count() == 2
    assert set(run.steps.values_list("state", flat=True)) == {"done"}


def test_two_processes_share_the_suggestions(db, cast):
    decide(cast, many(cast, 200)[:60], codebook(cast))
    whole = alone(actions.start_finding(cast.femi, cast.round, SUGGEST))
    run = actions.start_finding(cast.femi, cast.round, SUGGEST)
    workers = begin(run, 2)
    did = [int(worker.communicate(timeout=200)[0].split()[-1]) for worker in workers]
    run.refresh_from_db()
    assert run.result == whole and min(did) >= 1
    assert Suggestion.objects.standing(cast.round).count() == whole["suggestions"]
