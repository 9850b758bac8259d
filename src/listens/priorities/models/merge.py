"""Which proposal became part of which, and which two that look alike are not the same."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Actor, Identified
from listens.priorities.models.proposal import Proposal


class ProposalMerge(Identified):
    """From then on `proposal` counts with `into`; without one it stands by itself. Appended; the newest counts."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="merges")
    seq = models.PositiveSmallIntegerField()
    into = models.ForeignKey(Proposal, models.CASCADE, null=True, related_name="merges_in")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "seq"], name="one_proposal_merge_per_place"),
            models.CheckConstraint(
                condition=~models.Q(proposal=models.F("into")), name="merge_joins_two_proposals"
            ),
        ]
        ordering: ClassVar[list[str]] = ["proposal", "seq"]


class KeptApart(Identified):
    """Two proposals that look alike and are not the same, as somebody decided. `one` has the smaller id."""

    one = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    other = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="kept_apart_once")
        ]
