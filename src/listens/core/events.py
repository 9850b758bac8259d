"""Events between rooms: rows written with the change that caused them, delivered at least once by the worker.

A room above declares a handler in its `handlers.py`. Each handler has its own transaction with a Delivery row, so
one that succeeded is not called again; one that failed is, later, and must bear it.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from listens.core.models import Area, Delivery, Event
from listens.core.waiting import back_off

log = logging.getLogger("listens.events")
Handler = Callable[[Event], None]
HANDLERS: dict[str, list[Handler]] = {}
LEASE = dt.timedelta(minutes=5)


def on(name: str) -> Callable[[Handler], Handler]:
    """Decorator: call this function for every event of that name."""

    def keep(handler: Handler) -> Handler:
        HANDLERS.setdefault(name, []).append(handler)
        return handler

    return keep


def leave(area: Area, name: str, payload: dict[str, Any]) -> Event:
    """Write the event. Call inside the transaction of the change it tells of. Ids and counts only, no words."""
    return Event.objects.create(area=area, name=name, payload=payload, at=timezone.now())


def deliver_due(limit: int = 200) -> int:
    """Deliver what waits, oldest first. Returns how many events every handler has had."""
    now = timezone.now()
    waiting = _claimable(now).order_by("at").values_list("pk", flat=True)[:limit]
    return sum(deliver(pk) for pk in list(waiting))


def deliver(pk: UUID) -> bool:
    """Claim one event and call its handlers; False when another has it or a handler failed."""
    now = timezone.now()
    if not _claimable(now).filter(pk=pk).update(lease_until=now + LEASE, attempts=F("attempts") + 1):
        return False
    event = Event.objects.select_related("area").get(pk=pk)
    problems = [problem for handler in HANDLERS.get(event.name, []) if (problem := _call(handler, event))]
    mine = Event.objects.filter(pk=pk, attempts=event.attempts)
    if problems:
        mine.update(lease_until=timezone.now() + back_off(event.attempts), problem="\n".join(problems)[:2000])
    else:
        mine.update(lease_until=None, delivered_at=timezone.now(), problem="")
    return not problems


def _call(handler: Handler, event: Event) -> str:
    """Give one handler the event, once. Returns what went wrong, or nothing."""
    name = f"{handler.__module__}.{handler.__qualname__}"[-120:]
    try:
        with transaction.atomic():
            _, is_first = Delivery.objects.get_or_create(
                event=event, handler=name, defaults={"at": timezone.now()}
            )
            if is_first:
                handler(event)
    except Exception as error:
        log.exception("%s failed for event %s", name, event.pk)
        return f"{name}: {type(error).__name__}: {error}"
    return ""


def _claimable(now: dt.datetime):  # type: ignore[no-untyped-def]
    return Event.objects.filter(Q(lease_until=None) | Q(lease_until__lt=now), delivered_at=None)
