"""A blind check: the same random notes, coded by two people who do not see what the other chose."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Actor, Identified
from listens.listening.models import Note, Round


class BlindCheck(Identified):
    """Drawn once, by `seed`, from the notes of a round that no earlier check of it had. Open until `ended_on`."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="blind_checks")
    seq = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    started_by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "seq"], name="one_blind_check_per_number"),
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(ended_on=None), name="one_open_blind_check"
            ),
        ]
        ordering: ClassVar[list[str]] = ["round", "seq"]


class BlindNote(models.Model):
    """`settled_at` is when somebody said what counts, after both had chosen."""

    check_of = models.ForeignKey(BlindCheck, models.CASCADE, related_name="notes")
    note = models.ForeignKey(Note, models.CASCADE, related_name="blind_checks")
    position = models.PositiveSmallIntegerField()
    settled_by = models.ForeignKey(Actor, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["note"], name="one_blind_check_per_note"),
            models.UniqueConstraint(fields=["check_of", "position"], name="one_blind_note_per_place"),
        ]
        ordering: ClassVar[list[str]] = ["check_of", "position"]
