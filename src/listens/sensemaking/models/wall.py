"""A note's number on the wall: what is printed on its sticky, and typed in when the stickies have been sorted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.listening.models import Note, Round


class WallNote(models.Model):
    """Given once and never to another note, so that a sticky printed last week still means the same."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="wall_notes")
    note = models.OneToOneField(Note, models.CASCADE, related_name="wall_note")
    number = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "number"], name="one_wall_note_per_number")
        ]
        ordering: ClassVar[list[str]] = ["round", "number"]
