"""What the community side says about a pledge: its own record, never the owner's."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation, Person
from listens.core.models import Area, Identified
from listens.methods.working_days import after
from listens.pledges.models.record import PledgeRow

DAYS_FOR_THE_OWNER = 10


class Verdict(Identified):
    """Signed by two people from two organisations, shown to the owner first, published with its reply beside it.

    The signatures, the reply and the publishing are rows of their own in the pledge's history; here is where they
    left things.
    """

    class Value(models.TextChoices):
        KEPT = "kept", _("Kept")
        ON_THE_WAY = "on_the_way", _("On the way")
        STUCK = "stuck", _("Stuck")
        BROKEN = "broken", _("Broken")
        CANNOT_TELL = "cannot_tell", _("Cannot tell")

    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="verdict")
    value = models.CharField(max_length=12, choices=Value.choices)
    scope = models.CharField(max_length=100, blank=True)  # empty for the whole, else a place
    words = models.TextField()
    shown_to_owner_on = models.DateField()
    meeting_on = models.DateField(null=True, blank=True)  # the meeting that "stuck" calls
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)
    agreed_by_delegates_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)

    def content(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "scope": self.scope,
            "words": self.words,
            "shown_to_owner_on": str(self.shown_to_owner_on),
            "meeting_on": str(self.meeting_on) if self.meeting_on else None,
            "signers": [signer.content() for signer in self.signers.all()],
        }

    def reply_content(self) -> dict[str, Any]:
        return {"reply": self.reply, "replied_on": str(self.replied_on)}

    def publication_content(self) -> dict[str, Any]:
        agreed = self.agreed_by_delegates_on
        return {
            "published_on": str(self.published_on),
            "agreed_by_delegates_on": str(agreed) if agreed else None,
        }

    def unsigned(self) -> list[VerdictSigner]:
        """Those who are named and have not signed yet."""
        return [signer for signer in self.signers.all() if not signer.signed_on]

    def signature_content(self, given: dict[str, Any]) -> dict[str, Any]:
        """What the row says by which the signer of that organisation signed; nothing when nobody did."""
        signers = list(self.signers.all())
        found = [one for one in signers if str(one.organisation_id) == given.get("organisation_id")]
        found = found or [one for one in signers if one.organisation.name == given.get("organisation")]
        return found[0].signed_content() if found else {}

    def may_publish_from(self) -> dt.date:
        """The owner has it ten working days before anybody else does."""
        return after(self.shown_to_owner_on, DAYS_FOR_THE_OWNER)


class VerdictSigner(Identified):
    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="signers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    interests = models.CharField(max_length=300, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    is_on_paper = models.BooleanField(default=False)  # an organiser says so, of a meeting

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["verdict", "organisation"], name="one_signer_per_organisation")
        ]
        ordering: ClassVar[list[str]] = ["verdict", "organisation__name_key"]

    def content(self) -> dict[str, str]:
        return {
            "organisation_id": str(self.organisation_id),
            "organisation": self.organisation.name,
            "person_id": str(self.person_id),
            "interests": self.interests,
        }

    def signed_content(self) -> dict[str, Any]:
        return {
            "organisation_id": str(self.organisation_id),
            "organisation": self.organisation.name,
            "signed_on": str(self.signed_on),
            "is_on_paper": self.is_on_paper,
        }


class VerdictPause(Identified):
    """Days before an election on which an area publishes no verdict."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="verdict_pauses")
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")), name="pause_ends_after_it_starts"
            )
        ]
        ordering: ClassVar[list[str]] = ["starts"]
