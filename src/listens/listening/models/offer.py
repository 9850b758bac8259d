"""An offer to act, left with a contact, and what came of it. It picks from the round's concerns."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor, Contact, Identified
from listens.listening.models.round import Concern, Round


class Offer(Identified):
    """Dated by its contact's week alone; it names no organisation and no conversation."""

    class Kind(models.TextChoices):
        HOST = "host", _("I would host a meeting")
        SPEAK = "speak", _("I would speak")
        COME = "come", _("I would come to the assembly")

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="offers")
    round = models.ForeignKey(Round, models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["contact", "round", "kind", "concern"],
                nulls_distinct=False,
                name="one_offer_of_a_kind",
            )
        ]


class OfferFollowUp(Identified):
    """Somebody got in touch about an offer, or it is not wanted any more. Appended; the newest counts."""

    class Outcome(models.TextChoices):
        DONE = "done", _("We got in touch")
        NOT_WANTED = "not_wanted", _("The person does not want to any more")

    class Way(models.TextChoices):
        PHONE = "phone", _("By telephone")
        EMAIL = "email", _("By e-mail")
        MET = "met", _("Face to face")

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="follow_ups")
    seq = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    on = models.DateField()
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["offer", "seq"], name="one_follow_up_per_place")
        ]
        ordering: ClassVar[list[str]] = ["seq"]
