"""Writing a backup: first what it is, then every row, then every file of evidence."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from listens.core.backups import rows, sealed_file

BLOCK = 500_000


@dataclass
class Written:
    num_rows: int = 0
    num_files: int = 0


def migrations() -> list[str]:
    """Which shape the database has: a backup goes back only into the same."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def write(path: Path, progress: Callable[[int, int], None] = lambda done, total: None) -> Written:
    """Write everything as it is at one moment. Raises Refused when the file cannot be written."""
    written = Written()
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        total = sum(model._base_manager.count() for model in rows.all_models())
        sealed_file.write_lines(path, _everything(written, lambda: progress(written.num_rows, total)))
    return written


def _everything(written: Written, step: Callable[[], None]) -> Iterator[dict[str, Any]]:
    yield {"made_at": timezone.now().isoformat(), "migrations": migrations()}
    for model in rows.all_models():
        for row in model._base_manager.order_by("pk").iterator(chunk_size=2000):
            written.num_rows += 1
            yield {"model": model._meta.label_lower, "row": rows.plain(row)}
            if written.num_rows % 500 == 0:
                step()
    folder = Path(settings.MEDIA_ROOT)
    for path in sorted(folder.rglob("*")) if folder.exists() else []:
        if path.is_file():
            written.num_files += 1
            yield from _file(path, path.relative_to(folder).as_posix())


def _file(path: Path, name: str) -> Iterator[dict[str, Any]]:
    """A file in blocks; the first makes it."""
    with path.open("rb") as file:
        block = file.read(BLOCK)
        yield {"file": name, "data": base64.b64encode(block).decode()}
        while block := file.read(BLOCK):
            yield {"more_of": name, "data": base64.b64encode(block).decode()}
