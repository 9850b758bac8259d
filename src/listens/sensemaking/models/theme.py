"""A theme of the area's codebook: two levels, an immutable code, what belongs to it and what the machine may do."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from listens.core.models import Area, Identified


class ThemeQuerySet(models.QuerySet["Theme"]):
    def standing(self) -> ThemeQuerySet:
        """All but those that were merged into another one."""
        return self.exclude(Exists(_edges("merged")))

    def in_use(self) -> ThemeQuerySet:
        """What a coder may choose: neither parked nor a part of a parked theme, nor merged, nor split into parts."""
        gone = Exists(_edges("merged", "split"))
        return self.filter(parked_on=None, parent__parked_on=None).exclude(gone)


def _edges(*kinds: str) -> models.QuerySet[models.Model]:
    from listens.sensemaking.models.lineage import ThemeEdge

    return ThemeEdge.objects.live().filter(theme=OuterRef("pk"), kind__in=kinds)


class Theme(Identified):
    """`code` never changes, whatever the name becomes: codings keep it from round to round.

    `sign` is the short mark beside the name, unlike any other in the area; `status` says what the machine may do.
    """

    class Status(models.TextChoices):
        PEOPLE_ONLY = "people_only", _("People only")
        MAY_SUGGEST = "may_suggest", _("The machine may suggest")
        MAY_COUNT = "may_count", _("The machine may count")

    area = models.ForeignKey(Area, models.CASCADE, related_name="themes")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    sign = models.CharField(max_length=3, blank=True)
    definition = models.CharField(max_length=500, blank=True)
    include = models.CharField(max_length=500, blank=True)
    exclude = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=11, choices=Status.choices, default=Status.MAY_SUGGEST)
    status_reason = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    position = models.PositiveSmallIntegerField(default=0)
    added_on = models.DateField()
    parked_on = models.DateField(null=True, blank=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "code"], name="one_theme_per_code"),
            models.UniqueConstraint(
                fields=["area", "sign"], condition=~Q(sign=""), name="one_theme_per_sign"
            ),
        ]
        ordering: ClassVar[list[str]] = ["position", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def signed_name(self) -> str:
        """The name with its mark before it, for a list to choose from."""
        return f"{self.sign} · {self.name}" if self.sign else self.name
