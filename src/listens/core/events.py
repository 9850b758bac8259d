"""Events between rooms: rows written with the change that caused them, delivered at least once by the worker.

A room above declares a handler in its `handlers.py`; a handler may be called twice for the same event only when
it failed the first time, and must bear it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from listens.core.models import Area, Event

Handler = Callable[[Event], None]
HANDLERS: dict[str, list[Handler]] = {}


def on(name: str) -> Callable[[Handler], Handler]:
    """Decorator: call this function for every event of that name."""

    def keep(handler: Handler) -> Handler:
        HANDLERS.setdefault(name, []).append(handler)
        return handler

    return keep


def leave(area: Area, name: str, payload: dict[str, Any]) -> Event:
    """Write the event. Call inside the transaction of the change it tells of. Ids and counts only, no words."""
    return Event.objects.create(area=area, name=name, payload=payload, at=timezone.now())
