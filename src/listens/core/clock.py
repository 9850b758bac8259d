"""What must happen within minutes: each room's functions that look at the clock, called at every tick.

Long or daily work is a job (core.jobs). A function here is short, bears being called twice and at the same time by two
workers, and says how many things it moved on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

log = logging.getLogger("listens.clock")
Watch = Callable[[], int]
WATCHES: list[Watch] = []


def at_every_tick(watch: Watch) -> Watch:
    """Decorator: call this function about once a minute. Declared in a room's `jobs.py`."""
    WATCHES.append(watch)
    return watch


def move_on() -> int:
    """Call them all; one that breaks down stops no other."""
    num = 0
    for watch in WATCHES:
        try:
            num += watch()
        except Exception:
            log.exception("%s failed", watch.__qualname__)
    return num
