"""A quote: a note or part of one that may be shown, within its consent and through its gate."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.core.models import Actor, Identified
from listens.listening.models import Note, NoteTranslation
from listens.sensemaking.models.theme import Theme


class Quote(Identified):
    """`start` and `end` cut the note's own words; `said_by` is the coarse context that may stand beside them.

    `translated_start` and `translated_end` cut the same words out of one translation, which is shown below them.
    """

    note = models.ForeignKey(Note, models.CASCADE, related_name="quotes")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="quotes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    translation = models.ForeignKey(
        NoteTranslation, models.SET_NULL, null=True, blank=True, related_name="quotes"
    )
    translated_start = models.PositiveIntegerField(default=0)
    translated_end = models.PositiveIntegerField(default=0)
    said_by = models.CharField(max_length=120, blank=True)
    proposed_by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    proposed_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["note", "theme", "start", "end"], name="one_quote_per_cut"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="quote_is_not_empty"),
        ]

    @property
    def words(self) -> str:
        return self.note.cut(self.start, self.end)

    @property
    def translated(self) -> str:
        return self.translation.text[self.translated_start : self.translated_end] if self.translation else ""

    @property
    def context(self) -> str:
        """What stands beside the words. Of children that is the host's borough, whatever was typed."""
        conversation = self.note.conversation
        if not conversation.is_of_children:
            return self.said_by
        host = conversation.organisation
        if host is None or host.borough is None:
            return _("A child or young person")
        return _("A child or young person in %(borough)s") % {"borough": host.borough.name}


class QuoteCheck(Identified):
    """One person's motivated-intruder check: could somebody who knows the community tell who said it?"""

    class Outcome(models.TextChoices):
        SAFE = "safe", gettext_lazy("Nobody could be recognised")
        UNSAFE = "unsafe", gettext_lazy("Somebody could be recognised")

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="checks")
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    is_of_that_community = models.BooleanField(default=False)
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    reason = models.CharField(max_length=300, blank=True)
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["quote", "by"], name="one_check_per_person")
        ]
