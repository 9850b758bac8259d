"""Whom to ring, and how long a report waits for one person before others are called."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from listens.alliance.models import Organisation
from listens.core.models import Actor, Area, Identified

CHECKED_FOR = dt.timedelta(days=90)


class RingNumber(Identified):
    """A number that listeners are told to ring: of one organisation, or (without one) of the whole area.

    It is a number that a person rang and somebody answered: `last_checked` says when.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="ring_numbers"
    )
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=40)
    hours = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=1)
    last_checked = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.telephone}"

    def is_owed(self, today: dt.date) -> bool:
        """Nobody has rung it for so long that it may have changed."""
        return self.last_checked is None or self.last_checked + CHECKED_FOR < today


class AlarmClock(models.Model):
    """After how many minutes without an answer others are called. An area without a row has the defaults."""

    area = models.OneToOneField(Area, models.CASCADE, related_name="+")
    leads_after = models.PositiveSmallIntegerField(default=30)
    everybody_after = models.PositiveSmallIntegerField(default=120)

    @classmethod
    def of(cls, area: Area) -> AlarmClock:
        return cls.objects.filter(area=area).first() or cls(area=area)
