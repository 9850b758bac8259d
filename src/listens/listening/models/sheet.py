"""A numbered sheet of paper: which organisation it was printed for, and whether it came back. No words, no names.

What is typed in from a sheet is a conversation like any other; its id is the sheet's own. So a sheet makes one
conversation however often it is typed, and nothing but that id leads from the one to the other.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core.models import Area, Identified
from listens.listening.models.round import Round


class SheetQuerySet(models.QuerySet["Sheet"]):
    def with_state(self) -> SheetQuerySet:
        """Adds `state`: the newest step's, or none when nothing has happened to the sheet yet."""
        newest = SheetStep.objects.filter(sheet=OuterRef("pk")).order_by("-seq")
        return self.annotate(state=Subquery(newest.values("state")[:1]))

    def waiting(self) -> SheetQuerySet:
        """Sheets that may still be typed in."""
        return self.with_state().filter(Q(state__isnull=True) | Q(state=SheetStep.State.FOUND))


class Sheet(Identified):
    """The number is unique in the area: a sheet left over from an earlier round is known for what it is."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="sheets")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    made_on = models.DateField()

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "number"], name="one_sheet_per_number")
        ]
        ordering: ClassVar[list[str]] = ["number"]


class SheetStep(Identified):
    """What happened to a sheet, by day: who did it stands in the audit trail alone."""

    class State(models.TextChoices):
        TYPED = "typed", _("Typed in")
        VOID = "void", _("Void")
        LOST = "lost", _("Lost")
        FOUND = "found", _("Found again")

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="steps")
    seq = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=5, choices=State.choices)
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sheet", "seq"], name="one_step_per_place_of_a_sheet")
        ]
