"""Words taken out of a note, put back, or erased for good. Each is a row; none holds a letter of the note."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor, Identified
from listens.listening.models.note import Note


class NoteStrike(Identified):
    """The newest row of a stretch says how it stands. `start` and `end` are places in the note's text."""

    class Act(models.TextChoices):
        OUT = "out", _("Taken out")
        BACK = "back", _("Put back")
        ERASED = "erased", _("Erased for good")

    class Kind(models.TextChoices):
        NAME = "name", _("name")
        NUMBER = "number", _("number")
        ADDRESS = "address", _("address")
        WORDS = "words", _("words")

    class Reason(models.TextChoices):
        NAMES = "names", _("It names somebody")
        REACHES = "reaches", _("It says how to reach somebody")
        TELLS = "tells", _("It could tell somebody who is meant")

    note = models.ForeignKey(Note, models.CASCADE, related_name="strikes")
    seq = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=6, choices=Act.choices, default=Act.OUT)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=7, choices=Kind.choices)
    reason = models.CharField(max_length=7, choices=Reason.choices)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["note", "seq"], name="one_strike_per_place"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="strike_is_not_empty"),
        ]
        ordering: ClassVar[list[str]] = ["note", "seq"]
