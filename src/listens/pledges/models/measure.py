"""What is counted about a pledge: a measure, its versioned definitions, and dated readings with their source."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Identified
from listens.pledges.models.pledge import Pledge


class Measure(Identified):
    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="measures")
    name = models.CharField(max_length=150)
    target = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pledge", "name"], name="one_measure_per_name")
        ]


class MeasureDefinition(Identified):
    """What exactly is counted. Readings of two versions are never one line."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="definitions")
    version = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["measure", "version"], name="one_definition_per_version")
        ]
        ordering: ClassVar[list[str]] = ["measure", "version"]


class Reading(Identified):
    definition = models.ForeignKey(MeasureDefinition, models.CASCADE, related_name="readings")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    is_at_least = models.BooleanField(default=False)  # published as "over 100" or "nearly 100"
    as_at = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["definition", "as_at"], name="one_reading_per_day")
        ]
        ordering: ClassVar[list[str]] = ["definition", "as_at"]
