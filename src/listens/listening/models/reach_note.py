"""Whom an organisation reaches, as an organiser knows it: so that those who are missing can be found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.alliance.models import Organisation
from listens.core.models import Identified
from listens.listening.models.tally import HeardTally


class ReachNote(Identified):
    """One answer of the card that many of an organisation's people would give. About no person."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="reach_notes")
    group = models.CharField(max_length=12, choices=HeardTally.Group.choices)
    value = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "group", "value"], name="one_reach_note_per_answer"
            )
        ]
