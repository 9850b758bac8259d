"""Putting a backup back: all of it or nothing, never over somebody's work unless told to."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable, Iterable
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction

from listens.core import retention
from listens.core.acting import Refused
from listens.core.backups import rows, sealed_file
from listens.core.backups.writing import Written, migrations

BATCH = 1000


def put_back(
    path: Path, *, replace: bool = False, progress: Callable[[int, int], None] = lambda done, total: None
) -> tuple[Written, int]:
    """Restore, then erase again what was erased since. Returns what came back and how many were erased again.

    Raises Refused for a database with something in it (without `replace`), another shape of database, or a file
    that is not a whole backup of this key; then nothing is changed.
    """
    lines = iter(sealed_file.read_lines(path))
    head = next(lines)
    if head.get("migrations") != migrations():
        raise Refused(
            "This backup is of another version of Listens. Install that version, restore, then update and migrate."
        )
    written = Written()
    with transaction.atomic(), rows.own_times_kept():
        _make_room(replace)
        _take_rows(lines, written, progress)
        _mend_sequences()
    _move_files()
    num_erased = retention.replay()
    return written, num_erased


def _make_room(replace: bool) -> None:
    everything = rows.all_models()
    if not replace and any(model._base_manager.exists() for model in everything if _is_work(model)):
        raise Refused(
            "The database is not empty. Restore into a new one, or use --replace to throw this one away."
        )
    for model in [*everything, *rows.left_out_models()]:
        model._base_manager.all()._raw_delete(using="default")
    shutil.rmtree(_waiting(), ignore_errors=True)


def _is_work(model: type[models.Model]) -> bool:
    """Rules for the whole installation and the system's own actors are there before anybody has done anything."""
    return model._meta.label_lower not in {
        "core.retentionperiod",
        "core.actor",
        "core.jobrun",
        "core.jobstep",
    }


def _take_rows(
    lines: Iterable[dict[str, Any]], written: Written, progress: Callable[[int, int], None]
) -> None:
    """Insert the rows as they come; files wait beside their folder until the rows are safe."""
    for label, group in groupby(lines, key=lambda line: line.get("model")):
        if label is None:
            _take_files(group, written)
            continue
        model = apps.get_model(label)
        while batch := [rows.from_plain(model, line["row"]) for line in islice(group, BATCH)]:
            model._base_manager.bulk_create(batch)
            written.num_rows += len(batch)
            progress(written.num_rows, 0)


def _mend_sequences() -> None:
    """After rows with their own numbers, the next number must be a new one (PostgreSQL)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), rows.all_models()):
            cursor.execute(statement)


def _waiting() -> Path:
    folder = Path(settings.MEDIA_ROOT).resolve()
    return folder.with_name(f"{folder.name}.restored")


def _take_files(files: Iterable[dict[str, Any]], written: Written) -> None:
    folder = _waiting()
    for line in files:
        name = line.get("file") or line["more_of"]
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            raise Refused(f"The backup holds a file outside its folder: {name}.")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb" if "file" in line else "ab") as file:
            file.write(base64.b64decode(line["data"]))
        written.num_files += "file" in line


def _move_files() -> None:
    if _waiting().exists():
        shutil.copytree(_waiting(), settings.MEDIA_ROOT, dirs_exist_ok=True)
        shutil.rmtree(_waiting())
