"""What is added to a pledge over time. `PledgeRow` is its one hash-chained history."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor, Identified
from listens.listening.models import Moment
from listens.pledges.models.pledge import Pledge


class PledgeRow(Identified):
    """One place of the pledge's chain (core.chain). The digest is over `kind`, `at` and `content`.

    What a row brought stands in a record of its own (`row.progress`, `row.verdict` ...) whose `content()` it holds
    a copy of: `pledges.history.verify` finds where the two no longer agree. A row about another row names its
    place as `of`. Who wrote it down stands in the content by id. A row without salt and content is a tombstone
    (`pledges.actions.erase_report`).
    """

    class Kind(models.TextChoices):
        SPOKEN = "spoken", _("Promised")
        CONFIRMED = "confirmed", _("Confirmed by the owner")
        PROGRESS = "progress", _("Progress")
        VERDICT = "verdict", _("Verdict shown to the owner")
        SIGNED = "signed", _("Verdict signed")
        REPLY = "reply", _("Owner's reply")
        PUBLISHED = "published", _("Verdict published")
        AMENDMENT = "amendment", _("Change asked for")
        ACCEPTED = "accepted", _("Change accepted")
        REFUSED = "refused", _("Change not accepted")
        MEASURE = "measure", _("Measure named")
        DEFINITION = "definition", _("Measure defined")
        READING = "reading", _("Measure read")
        CLOSED = "closed", _("Closed by both sides")

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="rows")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    content = models.JSONField()
    salt = models.CharField(max_length=32)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    is_for_owner = models.BooleanField(default=False)  # the owner's own words, written down by somebody else
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pledge", "seq"], name="one_row_per_place_of_a_pledge")
        ]
        ordering: ClassVar[list[str]] = ["pledge", "seq"]


class Confirmation(Identified):
    """The office's own confirmation, beside the untouched spoken words."""

    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="confirmation")
    words = models.TextField()
    route = models.CharField(max_length=150, blank=True)  # the meeting or board that agreed it
    confirmed_on = models.DateField()

    def content(self) -> dict[str, Any]:
        return {"words": self.words, "route": self.route, "confirmed_on": str(self.confirmed_on)}


class Progress(Identified):
    """What the owner reports. The submitter's name is kept: updates by link carry it."""

    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="progress")
    words = models.TextField()
    happened_on = models.DateField()
    happened_in_words = models.CharField(max_length=60, blank=True)  # when only the month or season is known
    submitter = models.CharField(max_length=120, blank=True)

    def content(self) -> dict[str, Any]:
        evidence = [[piece.title, piece.address] for piece in self.evidence.all()]
        return {
            "words": self.words,
            "happened_on": str(self.happened_on),
            "happened_in_words": self.happened_in_words,
            "submitter": self.submitter,
            "evidence": evidence,
        }


class Evidence(Identified):
    """A link or a short account that stands behind a progress report."""

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    address = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["progress", "position"]


class Amendment(Identified):
    """A new date or wording that was asked for. It stops the clock only once the community side accepts."""

    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="amendment")
    due_on = models.DateField(null=True, blank=True)
    wording = models.TextField(blank=True)
    reason = models.CharField(max_length=300)
    asked_on = models.DateField()
    accepted_on = models.DateField(null=True, blank=True)
    accepted_by = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    refused_on = models.DateField(null=True, blank=True)
    refusal = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(accepted_on__isnull=True) | models.Q(refused_on__isnull=True),
                name="change_accepted_or_refused",
            )
        ]

    def content(self) -> dict[str, Any]:
        due_on = str(self.due_on) if self.due_on else None
        return {
            "due_on": due_on,
            "wording": self.wording,
            "reason": self.reason,
            "asked_on": str(self.asked_on),
        }

    def acceptance_content(self) -> dict[str, Any]:
        return {"accepted_on": str(self.accepted_on), "accepted_by_id": str(self.accepted_by_id)}

    def refusal_content(self) -> dict[str, Any]:
        return {"refused_on": str(self.refused_on), "refusal": self.refusal}

    @property
    def is_answered(self) -> bool:
        return bool(self.accepted_on or self.refused_on)


class Closure(Identified):
    """Both sides closed the pledge at a recorded moment. `for_owner` spoke for the owner, the other for us."""

    row = models.OneToOneField(PledgeRow, models.CASCADE, related_name="closure")
    moment = models.ForeignKey(Moment, models.PROTECT, related_name="+")
    closed_on = models.DateField()
    words = models.TextField()
    for_owner = models.CharField(max_length=120)
    for_community = models.CharField(max_length=120)

    def content(self) -> dict[str, Any]:
        return {
            "closed_on": str(self.closed_on),
            "words": self.words,
            "for_owner": self.for_owner,
            "for_community": self.for_community,
            "moment": [self.moment.round.slug, self.moment.kind, str(self.moment.held_on)],
        }
