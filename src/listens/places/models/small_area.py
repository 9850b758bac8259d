"""Small areas: what census and deprivation tables count by, each in the ward it fits best."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Area, Identified
from listens.places.models.place import Place


class SmallArea(Identified):
    """Apart from Place: nobody chooses one, and thousands of them would slow every list of places.

    `residents` weighs scores, which cannot be added up; it comes with the census table of ethnic groups.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="small_areas")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=100)
    ward = models.ForeignKey(Place, models.CASCADE, related_name="small_areas")
    residents = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "code"], name="one_small_area_per_code")
        ]
