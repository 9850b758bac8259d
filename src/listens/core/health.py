"""What `/healthz` and `listens check` say about the installation."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def report() -> dict[str, Any]:
    """{"ok", "database", "migrations", "worker"}: `worker` is seconds since one last looked for work, or None."""
    try:
        waiting = MigrationExecutor(connection).migration_plan(
            MigrationExecutor(connection).loader.graph.leaf_nodes()
        )
    except DatabaseError:
        return {"ok": False, "database": False, "migrations": None, "worker": None}
    return {"ok": not waiting, "database": True, "migrations": len(waiting), "worker": None}
