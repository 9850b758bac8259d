"""How large a theme is among all that was said, reckoned from what people read at random. Between two numbers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.sensemaking.models.machine import ThemeRun
from listens.sensemaking.models.theme import Theme


class ThemeEstimate(models.Model):
    """Shares in [0, 1], with a 95 % interval, of a run of suggestions: they go when another run takes its place.

    `num` notes (of `num_clusters` conversations) were read, or so many conversations; `found` of them have the theme.
    """

    class Unit(models.TextChoices):
        NOTES = "notes", _("Notes")
        CONVERSATIONS = "conversations", _("Conversations")
        PEOPLE = "people", _("People heard")

    class Method(models.TextChoices):
        COUNTED = "counted", _("Everything was read and counted")
        BOTH = "both", _("People read some, and the computer helped with the rest")
        PEOPLE = "people", _("From what people read")

    run = models.ForeignKey(ThemeRun, models.CASCADE, related_name="estimates")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="estimates")
    unit = models.CharField(max_length=13, choices=Unit.choices)
    share = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    num = models.PositiveIntegerField()
    num_clusters = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    method = models.CharField(max_length=7, choices=Method.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "theme", "unit"], name="one_estimate_per_unit")
        ]
