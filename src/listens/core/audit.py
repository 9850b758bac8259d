"""Writing and checking the audit trail. Explicit: an action records itself through `core.acting`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils import timezone

from listens.core import chain
from listens.core.models import Actor, Area, AuditEvent


def chain_of(area: Area) -> str:
    return f"audit:{area.pk}"


def content(event: AuditEvent) -> list[Any]:
    """What the digest is taken over."""
    return [
        str(event.actor_id),
        event.at.isoformat(),
        event.verb,
        event.subject_kind,
        event.subject_id,
        event.detail,
    ]


def record(
    actor: Actor, area: Area, verb: str, subject: models.Model | None, detail: dict[str, Any]
) -> AuditEvent:
    """Append one event. `detail` holds counts, ids and choices: never names, addresses or what people said."""
    detail = json.loads(json.dumps(detail, default=str))  # as the database will give it back, for the digest
    event = AuditEvent(
        area=area,
        at=timezone.now(),
        actor=actor,
        verb=verb,
        subject_kind=subject._meta.label_lower if subject else "",
        subject_id=str(subject.pk) if subject else "",
        detail=detail,
        salt=chain.new_salt(),
    )
    [entry] = chain.append(chain_of(area), [chain.digest(event.salt, content(event))])
    event.seq = entry.seq
    event.save()
    return event


def verify(area: Area) -> chain.Break | None:
    def contents() -> Iterator[tuple[int, str, Any]]:
        for event in AuditEvent.objects.filter(area=area).order_by("seq").iterator():
            is_erased = not (event.salt or event.detail or event.subject_id)  # who did what and when stays
            yield event.seq, event.salt, None if is_erased else content(event)

    return chain.verify(chain_of(area), contents())
