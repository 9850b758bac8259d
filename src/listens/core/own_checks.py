"""Core's own checks of the installation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks as django_checks
from django.utils import timezone

from listens.core import audit, checks, health, keyfile, retention, sealing
from listens.core.home import home
from listens.core.models import Area, Contact, Event, JobStep, Message

LOCAL = {"localhost", "127.0.0.1", "::1"}
NEEDS_HTTPS = {
    "security.W004",
    "security.W005",
    "security.W008",
    "security.W012",
    "security.W016",
    "security.W021",
}
LATE = dt.timedelta(minutes=15)


def is_local() -> bool:
    return urlsplit(settings.SITE_URL).hostname in LOCAL


def framework() -> Iterator[str]:
    for found in django_checks.run_checks(include_deployment_checks=True):
        if found.level < django_checks.WARNING or (found.id in NEEDS_HTTPS and is_local()):
            continue
        yield f"{found.msg} {found.hint or ''} ({found.id})".strip()


def https() -> Iterator[str]:
    if is_local():
        return
    if urlsplit(settings.SITE_URL).scheme != "https":
        yield "LISTENS_SITE_URL must begin with https:// on any machine but your own."
    if not settings.HTTPS:
        yield "LISTENS_HTTPS=0 is for localhost only. Remove it."
    if settings.DEMO:
        yield "LISTENS_DEMO=1 lets people in without a second factor. Remove it."


def database() -> Iterator[str]:
    found = health.report()
    if not found["database"]:
        yield "The database does not answer. Check LISTENS_DATABASE."
    elif found["migrations"]:
        yield f"{found['migrations']} changes of the database are waiting. Run: listens migrate"


def keys() -> Iterator[str]:
    """Each area's keys are there, open what they should, and are readable by their owner alone."""
    for area in [*Area.objects.all(), None]:
        path = keyfile.path_of(area)
        sealed = Contact.objects.filter(area=area) if area else Contact.objects.none()
        rows = [*sealed[:1].values_list("sealed", flat=True)]
        rows += (
            Message.objects.filter(area=area).exclude(to_sealed=b"")[:1].values_list("to_sealed", flat=True)
        )
        if not path.exists():
            if area or rows:
                yield f"The keys of {area or 'the installation'} are missing. Put keys/{path.name} back."
            continue
        if path.stat().st_mode & 0o077:
            yield f"Others on this machine can read keys/{path.name}. Run: chmod 600 {path}"
        for row in rows:
            try:
                sealing.open_sealed(area, row)
            except sealing.CannotOpen as error:
                yield f"{error} Put the right key file back."
    if keyfile.folder().stat().st_mode & 0o077:
        yield f"Others on this machine can look into the keys folder. Run: chmod 700 {keyfile.folder()}"


def home_folder() -> Iterator[str]:
    """What people said lies there."""
    if home().stat().st_mode & 0o007:
        yield f"Others on this machine can look into {home()}. Run: chmod o= {home()}"


def audit_trails() -> Iterator[str]:
    for area in Area.objects.all():
        if found := audit.verify(area):
            yield f"{area}: the trail does not hold at place {found.seq}: {found.problem}."


def periods() -> Iterator[str]:
    for area in [*Area.objects.all(), None]:
        if (area or Area.objects.exists()) and (missing := retention.missing_periods(area)):
            yield f"{area or 'The installation'} has no retention period for {', '.join(missing)}. Run: listens migrate"


def waiting_events() -> Iterator[str]:
    late = Event.objects.filter(delivered_at=None, at__lt=timezone.now() - LATE)
    if num := late.count():
        problem = late.exclude(problem="").values_list("problem", flat=True).first()
        yield f"{num} events wait for more than 15 minutes. {problem or 'Is a worker running?'}"


def waiting_messages() -> Iterator[str]:
    late = Message.objects.filter(state=Message.State.QUEUED, queued_at__lt=timezone.now() - LATE)
    if num := late.count():
        problem = late.exclude(problem="").values_list("problem", flat=True).first()
        yield f"{num} messages wait for more than 15 minutes. {problem or 'Is a worker running?'}"
    week = timezone.now() - dt.timedelta(days=7)
    if num := Message.objects.filter(state=Message.State.FAILED, queued_at__gt=week).count():
        yield f"{num} messages of the last seven days could not be sent."


def stuck_jobs() -> Iterator[str]:
    now = timezone.now()
    running = JobStep.objects.filter(run__cancelled_at=None, run__finished_at=None)
    week = now - dt.timedelta(days=7)
    for step in running.filter(state=JobStep.State.FAILED, run__asked_at__gt=week).select_related("run")[:20]:
        yield f"{step.run}: step {step.key} failed {step.attempt} times. {step.problem[:200]}"
    lost = running.filter(state=JobStep.State.RUNNING, lease_until__lt=now - LATE)
    if num := lost.count():
        yield f"{num} steps were left by a worker that stopped. Start a worker: listens worker"


def workers() -> Iterator[str]:
    age = health.worker_age()
    if age is None:
        yield "No worker has ever run. Start one: listens worker"
    elif age > LATE.total_seconds():
        yield f"No worker has looked for work for {age // 60} minutes. Start one: listens worker"


checks.declare("settings of the framework", framework)
checks.declare("encrypted connections (HTTPS)", https)
checks.declare("database", database)
checks.declare("folder of the installation", home_folder)
checks.declare("keys", keys)
checks.declare("audit trail of every area", audit_trails)
checks.declare("retention periods", periods)
checks.declare("events between rooms", waiting_events)
checks.declare("outgoing messages", waiting_messages)
checks.declare("long work", stuck_jobs)
checks.declare("workers", workers)
