"""Who did what, for investigation only: no feature reads it. Chained per area (core.chain)."""

from typing import ClassVar

from django.db import models

from listens.core.models.actor import Actor
from listens.core.models.area import Area


class AuditEvent(models.Model):
    """The content behind one chain entry. Erasing `detail` and `salt` leaves a tombstone that still verifies."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)
    salt = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "seq"], name="one_audit_event_per_place")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["area", "subject_kind", "subject_id"])]
