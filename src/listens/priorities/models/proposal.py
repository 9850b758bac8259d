"""A proposal: an issue to act on, written from themes, and the light gate it passes before the vote."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core.models import Actor, Area, Identified
from listens.listening.models import Round
from listens.sensemaking.models import Theme


class Proposal(Identified):
    """`organisations` brought it, or are concerned by it: they see the reason of the gate before anybody else."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="proposals")
    round = models.ForeignKey(Round, models.PROTECT, related_name="proposals")
    reference = models.CharField(max_length=40)
    title = models.CharField(max_length=150)
    summary = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)  # who outside the alliance decides it
    themes = models.ManyToManyField(Theme, related_name="proposals")
    organisations = models.ManyToManyField(Organisation, related_name="proposals")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "reference"], name="one_proposal_per_reference")
        ]
        ordering: ClassVar[list[str]] = ["round", "reference"]

    def __str__(self) -> str:
        return self.title


class GateDecision(Identified):
    """Whether a proposal goes on the long-list, with the reason. Appended; the newest counts.

    `is_public` says that the reason may be; whether it is, `priorities.reasons` says and nobody else.
    """

    class Outcome(models.TextChoices):
        ON = "on", _("On the long-list")
        PARKED = "parked", _("Parked")
        NOT_OURS = "not_ours", _("Nobody outside decides it")
        ALREADY_WON = "already_won", _("Already won")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="gate_decisions")
    seq = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.CharField(max_length=300)
    is_public = models.BooleanField(default=False)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "seq"], name="one_gate_decision_per_place")
        ]


class ReasonSeen(Identified):
    """That an organisation concerned knows a decision and its reason: its people said so, or an organiser told them.

    `title` is the proposal's as it was then: a title that changes afterwards has not been seen. `whom` is who was told,
    by what they do for it, not by name; empty where its own people said so.
    """

    decision = models.ForeignKey(GateDecision, models.CASCADE, related_name="seen")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    title = models.CharField(max_length=150)
    whom = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["decision", "organisation", "title"], name="one_reason_seen_per_organisation"
            )
        ]
