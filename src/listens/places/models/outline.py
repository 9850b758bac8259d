"""The outline of a place on the map."""

from __future__ import annotations

from django.db import models

from listens.core.models import Identified
from listens.places.models.data_set import DataSet
from listens.places.models.place import Place


class Outline(Identified):
    """`rings` is a list of closed rings of [longitude, latitude]; a point is inside where an odd number surround it.

    The true border may lie up to about `tolerance` metres beside the line.
    """

    place = models.OneToOneField(Place, models.CASCADE, related_name="outline")
    data_set = models.ForeignKey(DataSet, models.CASCADE, related_name="outlines")
    rings = models.JSONField()
    tolerance = models.PositiveIntegerField()
