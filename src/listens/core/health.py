"""What `/healthz` and `listens check` say about the installation."""

from __future__ import annotations

import os
import socket
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from listens.core.models import Heartbeat


def report() -> dict[str, Any]:
    """{"ok", "database", "migrations", "worker"}: `worker` is seconds since one last looked for work, or None."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        age = None if waiting else worker_age()
    except DatabaseError:
        return {"ok": False, "database": False, "migrations": None, "worker": None}
    return {"ok": not waiting, "database": True, "migrations": len(waiting), "worker": age}


def worker_age() -> int | None:
    """Seconds since any worker last looked for work; None when none ever has."""
    last = Heartbeat.objects.order_by("-at").values_list("at", flat=True).first()
    return max(0, int((timezone.now() - last).total_seconds())) if last else None


def beat() -> None:
    """Called by a worker each time it looks for work."""
    name = f"{socket.gethostname()}:{os.getpid()}"[:100]
    Heartbeat.objects.update_or_create(worker=name, defaults={"at": timezone.now()})
