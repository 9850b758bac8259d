"""The five records an area needs before its first round may open, with what each of them is for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from listens.core.models import Area, Readiness

Kind = Readiness.Kind
WHY = {
    Kind.ASSESSMENT: _("What could go wrong for the people we listen to, and what we do about it."),
    Kind.AGREEMENT: _("Who answers for which data, signed by everybody who holds some."),
    Kind.NOTICE: _("What people are told: who reads this, why, and how to take it back."),
    Kind.RETENTION: _("How long each kind of record is kept before it is erased."),
    Kind.SAFEGUARDING: _("Who is rung when somebody is not safe. Ring them once as a test before the round."),
}


@dataclass(frozen=True)
class Check:
    """One of the five; `record` is the newest, or nothing yet."""

    kind: str
    label: str
    why: object
    record: Readiness | None


def checklist(area: Area) -> list[Check]:
    newest = {record.kind: record for record in area.readiness.order_by("recorded_on", "pk")}
    return [Check(kind.value, str(kind.label), WHY[kind], newest.get(kind.value)) for kind in Kind]
