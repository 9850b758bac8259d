"""A theme of the area's codebook: two levels, an immutable code, a definition."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Area, Identified


class ThemeQuerySet(models.QuerySet["Theme"]):
    def in_use(self) -> ThemeQuerySet:
        """Neither parked nor a part of a parked theme."""
        return self.filter(parked_on=None, parent__parked_on=None)


class Theme(Identified):
    """`code` never changes, whatever the name becomes: codings keep it from round to round."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="themes")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    definition = models.CharField(max_length=500, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    position = models.PositiveSmallIntegerField(default=0)
    added_on = models.DateField()
    parked_on = models.DateField(null=True, blank=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "code"], name="one_theme_per_code")
        ]
        ordering: ClassVar[list[str]] = ["position", "code"]

    def __str__(self) -> str:
        return self.name
