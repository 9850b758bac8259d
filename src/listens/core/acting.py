"""The frame of every change of state: asked once whether it is allowed, one transaction, one audit row.

    with acting(actor, "accept_conversation", conversation.area, within=[...]) as deed:
        ...
        deed.record(conversation, outcome="accepted")

An action that found nothing to change says `deed.unchanged()`; one that says neither is a defect and raises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from listens.core import access, audit, events
from listens.core.models import Actor, Area


class Refused(Exception):
    """A rule says no. The text is a sentence for the person who asked, and says what to do."""


class Stale(Refused):
    """Somebody else changed the same thing since this person looked at it."""


@dataclass
class Deed:
    actor: Actor
    verb: str
    area: Area
    is_settled: bool = field(default=False, init=False)

    def record(self, subject: models.Model | None = None, **detail: Any) -> None:
        """Write the audit row."""
        audit.record(self.actor, self.area, self.verb, subject, detail)
        self.is_settled = True

    def unchanged(self) -> None:
        """Nothing was changed, so there is nothing to record."""
        self.is_settled = True

    def tell(self, name: str, /, **payload: Any) -> None:
        """Leave word for the rooms above, in this same transaction."""
        events.leave(self.area, name, payload)


@contextmanager
def acting(
    actor: Actor,
    verb: str,
    area: Area,
    *,
    within: Iterable[UUID] = (),
    gate: access.Decision = access.ALLOWED,
) -> Iterator[Deed]:
    """Raises access.Denied with the reason, before anything is read or written; Stale when somebody else saved
    the same name, number or id between our look and our write.
    """
    access.require(actor, verb, area, within=within, gate=gate)
    try:
        with transaction.atomic():
            deed = Deed(actor, verb, area)
            yield deed
            if not deed.is_settled:
                raise RuntimeError(f"{verb} left no audit row")
    except IntegrityError as error:
        if not _is_there_already(error):
            raise
        raise Stale(
            _("Somebody else saved the same thing a moment ago. Look at it, then try again.")
        ) from error


def _is_there_already(error: IntegrityError) -> bool:
    """A unique constraint, in the words of either database; any other broken rule is a defect of ours."""
    cause = error.__cause__
    return getattr(cause, "sqlstate", "") == "23505" or getattr(cause, "sqlite_errorname", "") in (
        "SQLITE_CONSTRAINT_UNIQUE",
        "SQLITE_CONSTRAINT_PRIMARYKEY",
    )
