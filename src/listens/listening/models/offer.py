"""An offer to act, left with a contact. It picks from the round's concerns and names no conversation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Contact, Identified
from listens.listening.models.round import Concern, Round


class Offer(Identified):
    class Kind(models.TextChoices):
        HOST = "host", "I would host a meeting"
        SPEAK = "speak", "I would speak"
        COME = "come", "I would come to the assembly"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="offers")
    round = models.ForeignKey(Round, models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["contact", "round", "kind", "concern"],
                nulls_distinct=False,
                name="one_offer_of_a_kind",
            )
        ]
