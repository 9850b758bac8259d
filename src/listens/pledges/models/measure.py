"""What is counted about a pledge: a measure, its versioned definitions, and dated readings with their source."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models

from listens.core.models import Identified
from listens.pledges.models.pledge import Pledge
from listens.pledges.models.record import PledgeRow


class Measure(Identified):
    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="measures")
    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="measure")
    name = models.CharField(max_length=150)
    target = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pledge", "name"], name="one_measure_per_name")
        ]
        ordering: ClassVar[list[str]] = ["pledge", "name"]

    def __str__(self) -> str:
        return self.name

    def content(self) -> dict[str, Any]:
        return {"name": self.name, "target": self.target}


class MeasureDefinition(Identified):
    """What exactly is counted. Readings of two versions are never one line."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="definitions")
    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="definition")
    version = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["measure", "version"], name="one_definition_per_version")
        ]
        ordering: ClassVar[list[str]] = ["measure", "version"]

    def __str__(self) -> str:
        return f"{self.measure.name}: {self.words}"

    def content(self) -> dict[str, Any]:
        return {"measure": self.measure.name, "version": self.version, "words": self.words}


class Reading(Identified):
    definition = models.ForeignKey(MeasureDefinition, models.CASCADE, related_name="readings")
    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="reading")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    is_at_least = models.BooleanField(default=False)  # published as "over 100" or "nearly 100"
    as_at = models.DateField()
    as_at_in_words = models.CharField(max_length=60, blank=True)  # when only the month or season is known
    source = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["definition", "as_at"], name="one_reading_per_day")
        ]
        ordering: ClassVar[list[str]] = ["definition", "as_at"]

    def content(self) -> dict[str, Any]:
        return {
            "measure": self.definition.measure.name,
            "version": self.definition.version,
            "value": str(Decimal(self.value).quantize(Decimal("0.01"))),
            "is_at_least": self.is_at_least,
            "as_at": str(self.as_at),
            "as_at_in_words": self.as_at_in_words,
            "source": self.source,
        }
