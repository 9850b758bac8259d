"""What a lower room tells the rooms above it: a row written in the same transaction, delivered at least once."""

from typing import ClassVar

from django.db import models

from listens.core.models.area import Area
from listens.core.models.identified import Identified


class Event(Identified):
    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["at"], condition=models.Q(delivered_at__isnull=True), name="event_undelivered"
            )
        ]


class Delivery(models.Model):
    """One handler that has had one event: what makes delivering twice harmless."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "handler"], name="one_delivery_per_handler")
        ]
