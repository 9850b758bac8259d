"""What an organisation set out to hear in a round."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.alliance.models import Organisation
from listens.core.models import Identified
from listens.listening.models.round import Round


class RoundTarget(Identified):
    """Conversations, or people heard, or both. The whole round's is `Round.target_heard`."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="targets")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    conversations = models.PositiveIntegerField(null=True, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "organisation"], name="one_target_per_organisation"),
            models.CheckConstraint(
                condition=models.Q(conversations__isnull=False) | models.Q(people__isnull=False),
                name="target_says_a_number",
            ),
        ]
