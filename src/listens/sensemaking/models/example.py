"""An example of what belongs to a theme, or of what does not: typed, or a note that somebody read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Actor, Identified
from listens.listening.models import Note
from listens.sensemaking.models.theme import Theme


class ThemeExampleQuerySet(models.QuerySet["ThemeExample"]):
    def standing(self) -> ThemeExampleQuerySet:
        """Not taken off; one of a note only while its note counts."""
        of_notes = models.Q(note=None) | models.Q(note__in=Note.objects.counted())
        return self.filter(of_notes, taken_off_on=None)


class ThemeExample(Identified):
    """A typed `text`, or a `note`, whose words only those see who may read notes."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="examples")
    note = models.ForeignKey(Note, models.CASCADE, null=True, blank=True, related_name="examples")
    text = models.CharField(max_length=500, blank=True)
    is_counter = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()
    taken_off_on = models.DateField(null=True, blank=True)

    objects = ThemeExampleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(note=None) ^ models.Q(text=""), name="example_is_text_or_note"
            ),
            models.UniqueConstraint(
                fields=["theme", "note"],
                condition=models.Q(note__isnull=False, taken_off_on=None),
                name="one_example_per_note",
            ),
        ]
        ordering: ClassVar[list[str]] = ["position", "id"]
