"""Which process holds a step, and whether that process is gone: then nobody waits for its lease to end.

Only where processes are counted together can that be told: on one machine since it began, in one container. What
others held waits until its lease ends: a name of a machine would not do, for two may have the same.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path


def own_name() -> str:
    """This process: where it is counted, its number, and when it began, for numbers are used again.

    Where the system does not say where it is counted, nobody else is told to be gone.
    """
    pid = os.getpid()
    return f"{_where()}:{pid}:{_began(pid)}"


def is_gone(name: str) -> bool:
    """Whether it was a process of this machine and runs no more."""
    where, _, rest = name.partition(":")
    pid, _, began = rest.partition(":")
    if not where or where != _where() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return began != _began(int(pid))


@cache
def _where() -> str:
    """This start of this machine, and its list of processes; empty where the system does not say."""
    try:
        start = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").replace("-", "")[:16]
        return f"{start}.{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return ""


def _began(pid: int) -> str:
    """In clock ticks since the machine began; empty where the system does not say, and for one that is being buried."""
    try:
        about = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if about[0] in "ZX" else about[19]
