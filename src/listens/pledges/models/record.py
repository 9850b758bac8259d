"""What is added to a pledge over time. `PledgeRow` is its one public, hash-chained history."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Actor, Identified
from listens.pledges.models.pledge import Pledge


class PledgeRow(Identified):
    """One place of the pledge's chain (core.chain). `content` is what the digest is taken over; public."""

    class Kind(models.TextChoices):
        SPOKEN = "spoken", "Spoken"
        CONFIRMED = "confirmed", "Confirmed"
        PROGRESS = "progress", "Progress"
        VERDICT = "verdict", "Verdict"
        AMENDMENT = "amendment", "Change"
        CLOSED = "closed", "Closed"

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="rows")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    content = models.JSONField()
    salt = models.CharField(max_length=32)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pledge", "seq"], name="one_row_per_place_of_a_pledge")
        ]
        ordering: ClassVar[list[str]] = ["pledge", "seq"]


class Confirmation(Identified):
    """The office's own confirmation, beside the untouched spoken words."""

    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="confirmation")
    words = models.TextField()
    route = models.CharField(max_length=150, blank=True)  # the meeting or board that agreed it
    confirmed_on = models.DateField()


class Progress(Identified):
    """What the owner reports. The submitter's name is kept: updates by link carry it."""

    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="progress")
    words = models.TextField()
    happened_on = models.DateField()
    submitter = models.CharField(max_length=120, blank=True)


class Evidence(Identified):
    """A link or a short account that stands behind a progress report."""

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=200)
    address = models.URLField(max_length=500, blank=True)


class Amendment(Identified):
    """A new date or wording that was asked for. It stops the clock only once the community side accepts."""

    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="amendment")
    due_on = models.DateField(null=True, blank=True)
    wording = models.TextField(blank=True)
    reason = models.CharField(max_length=300)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_by = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
