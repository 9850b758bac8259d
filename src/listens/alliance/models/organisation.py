"""A member or partner organisation of one area."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core import text
from listens.core.models import Area, Identified
from listens.places.models import Place


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def community(self) -> OrganisationQuerySet:
        return self.filter(side=Organisation.Side.COMMUNITY)

    def public_bodies(self) -> OrganisationQuerySet:
        return self.filter(side=Organisation.Side.PUBLIC_BODY)

    def matching(self, words: str) -> OrganisationQuerySet:
        """Those whose name holds every one of these words, in any order and case."""
        found = self
        for word in text.key(words).split():
            found = found.filter(name_key__contains=word)
        return found


class Organisation(Identified):
    """`external_code` (ODS, charity or company number) links the same organisation across areas."""

    class Side(models.TextChoices):
        COMMUNITY = "community", _("Community")
        PUBLIC_BODY = "public_body", _("Public body")

    class Kind(models.TextChoices):
        FAITH = "faith", _("Faith group")
        SCHOOL = "school", _("School")
        COLLEGE = "college", _("College")
        UNIVERSITY = "university", _("University")
        CHARITY = "charity", _("Charity")
        UNION = "union", _("Trade union")
        ASSOCIATION = "association", _("Association")
        BUSINESS = "business", _("Business")
        NHS = "nhs", _("NHS body")
        COUNCIL = "council", _("Council")

    class Size(models.TextChoices):
        UNDER_50 = "under 50", _("Under 50 people")
        TO_249 = "50-249", _("50 to 249 people")
        TO_999 = "250-999", _("250 to 999 people")
        OVER = "1000+", _("1,000 people or more")

    area = models.ForeignKey(Area, models.CASCADE, related_name="organisations")
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    side = models.CharField(max_length=12, choices=Side.choices)
    size_band = models.CharField(max_length=10, choices=Size.choices, blank=True)
    borough = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    ward = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    external_code = models.CharField(max_length=40, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "name_key"], name="one_organisation_per_name"),
            models.UniqueConstraint(
                fields=["area", "external_code"],
                condition=~models.Q(external_code=""),
                name="one_organisation_per_external_code",
            ),
        ]
        ordering: ClassVar[list[str]] = ["name_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = text.key(self.name)
        super().save(*args, **kwargs)

    @property
    def is_public_body(self) -> bool:
        return self.side == self.Side.PUBLIC_BODY
