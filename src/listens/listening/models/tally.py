"""Who was there: the self-completed card, counted apart, with no key to any conversation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core.models import Area, Identified
from listens.listening.models.round import Round
from listens.places.models import Place


class HeardTally(Identified):
    class Group(models.TextChoices):
        AGE = "age", _("Age band")
        ETHNICITY = "ethnicity", _("Ethnic group")
        TENURE = "tenure", _("Home")
        DISABILITY = "disability", _("Disability")

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="tallies")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    ward = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=12, choices=Group.choices)
    value = models.CharField(max_length=60)
    n = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "organisation", "ward", "group", "value"],
                nulls_distinct=False,
                name="one_tally_per_value",
            )
        ]


class TallyClaim(Identified):
    """A card's own random id, so that sending it twice counts once. Deleted when none can come again.

    Its key is random too: a running number would tell which conversation a card came after.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    claimed_id = models.UUIDField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "claimed_id"], name="one_claim_per_card")
        ]
