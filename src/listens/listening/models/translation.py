"""A translation of a note: beside it, never over it. A better one is added, and the newest of a language counts.

When words are taken out of the note its translations are emptied: they may say the same, and nobody knows where.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Identified
from listens.listening.models.note import Note


class NoteTranslation(Identified):
    """`made_by` says in words what the translator was; who typed it in is in the audit alone."""

    class MadeBy(models.TextChoices):
        INTERPRETER = "interpreter", _("Interpreter")
        VOLUNTEER = "volunteer", _("Bilingual volunteer")
        TRANSLATOR = "translator", _("Translator")

    note = models.ForeignKey(Note, models.CASCADE, related_name="translations")
    seq = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10)
    text = models.TextField()
    made_by = models.CharField(max_length=11, choices=MadeBy.choices)
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["note", "seq"], name="one_translation_per_place")
        ]
        ordering: ClassVar[list[str]] = ["seq"]
