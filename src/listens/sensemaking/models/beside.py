"""What stands beside a theme: which published figures, and whether a person finds that they agree. Appended."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor, Identified
from listens.places.models import Place
from listens.sensemaking.models.theme import Theme


class IndicatorChoice(Identified):
    """The indicators of a theme from this row on; undoing it is another row.

    `keys` are those of `places.measures`, the one that is drawn first. None is a choice too.
    """

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="indicator_choices")
    seq = models.PositiveIntegerField()
    keys = models.JSONField(default=list)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["theme", "seq"], name="one_indicator_choice_per_seq")
        ]
        ordering: ClassVar[list[str]] = ["seq"]


class DataLabel(Identified):
    """One person's finding, in a sentence, for a theme in one place or (no place) in the whole area.

    `figures` are those it was made on, as [[key, value, day], ...]: beside others it stands no longer.
    """

    class Label(models.TextChoices):
        AGREE = "agree", _("The data agree")
        DIFFER = "differ", _("The data differ")
        NO_DATA = "no_data", _("No local data")
        TAKEN_BACK = "taken_back", _("Nobody has compared them yet")

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="data_labels")
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="+")
    seq = models.PositiveIntegerField()
    label = models.CharField(max_length=10, choices=Label.choices)
    sentence = models.CharField(max_length=300, blank=True)
    figures = models.JSONField(default=list)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["theme", "place", "seq"], name="one_data_label_per_seq"),
            models.UniqueConstraint(
                fields=["theme", "seq"],
                condition=models.Q(place=None),
                name="one_data_label_per_seq_of_the_area",
            ),
        ]
        ordering: ClassVar[list[str]] = ["seq"]
