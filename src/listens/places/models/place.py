"""Places an area is made of: boroughs and their wards, by the codes of the national statistics office."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Area, Identified


class Place(Identified):
    class Kind(models.TextChoices):
        BOROUGH = "borough", _("Borough")
        WARD = "ward", _("Ward")

    area = models.ForeignKey(Area, models.CASCADE, related_name="places")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=100, db_index=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "code"], name="one_place_per_code")
        ]
        ordering: ClassVar[list[str]] = ["name_key"]

    def __str__(self) -> str:
        return self.name
