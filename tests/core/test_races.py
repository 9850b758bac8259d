"""Two real processes on PostgreSQL: SQLite's immediate transactions would hide every race."""

import pytest
from django.utils import timezone

from listens.core import chain, jobs, messages
from listens.core.models import Actor, ChainEntry, JobRun, JobStep, Message
from tests import two_processes

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def postgres(request):
    two_processes.need_postgresql()


def race(kind: str, argument: str) -> list[int]:
    """What each of the two says it did."""
    lines = two_processes.race("tests/core/race_worker.py", kind, argument, seconds=400)
    return [int(line.split()[-1]) for line in lines]


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
