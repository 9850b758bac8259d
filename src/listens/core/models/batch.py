"""One file brought in: what makes bringing it in twice harmless, and what its one audit row names."""

from typing import ClassVar

from django.db import models

from listens.core.models.actor import Actor
from listens.core.models.area import Area
from listens.core.models.identified import Identified


class ImportBatch(Identified):
    area = models.ForeignKey(Area, models.CASCADE, related_name="imports")
    kind = models.CharField(max_length=30)
    source = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    num_rows = models.PositiveIntegerField()
    num_added = models.PositiveIntegerField()
    num_unchanged = models.PositiveIntegerField()
    num_rejected = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["area", "kind", "file_digest"])]
