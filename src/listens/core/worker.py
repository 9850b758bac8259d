"""The worker: events, messages and steps of long work, in turns, so that none makes another wait for long."""

from __future__ import annotations

import logging
import signal
import threading
import time
from types import FrameType

from django.db import DatabaseError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from listens.core import clock, events, health, holders, messages, work

log = logging.getLogger("listens.worker")
TICK = 60.0


def tick() -> dict[str, int]:
    """Everything that is due, once. Long work is only handed over here: a worker does it."""
    health.beat()
    return {
        "events delivered": events.deliver_due(),
        "things the clock moved on": clock.move_on(),
        "messages sent": messages.send_due(),
        "daily jobs asked for": work.ask_for_daily(),
        "lost steps handed over again": work.reap(),
    }


class Worker:
    """Runs until it is told to stop, then ends what it is at."""

    def __init__(self, every: float = 1.0) -> None:
        self.every = every
        self.is_stopped = threading.Event()
        self.last_tick = 0.0

    def run_until_stopped(self) -> None:
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._stop)
        while not self.is_stopped.is_set():
            try:
                did_something = self.look_for_work()
            except DatabaseError as error:  # it may be restarting; a worker that dies helps nobody
                log.warning("The database does not answer: %s", type(error).__name__)
                did_something = False
            close_old_connections()
            if not did_something:
                self.is_stopped.wait(self.every)

    def run_until_idle(self) -> None:
        while self.look_for_work():
            pass

    def look_for_work(self) -> bool:
        """One round: due events and messages, then one step. False when there was nothing to do."""
        if time.monotonic() - self.last_tick >= TICK or not self.last_tick:
            done = sum(tick().values())
            self.last_tick = time.monotonic()
        else:
            done = events.deliver_due() + messages.send_due()
        return bool(self._do_one_task() or done)

    def _do_one_task(self) -> bool:
        if not DBTaskResult.objects.ready().exists():
            return False
        tasks = TaskWorker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=holders.own_name(),
            excluded_queue_names=[],
        )
        tasks.run()
        return True

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopped.set()
