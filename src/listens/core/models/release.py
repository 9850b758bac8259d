"""A dated release of people counts. Public pages read releases only; live figures are internal."""

from typing import ClassVar

from django.db import models

from listens.core.models.actor import Actor
from listens.core.models.area import Area
from listens.core.models.identified import Identified


class Release(Identified):
    """`figures` maps a key to {"value": int | None when hidden, "definition": str, "source": str}, already safe.

    `tables` are by name, as they may be printed. `register` is what later releases are compared with: all that this
    one published, and which of its hidden counts are small. It is never shown to anybody. `estimates` are by the slug
    of a round, as they may be printed.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="releases")
    seq = models.PositiveIntegerField()
    as_at = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    figures = models.JSONField()
    tables = models.JSONField(default=dict)
    register = models.JSONField(default=dict)
    estimates = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "seq"], name="one_release_per_place")
        ]
        ordering: ClassVar[list[str]] = ["area", "seq"]
