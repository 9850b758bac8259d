"""A file sent for checking is kept, sealed, until its sender says "bring it in": nothing has to be sent twice."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from listens.alliance.models import WaitingFile
from listens.core import sealing
from listens.core.acting import Refused
from listens.core.importers import IMPORTERS, ImportOptions
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, UnreadableTable

Read = TypeVar("Read")
KEPT_FOR = dt.timedelta(hours=24)


def keep_waiting(
    actor: Actor, area: Area, kind: str, name: str, data: bytes, *, round: str | None = None
) -> tuple[WaitingFile, Outcome]:
    """Check the file and keep it when it can be read; what bringing it in would do. Raises Refused."""
    outcome = _run(actor, area, kind, name, data, ImportOptions(round=round, dry_run=True))
    return keep(actor, area, kind, name, data), outcome


def keep(actor: Actor, area: Area, kind: str, name: str, data: bytes) -> WaitingFile:
    """Sealed, for a day. What waited longer goes."""
    WaitingFile.objects.filter(sent_at__lt=timezone.now() - KEPT_FOR).delete()
    return WaitingFile.objects.create(
        area=area,
        sent_by=actor,
        sent_at=timezone.now(),
        kind=kind,
        name=name[:200],
        sealed=sealing.seal(area, data),
    )


def read(actor: Actor, area: Area, kind: str, waiting_id: UUID, options: ImportOptions) -> Outcome:
    """Run the importer on the file this person sent and that waits, with these options. Raises Refused."""
    waiting = _waiting(actor, area, kind, waiting_id)
    return _run(actor, area, kind, waiting.name, sealing.open_sealed(area, waiting.sealed), options)


def take_away(waiting_id: UUID) -> None:
    """Let go of a file."""
    WaitingFile.objects.filter(pk=waiting_id).delete()


def look_again(
    actor: Actor, area: Area, kind: str, waiting_id: UUID, *, round: str | None = None
) -> tuple[str, bytes, Outcome]:
    """The file this person sent and that waits: its name, its content and its check. Raises Refused when it is gone."""
    waiting = _waiting(actor, area, kind, waiting_id)
    data = sealing.open_sealed(area, waiting.sealed)
    outcome = _run(actor, area, kind, waiting.name, data, ImportOptions(round=round, dry_run=True))
    return file_name(waiting.name), data, outcome


def bring_in_waiting(
    actor: Actor, area: Area, kind: str, waiting_id: UUID, *, round: str | None = None
) -> Outcome:
    """Bring in the file this person sent and checked, and let go of it. Raises Refused when it is gone."""
    outcome = read(actor, area, kind, waiting_id, ImportOptions(round=round))
    take_away(waiting_id)
    return outcome


def file_name(name: str) -> str:
    """A name that any disk takes."""
    return Path(name).name.replace("\x00", "")[-60:] or "list.csv"


def _waiting(actor: Actor, area: Area, kind: str, waiting_id: UUID) -> WaitingFile:
    waiting = WaitingFile.objects.filter(pk=waiting_id, area=area, sent_by=actor, kind=kind).first()
    if waiting is None:
        raise Refused(
            _("This file is no longer here: it was brought in already, or a day has passed. Send it again.")
        )
    return waiting


def in_a_file(name: str, data: bytes, look: Callable[[Path], Read]) -> Read:
    """What `look` makes of the data in a file of that name, which is there no longer than that. Raises Refused."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / file_name(name)
        file.write_bytes(data)
        try:
            return look(file)
        except UnreadableTable as unreadable:
            raise Refused(str(unreadable))


def _run(actor: Actor, area: Area, kind: str, name: str, data: bytes, options: ImportOptions) -> Outcome:
    return in_a_file(name, data, lambda file: IMPORTERS[kind].run(actor, area, file, options))
