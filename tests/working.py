"""A worker inside a test: what waits for the commit is done at once, on the test's own connection."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django_tasks_db.management.commands import db_worker

from listens.core import jobs
from listens.core.worker import Worker


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own transaction never commits."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(jobs.transaction, "on_commit", lambda do: do())


def work_now() -> None:
    """All the work that waits, in this process; the work of the day is not asked for."""
    worker = Worker()
    worker.last_tick = time.monotonic()
    worker.run_until_idle()


@pytest.fixture
def work(at_once: None) -> Callable[[], None]:
    """Call it to let a worker do all that waits, in the test's own transaction."""
    return work_now
