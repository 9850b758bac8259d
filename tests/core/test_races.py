"""Two real processes on PostgreSQL: SQLite's immediate transactions would hide every race."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from listens.core import chain, jobs, messages
from listens.core.models import Actor, ChainEntry, JobRun, JobStep, Message

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def postgres(request):
    if connection.vendor != "postgresql":
        pytest.skip("races need PostgreSQL: tests/with_postgres.py pytest -m race")


def race(kind: str, argument: str) -> list[int]:
    """Run two processes that begin together, against this test's database. What each says it did."""
    database = connection.settings_dict
    address = f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}"
    environment = os.environ | {
        "LISTENS_DATABASE": address,
        "LISTENS_TESTS_HOME": os.environ["LISTENS_HOME"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }
    command = [sys.executable, str(ROOT / "tests/core/race_worker.py"), kind, argument]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    assert [process.stdout.readline() for process in both] == ["ready\n"] * 2
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate(timeout=400)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    return [int(output.split()[-1]) for output in outputs]


def test_two_processes_never_fork_a_chain(db):
    appended = race("append", "test:1")
    assert min(appended) >= 40 and chain.verify("test:1") is None
    assert list(ChainEntry.objects.order_by("seq").values_list("seq", flat=True)) == list(
        range(1, sum(appended) + 1)
    )
    writers = [entry.digest.split("-")[0] for entry in ChainEntry.objects.order_by("seq")]
    assert len(set(writers)) == 2
    assert sum(a != b for a, b in zip(writers, writers[1:], strict=False)) >= 2, "they did not meet"


def test_a_step_is_claimed_by_one_process_only(db):
    run = JobRun.objects.create(
        kind="erase_expired", asked_by=Actor.system(), asked_at=timezone.now(), settings={}
    )
    JobStep.objects.bulk_create(JobStep(run=run, key=str(n), position=n) for n in range(200))
    claimed = race("claim", str(run.pk))
    assert sum(claimed) == 200
    assert set(JobStep.objects.values_list("attempt", flat=True)) == {1}
    assert jobs.progress(run).state == "running"


def test_a_message_is_sent_by_one_process_only(db, tmp_path):
    for n in range(200):
        messages.queue(None, once_key=f"k{n}", to="a@example.org", body="x")
    sent = race("send", str(tmp_path))
    assert sum(sent) == 200
    assert len(list(tmp_path.rglob("*.eml"))) == 200
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}
