"""That somebody may be with children: a certificate was seen, and until when it is trusted."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from listens.alliance.models.person import Person
from listens.core.models import Identified


class ClearanceQuerySet(models.QuerySet["Clearance"]):
    def running(self, on: dt.date) -> ClearanceQuerySet:
        return self.filter(seen_on__lte=on, runs_until__gte=on)


class Clearance(Identified):
    """Appended. Neither the certificate nor its number is kept, only that it was seen; who saw it is in the audit."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="clearances")
    seen_on = models.DateField()
    runs_until = models.DateField()

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(runs_until__gte=models.F("seen_on")), name="clearance_ends_after_it_begins"
            )
        ]
        ordering: ClassVar[list[str]] = ["-runs_until"]
