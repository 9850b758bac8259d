"""What came back on paper, as people typed it: kept from the first typing to the close, which erases it (ADR 25)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor, Identified
from listens.priorities.models.ballot import Ballot
from listens.priorities.models.long_list import LongList, Share
from listens.priorities.models.slip import VotingSlip


class PaperSlip(Identified):
    """One slip, or one organisation's sheet (`is_sheet`), that somebody typed. Where it stands is in its steps.

    `number` is the number printed on the slip, or the id of the sheet's share. `slip` is empty for a sheet and for
    paper of an organisation that no slips were printed for. `ballot` is the one that counts from it, if any.
    """

    long_list = models.ForeignKey(LongList, models.CASCADE, related_name="paper_slips")
    slip = models.OneToOneField(VotingSlip, models.CASCADE, null=True, related_name="paper")
    is_sheet = models.BooleanField(default=False)
    number = models.CharField(max_length=40)
    ballot = models.ForeignKey(Ballot, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["long_list", "is_sheet", "number"], name="one_paper_slip_per_number"
            )
        ]

    def __str__(self) -> str:
        return self.number


class PaperStep(Identified):
    """What one person did with a paper slip, in order. `choices` are references in the order of the long-list.

    `spoiled` says why it cannot count, and then there are no choices. `place` is, for a decision between phone and
    paper, the place in the log of the phone's ballot that it was about: a later ballot by phone asks anew.
    """

    class Kind(models.TextChoices):
        TYPED = "typed", _("Typed")
        TAKEN_BACK = "taken_back", _("Taken back")
        SETTLED = "settled", _("Settled by a third look")
        PHONE = "phone", _("The ballot by phone stands")
        PAPER = "paper", _("The paper takes its place")

    class Spoiled(models.TextChoices):
        TOO_MANY = "too_many", _("Too many ticks")
        TOO_FEW = "too_few", _("Too few ticks")
        UNREADABLE = "unreadable", _("Cannot be read")
        OTHER = "other", _("Something else is wrong with it")

    paper = models.ForeignKey(PaperSlip, models.CASCADE, related_name="steps")
    seq = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    share = models.ForeignKey(Share, models.PROTECT, null=True, related_name="+")
    choices = models.JSONField(default=list)
    spoiled = models.CharField(max_length=10, choices=Spoiled.choices, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    place = models.PositiveBigIntegerField(null=True)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["paper", "seq"], name="one_paper_step_per_place")
        ]
        ordering: ClassVar[list[str]] = ["paper", "seq"]
