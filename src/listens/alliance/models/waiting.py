"""A file that was sent and checked and waits for its sender to say "bring it in"."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Actor, Area, Identified


class WaitingFile(Identified):
    """Kept for a day at most and sealed with the area's key, because a list of people is in it."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    sent_by = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    sealed = models.BinaryField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["sent_at"])]
