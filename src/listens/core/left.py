"""What a step of long work leaves for later ones: bytes in the database, so that several machines share them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from listens.core import jobs
from listens.core.models import JobBytes, JobRun
from listens.core.work import LostLease


def leave(run: JobRun, key: str, content: bytes) -> None:
    """A step that is done again leaves it again. Raises LostLease when the run has ended."""
    with transaction.atomic():
        # The row of the run is locked, so that nothing is left behind a run that is cancelled in this moment.
        running = JobRun.objects.select_for_update().filter(pk=run.pk, finished_at=None, cancelled_at=None)
        if not running.values_list("pk", flat=True).first():
            raise LostLease
        JobBytes.objects.update_or_create(run=run, key=key, defaults={"content": content})


def read(run: JobRun, key: str) -> bytes:
    """What was left under `key`. Raises LostLease when the run has ended, jobs.Unable when it is not there."""
    found = JobBytes.objects.filter(run=run, key=key).values_list("content", flat=True).first()
    if found is not None:
        return bytes(found)
    if not JobRun.objects.filter(pk=run.pk, finished_at=None, cancelled_at=None).exists():
        raise LostLease
    raise jobs.Unable(_("What an earlier step left is no longer there. Stop this, and start it anew."))


def read_all(run: JobRun, begins: str) -> Iterator[bytes]:
    """Everything under keys that begin so, in the order of the keys, one at a time in memory."""
    keys = (
        JobBytes.objects.filter(run=run, key__startswith=begins).order_by("key").values_list("key", flat=True)
    )
    for key in list(keys):
        yield read(run, key)
