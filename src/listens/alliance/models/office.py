"""An office that answers and promises, and the people who hold it one after another."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from listens.alliance.models.organisation import Organisation
from listens.core.models import Area, Identified


class Office(Identified):
    """People change; the office and its promises stay."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="offices")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offices")
    title = models.CharField(max_length=150)
    title_key = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "title_key"], name="one_office_per_title")
        ]
        ordering: ClassVar[list[str]] = ["organisation__name_key", "title_key"]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation.name}"

    def holder(self, on: dt.date) -> Holding | None:
        """Who holds the office on that day, or nobody."""
        running = [h for h in self.holdings.all() if h.starts <= on and (h.ends is None or on <= h.ends)]
        return max(running, key=lambda holding: holding.starts, default=None)


class Holding(Identified):
    """One holder's time in an office. The name is public: it is given in an office, not in testimony."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="holdings")
    name = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office", "starts"], name="one_holding_per_start"),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="holding_ends_after_it_starts",
            ),
        ]
        ordering: ClassVar[list[str]] = ["starts"]

    def __str__(self) -> str:
        return self.name
