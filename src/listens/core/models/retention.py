"""How long each kind of record is kept. Every kind has a rule from the first migration."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from listens.core.models.area import Area
from listens.core.models.identified import Identified


class RetentionPeriod(Identified):
    """One kind's period in one area; without an area, for what belongs to the whole installation."""

    area = models.ForeignKey(Area, models.CASCADE, null=True, related_name="retention_periods")
    kind = models.CharField(max_length=60)  # a kind declared with core.retention.declare
    days = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "kind"], name="one_period_per_kind"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(area__isnull=True), name="one_installation_period_per_kind"
            ),
        ]


class Erasure(models.Model):
    """What was erased and when, by digest of its id: replayed after a restore, and kept outside the backup too."""

    area = models.ForeignKey(Area, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)  # a digest, or "until:2026-01-31" for all that was older
    at = models.DateTimeField()
    why = models.CharField(max_length=200)
