"""A report that somebody is at risk. It joins a person and words on purpose, under a key of its own (ADR 2)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Actor, Area, Identified
from listens.safeguarding.models.alarm import Alarm


class RiskReport(Identified):
    """`sealed` holds every word of it. `sender` is a keyed digest of the link that sent it: enough to show that
    listener how far their own report is, and no way to the conversations that came through the same link.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    alarm = models.OneToOneField(Alarm, models.CASCADE, related_name="report")
    client_id = models.UUIDField()  # made on the phone: sent again, it changes nothing
    sender = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "client_id"], name="one_risk_report_per_client_id")
        ]


class ReportReading(Identified):
    """One opening of one report: the page shows them all, and so does the audit trail."""

    report = models.ForeignKey(RiskReport, models.CASCADE, related_name="readings")
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]
