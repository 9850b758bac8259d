"""The outbox: a message is written in the transaction of what caused it, and sent by the worker after.

A worker that dies between sending and marking sends again when its lease ends: at least once, and the same
`once_key` goes to the receiver both times.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from listens.core import sealing
from listens.core.messages import adapters, file
from listens.core.models import Area, Contact, Message
from listens.core.waiting import back_off

log = logging.getLogger("listens.messages")
LEASE = dt.timedelta(minutes=2)
MOST_ATTEMPTS = 8


def queue(
    area: Area | None,
    *,
    once_key: str,
    to: str,
    body: str,
    subject: str = "",
    channel: str = Message.Channel.EMAIL,
) -> Message:
    """Put a message in the outbox, in the caller's transaction; the same `once_key` is queued once only."""
    now = timezone.now()
    message, _ = Message.objects.get_or_create(
        once_key=once_key,
        defaults={
            "area": area,
            "channel": channel,
            "to_sealed": sealing.seal(area, to.encode()),
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "queued_at": now,
            "next_try_at": now,
        },
    )
    return message


def key_of_contact(contact: Contact, what: str) -> str:
    """The `once_key` of a message to a contact: by it what waits is stopped, and what was sent is erased."""
    return f"{_to(contact)}{what}"[:120]


def stop(contact: Contact) -> int:
    """Nothing that waits for them is sent any more. Returns how many."""
    waiting = Message.objects.filter(once_key__startswith=_to(contact), state=Message.State.QUEUED)
    return waiting.update(state=Message.State.FAILED, problem="The person asked us to stop.")


def forget(contact: Contact) -> None:
    """Address and words of what was written to them go; that a message was sent stays."""
    stop(contact)
    blank(Message.objects.filter(once_key__startswith=_to(contact)))


def blank(written: QuerySet[Message]) -> int:
    """Address, subject and words of these go, and the files they were sent as. Returns how many."""
    ids = list(written.values_list("pk", flat=True))
    transaction.on_commit(partial(file.forget, ids))
    return written.update(to_sealed=b"", subject="", body="", problem="")


def _to(contact: Contact) -> str:
    return f"told:{contact.pk}:"


def send_due(limit: int = 100) -> int:
    """Send what is due, oldest first. Returns how many were sent."""
    now = timezone.now()
    due = _claimable(now).order_by("next_try_at").values_list("pk", flat=True)[:limit]
    return sum(send_now(pk) for pk in list(due))


def send_now(pk: UUID) -> bool:
    """Claim this message, send it and mark it; False when another has it, or it could not be sent."""
    message = _claim(pk)
    if message is None:
        return False
    address = ""
    try:
        address = sealing.open_sealed(message.area, message.to_sealed).decode()
        adapters.chosen().send(message, address)
    except (adapters.CannotSend, sealing.CannotOpen) as error:
        _settle(message, state=Message.State.FAILED, problem=_said(error, address))
        return False
    except Exception as error:
        log.warning("Message %s was not sent: %s", message.pk, type(error).__name__)
        if message.attempts >= MOST_ATTEMPTS:
            _settle(message, state=Message.State.FAILED, problem=_said(error, address))
        else:
            next_try = timezone.now() + back_off(message.attempts)
            _settle(message, next_try_at=next_try, problem=_said(error, address))
        return False
    # A sign-in code is of no use once it is sent, so it does not stay in the database.
    body = {} if message.area_id else {"body": ""}
    _settle(message, state=Message.State.SENT, sent_at=timezone.now(), problem="", **body)
    return True


def _said(error: Exception, address: str) -> str:
    """What went wrong, without the address: mail servers repeat it, and here it lies sealed."""
    said = str(error)
    for line in filter(None, address.splitlines()):
        said = re.sub(re.escape(line), "…", said, flags=re.IGNORECASE)
    return said[:500]


def _claimable(now: dt.datetime):  # type: ignore[no-untyped-def]
    is_free = Q(lease_until=None) | Q(lease_until__lt=now)
    return Message.objects.filter(is_free, state=Message.State.QUEUED, next_try_at__lte=now)


def _claim(pk: UUID) -> Message | None:
    """Take the lease by one conditional update: of two workers, one changes the row and the other does not."""
    now = timezone.now()
    taken = _claimable(now).filter(pk=pk).update(lease_until=now + LEASE, attempts=F("attempts") + 1)
    return Message.objects.select_related("area").get(pk=pk) if taken else None


def _settle(message: Message, **changes: object) -> None:
    """Write the end of this attempt, unless the lease ran out and another attempt has begun."""
    mine = Message.objects.filter(pk=message.pk, attempts=message.attempts)
    mine.update(lease_until=None, **changes)
