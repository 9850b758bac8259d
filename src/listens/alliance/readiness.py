"""The records an area needs before its first round may open, and before it listens to children, with what for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from listens.core.models import Area, Readiness

Kind, ForChildren = Readiness.Kind, Readiness.ForChildren
WHY: dict[str, object] = {
    Kind.ASSESSMENT: _("What could go wrong for the people we listen to, and what we do about it."),
    Kind.AGREEMENT: _("Who answers for which data, signed by everybody who holds some."),
    Kind.NOTICE: _("What people are told: who reads this, why, and how to take it back."),
    Kind.RETENTION: _("How long each kind of record is kept before it is erased."),
    Kind.SAFEGUARDING: _("Who is rung when somebody is not safe. Ring them once as a test before the round."),
    ForChildren.ASSESSMENT: _(
        "What could go wrong for children in a group session, and what we do about it."
    ),
    ForChildren.LEAD: _(
        "Who answers for the safety of children we listen to: the post, and where the name is kept."
    ),
}


@dataclass(frozen=True)
class Check:
    """One of them; `record` is the newest, or nothing yet."""

    kind: str
    label: str
    why: object
    record: Readiness | None


def checklist(area: Area) -> list[Check]:
    """What every area needs."""
    return _checks(area, Kind)


def checklist_for_children(area: Area) -> list[Check]:
    """What an area needs besides, when it wants to listen to children."""
    return _checks(area, ForChildren)


def _checks(area: Area, kinds: type[TextChoices]) -> list[Check]:
    newest = {record.kind: record for record in area.readiness.order_by("recorded_on", "pk")}
    return [Check(kind.value, str(kind.label), WHY[kind], newest.get(kind.value)) for kind in kinds]
