"""A group session with children: which two adults were there, and that host and parents agreed.

No key leads from here to what was said, and none from there to here: a note must not lead to a person. No name of
a child or a parent is kept anywhere.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation, Person
from listens.core.models import Area, Identified
from listens.listening.models.round import Round


class ChildrenSession(Identified):
    """The host is the organisation; both adults act for it and are cleared on the day."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    held_on = models.DateField()
    first_adult = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second_adult = models.ForeignKey(Person, models.PROTECT, related_name="+")
    called_off_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(first_adult=models.F("second_adult")), name="two_adults_are_two"
            )
        ]
        ordering: ClassVar[list[str]] = ["-held_on"]


class ChildrenConsent(Identified):
    """That consent was given, by what means and how often. Appended; the newest of a kind counts."""

    class Kind(models.TextChoices):
        HOST = "host", _("The host")
        PARENTS = "parents", _("Parents")

    class Means(models.TextChoices):
        PAPER = "paper", _("Signed on paper")
        MESSAGE = "message", _("By e-mail or message")
        FORM = "form", _("With the host's own form")
        SPOKEN = "spoken", _("Spoken, with a witness")

    session = models.ForeignKey(ChildrenSession, models.CASCADE, related_name="consents")
    seq = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=Kind.choices)
    means = models.CharField(max_length=7, choices=Means.choices)
    num = models.PositiveSmallIntegerField(default=1)
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "seq"], name="one_consent_per_place")
        ]
        ordering: ClassVar[list[str]] = ["seq"]
