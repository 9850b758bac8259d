"""A published table with its date, source and licence, and what it says of each place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Area, Identified
from listens.places.models.place import Place


class DataSet(Identified):
    """Read is the newest of each key. `title`, `source` and `licence` are the publisher's own words.

    `kept_at` changes with its figures, so that what was worked out from them need not be worked out for every page.
    """

    class Unit(models.TextChoices):
        PEOPLE = "people", _("People")
        HOUSEHOLDS = "households", _("Households")
        SCORES = "scores", _("Scores")
        OUTLINES = "outlines", _("Outlines")

    area = models.ForeignKey(Area, models.CASCADE, related_name="data_sets")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=300)
    as_at = models.DateField()
    unit = models.CharField(max_length=10, choices=Unit.choices)
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "key", "as_at"], name="one_data_set_per_key_and_day")
        ]


class Figures(Identified):
    """One place's row of a data set, or the whole area's where `place` is empty.

    One row holds all categories, so that a profile reads a few rows and a new table needs no migration. They are
    kept as [[category, number], ...]: PostgreSQL would forget the order of an object's keys. `may_lack_lines`: added up
    from small areas of another year, so that nobody can see whether the file was whole.
    """

    data_set = models.ForeignKey(DataSet, models.CASCADE, related_name="figures")
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="figures")
    pairs = models.JSONField()
    may_lack_lines = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["data_set", "place"], name="one_row_per_place"),
            models.UniqueConstraint(
                fields=["data_set"], condition=models.Q(place=None), name="one_row_for_the_whole_area"
            ),
        ]

    @property
    def values(self) -> dict[str, float]:
        """{category: number} in the order of the source."""
        return dict(self.pairs)

    def says(self, other: Figures) -> bool:
        """Whether both say the same."""
        return (self.pairs, self.may_lack_lines) == (other.pairs, other.may_lack_lines)
