"""Words taken out of a note."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.listening.models.note import Note
from listens.listening.models.struck import Strike


class NoteStrike(Strike):
    note = models.ForeignKey(Note, models.CASCADE, related_name="strikes")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["note", "seq"], name="one_strike_per_place"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="strike_is_not_empty"),
        ]
        ordering: ClassVar[list[str]] = ["note", "seq"]

    @property
    def struck(self) -> Note:
        return self.note
