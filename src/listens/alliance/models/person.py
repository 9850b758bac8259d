"""A person of an organisation: somebody who acts in the alliance, never somebody who was listened to."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from listens.alliance.models.organisation import Organisation
from listens.core.models import Account, Area, Identified


class PersonQuerySet(models.QuerySet["Person"]):
    def here(self, on: dt.date) -> PersonQuerySet:
        """Those who have not left."""
        return self.filter(models.Q(left_on__isnull=True) | models.Q(left_on__gte=on))


class Person(Identified):
    area = models.ForeignKey(Area, models.CASCADE, related_name="people")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="people")
    part = models.CharField(max_length=100, blank=True)  # "core team", "delegate": what they do there
    left_on = models.DateField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "name_key"], name="one_person_per_name_in_organisation"
            ),
            models.UniqueConstraint(
                fields=["area", "account"],
                condition=models.Q(account__isnull=False),
                name="one_person_per_account_in_an_area",
            ),
        ]
        ordering: ClassVar[list[str]] = ["name_key"]

    def __str__(self) -> str:
        return self.name
