"""What the community side says about a pledge: its own record, never the owner's."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.alliance.models import Organisation, Person
from listens.core.models import Identified
from listens.pledges.models.record import PledgeRow


class Verdict(Identified):
    """Signed by two people from two organisations, shown to the owner first, published with its reply beside it."""

    class Value(models.TextChoices):
        KEPT = "kept", "Kept"
        ON_THE_WAY = "on_the_way", "On the way"
        STUCK = "stuck", "Stuck"
        BROKEN = "broken", "Broken"
        CANNOT_TELL = "cannot_tell", "Cannot tell"

    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="verdict")
    value = models.CharField(max_length=12, choices=Value.choices)
    scope = models.CharField(max_length=100, blank=True)  # empty for the whole, else a place
    words = models.TextField()
    shown_to_owner_on = models.DateField()
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)
    agreed_by_delegates_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)


class VerdictSigner(Identified):
    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="signers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    interests = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["verdict", "organisation"], name="one_signer_per_organisation")
        ]
