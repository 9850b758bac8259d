"""A coding: one person's decision that a note is, or is not, about a theme. Appended, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor
from listens.listening.models import Note
from listens.sensemaking.models.theme import Theme


class CodingQuerySet(models.QuerySet["Coding"]):
    def current(self) -> CodingQuerySet:
        """One open decision for each note and theme, or "none", that it has now: the newest that stands.

        A row is no longer current once the theme was taken off or given again, or once just its marked words were
        taken off; then what stood before is current again (`marks.standing` is the same for the rows of one note).
        """
        rows = Coding.objects.filter(
            note=OuterRef("note"), sitting=Coding.Sitting.OPEN, pk__gt=OuterRef("pk")
        )
        same_words = Q(span_start=OuterRef("span_start"), span_end=OuterRef("span_end"))
        taken_off = rows.filter(same_words, theme=OuterRef("theme"), act=Coding.Act.REMOVE)
        in_its_place = (
            Q(span_start=None)
            | (Q(act=Coding.Act.REMOVE) & same_words)
            | (Q(act=Coding.Act.ASSIGN) & ~Exists(taken_off))
        )
        later = rows.filter(in_its_place, theme=OuterRef("theme"))
        of_none = rows.filter(theme__isnull=True)
        return (
            self.filter(act=Coding.Act.ASSIGN, sitting=Coding.Sitting.OPEN)
            .exclude(Exists(later))
            .exclude(Q(theme__isnull=True) & Exists(of_none))
        )


class Coding(models.Model):
    """`theme` is empty for "looked, none". Only `sitting=blind` feeds agreement; only `open` counts.

    A span is the words that were marked, in characters of the note's text; a note may have a theme by several.
    Taking a theme off without a span takes all of them along. `batch` marks what was accepted together from
    suggestions: nobody read that note for it, so it teaches and checks nothing. `aided`: the page offered the
    computer's suggestions for the note, so it does not check how right they are.
    """

    class Act(models.TextChoices):
        ASSIGN = "assign", _("Assign")
        REMOVE = "remove", _("Remove")

    class Sitting(models.TextChoices):
        OPEN = "open", _("Open")
        BLIND = "blind", _("Blind")

    note = models.ForeignKey(Note, models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="codings")
    act = models.CharField(max_length=6, choices=Act.choices, default=Act.ASSIGN)
    sitting = models.CharField(max_length=5, choices=Sitting.choices, default=Sitting.OPEN)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    batch = models.ForeignKey(
        "sensemaking.CodingBatch", models.PROTECT, null=True, blank=True, related_name="codings"
    )
    aided = models.BooleanField(default=False)
    coder = models.CharField(max_length=60, blank=True)  # the name in an imported file
    codebook_version = models.PositiveIntegerField(default=1)
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    objects = CodingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["note", "theme", "sitting"])]
