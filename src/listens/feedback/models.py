"""Telling people what came of it: owed per organisation and round, and per contact who asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.alliance.models import Organisation
from listens.core.models import Actor, Area, Contact, Identified, Message
from listens.listening.models import Round


class Telling(Identified):
    """One organisation's people were told what came of one round, and how."""

    class Way(models.TextChoices):
        REPORT_BACK = "report_back", "At its report-back"
        ORGANISATION = "organisation", "By the organisation"
        POSTER = "poster", "By a poster"
        PAGE = "page", "By a page"

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="tellings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tellings")
    way = models.CharField(max_length=15, choices=Way.choices)
    told_on = models.DateField()
    words = models.TextField()
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "organisation", "told_on", "way"], name="told_once_a_day_a_way"
            )
        ]
        ordering: ClassVar[list[str]] = ["told_on"]


class ContactTelling(Identified):
    """One contact who asked to be told was sent a message. Names no conversation."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="contact_tellings")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="tellings")
    message = models.OneToOneField(Message, models.PROTECT, related_name="+")
    change = models.CharField(max_length=60)  # what changed: told once per real change

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contact", "change"], name="told_once_per_change")
        ]
