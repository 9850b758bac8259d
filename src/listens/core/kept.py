"""Core's own kinds of record, how long each is kept, and the daily job that erases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from listens.core import jobs, keys, letterbox, media, messages, retention
from listens.core.contacts import STOPPED
from listens.core.models import (
    Account,
    Area,
    AuditEvent,
    Contact,
    Event,
    Grant,
    Heartbeat,
    ImportBatch,
    JobBytes,
    JobRun,
    JobStep,
    Message,
)


def _delete(rows: QuerySet[Any]) -> int:
    """How many of `rows` themselves went, not counting what hung on them."""
    num = rows.count()
    rows.delete()
    return num


def blank_audit(area: Area, before: dt.date) -> int:
    """Detail and salt go; who, what and when stay as a tombstone that the chain still verifies."""
    old = AuditEvent.objects.filter(area=area, at__date__lt=before).exclude(salt="")
    return old.update(detail={}, salt="", subject_id="")


def blank_messages(area: Area | None, before: dt.date) -> int:
    """Address, subject and words go; that a message was sent, and when, stays."""
    old = Message.objects.filter(area=area, queued_at__date__lt=before).exclude(to_sealed=b"")
    return messages.blank(old.exclude(state=Message.State.QUEUED))


def delete_events(area: Area, before: dt.date) -> int:
    return _delete(Event.objects.filter(area=area, delivered_at__date__lt=before))


def delete_contacts(area: Area, before: dt.date) -> int:
    return _delete(Contact.objects.filter(Q(week__lt=before) | Q(unsubscribed_on__lt=before), area=area))


def forget_contacts(area: Area, is_known: Callable[[object], bool]) -> int:
    """A restored backup may hold, and still mean to send, what was written to people who asked to be erased."""
    contacts = Contact.objects.filter(area=area)
    erased = contacts.filter(pk__in=retention.recognised(contacts, is_known))
    for contact in erased:
        messages.forget(contact)
    return _delete(erased)


def stop_again(area: Area, is_known: Callable[[object], bool]) -> int:
    """A restored backup does not know yet who asked us to stop."""
    writable = Contact.objects.filter(area=area, unsubscribed_on=None)
    asked = list(writable.filter(pk__in=retention.recognised(writable, is_known)))
    for contact in asked:
        messages.stop(contact)
    return writable.filter(pk__in=[contact.pk for contact in asked]).update(unsubscribed_on=area.today())


def blank_jobs(area: Area | None, before: dt.date) -> int:
    """What was worked on goes; that it was done, and by whom it was asked, stays."""
    old = JobStep.objects.filter(run__area=area, run__asked_at__date__lt=before)
    ended = old.filter(Q(run__finished_at__isnull=False) | Q(run__cancelled_at__isnull=False))
    JobRun.objects.filter(steps__in=ended).update(settings={}, result=None)
    return _delete(ended)


def delete_left(area: Area | None, before: dt.date) -> int:
    """A run that failed or was forgotten cannot go on without what its steps left, so it ends too."""
    left = JobBytes.objects.filter(run__area=area, run__asked_at__date__lt=before)
    JobRun.objects.filter(left__in=left, finished_at=None, cancelled_at=None).update(
        cancelled_at=timezone.now()
    )
    return _delete(left)


def delete_imports(area: Area, before: dt.date) -> int:
    return _delete(ImportBatch.objects.filter(area=area, at__date__lt=before))


def delete_sessions(_: None, before: dt.date) -> int:
    """Sessions past their end, and the address and browser each began with."""
    num = _delete(Session.objects.filter(Q(expire_date__lt=timezone.now()) | Q(expire_date__date__lt=before)))
    running = Session.objects.values("session_key")
    return num + _delete(UserSession.objects.exclude(session_key__in=running))


def delete_worker_traces(_: None, before: dt.date) -> int:
    num = _delete(DBTaskResult.objects.filter(finished_at__date__lt=before))
    return num + _delete(Heartbeat.objects.filter(at__date__lt=before))


def blank_accounts(_: None, before: dt.date) -> int:
    """An account without a role for so long can no longer sign in and has neither name nor address."""
    has_role = Grant.objects.filter(Q(ends__isnull=True) | Q(ends__gte=before)).values("actor__account")
    idle = Account.objects.filter(is_active=True, joined_at__date__lt=before).exclude(pk__in=has_role)
    ids = list(idle.values_list("pk", flat=True))
    EmailAddress.objects.filter(user__in=ids).delete()
    for pk in ids:
        account = Account.objects.get(pk=pk)
        account.email, account.name, account.is_active = f"erased-{pk}@invalid.example", "", False
        account.set_unusable_password()
        account.save()
    return len(ids)


YEAR = 365
retention.declare(
    "audit detail",
    "Who did what, for looking into a problem",
    6 * YEAR,
    blank_audit,
    covers=["core.auditevent"],
)
retention.declare(
    "messages",
    "What was sent to whom, until no answer can come",
    180,
    blank_messages,
    covers=["core.message"],
)
retention.declare(
    "events", "Notes between parts of the program", 90, delete_events, covers=["core.event", "core.delivery"]
)
retention.declare(
    "contacts",
    "How to reach people who asked, until they have been told what came of it",
    2 * YEAR,
    delete_contacts,
    covers=["core.contact", "core.contactuse"],
    forget=forget_contacts,
)
retention.declare(
    media.RETAINED,
    "Films in British Sign Language, audio and Easy Read with pictures, as organisers put them beside our pages",
    6 * YEAR,
    media.delete_old,
    covers=["core.slotfile"],
    forget=media.forget_removed,
)
retention.declare(
    "old letterbox keys",
    "What opens a letter that a phone sealed before the key was changed",
    letterbox.KEPT_DAYS,
    letterbox.forget_old_keys,
)
retention.declare(
    "job runs",
    "What long work was given and what came out",
    YEAR,
    blank_jobs,
    covers=["core.jobrun", "core.jobstep"],
)
retention.declare(
    "what steps of long work leave for later ones",
    "Numbers made from notes, while the work that needs them goes on: they go when it ends",
    7,
    delete_left,
    covers=["core.jobbytes"],
)
retention.declare(
    "import batches", "Which files came in", 3 * YEAR, delete_imports, covers=["core.importbatch"]
)
retention.declare(
    "sign-in messages",
    "Codes sent to sign in",
    7,
    blank_messages,
    covers=["core.message"],
    of_installation=True,
)
retention.declare(
    "installation jobs", "Long work for the whole installation", YEAR, blank_jobs, covers=["core.jobrun"],
    of_installation=True,
)  # fmt: skip
retention.declare(
    "sessions",
    "Who is signed in",
    30,
    delete_sessions,
    covers=["sessions.session", "usersessions.usersession"],
    of_installation=True,
)
retention.declare(
    "worker traces",
    "What the workers did",
    14,
    delete_worker_traces,
    covers=["core.heartbeat", "django_tasks_database.dbtaskresult"],
    of_installation=True,
)
retention.declare(
    "accounts without a role",
    "So that a person who comes back finds their account",
    2 * YEAR,
    blank_accounts,
    covers=["core.account"],
    of_installation=True,
)
retention.declare_kept(
    "the area and its rules",
    "The area itself, who may act in it, and its rules",
    covers=["core.area", "core.actor", "core.grant", "core.readiness", "core.retentionperiod"],
)
retention.declare_kept(
    STOPPED,
    "That a person wants no more messages: it goes when the contact goes",
    covers=[],
    forget=stop_again,
)
retention.declare_kept(
    "proof of history",
    "Digests that show nothing was changed, what was published, and what was erased: no words and no names",
    covers=["core.chainhead", "core.chainentry", "core.release", "core.erasure"],
)


def plan_erasing(run: JobRun) -> list[jobs.Step]:
    """One step per kind of the area."""
    retention.prepare_area(run.area)
    kinds = [kind for kind in retention.KINDS.values() if kind.days is not None]
    return [jobs.Step(kind.name) for kind in kinds if kind.is_of_installation == (run.area is None)]


def erase_one_kind(run: JobRun, step: JobStep) -> int:
    return retention.erase_expired(run.area, step.key)


def sum_up(run: JobRun, erased: dict[str, Any]) -> dict[str, Any]:
    transaction.on_commit(retention.clear_log)
    return {kind: num for kind, num in erased.items() if num}


jobs.declare(
    "erase_expired",
    plan_erasing,
    erase_one_kind,
    sum_up,
    verb="erase_expired",
    is_daily=True,
    for_installation=True,
)

keys.declare(Contact)
keys.declare(Message, "to_sealed")
