"""A ballot: what one delegate or one organisation's sheet ticked. No name; its slip only until the close (ADR 25)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Identified
from listens.priorities.models.long_list import LongList, Share
from listens.priorities.models.slip import VotingSlip


class Ballot(Identified):
    """`choices` are proposal references; (long-list, source, source_id) makes sending it twice harmless.

    `is_counted` is false for one that its own slip has replaced. The close (`priorities.sealing`) removes those, and
    writes the others anew, in an order that tells nothing, without slip, salt and place in the chain. `stands_as` is
    then the name drawn for an organisation with few ballots: such a ballot has no share any more, so that nothing leads
    from the name to the organisation.
    """

    class Way(models.TextChoices):
        PHONE = "phone", _("Phone")
        PAPER = "paper", _("Paper slip")
        SHEET = "sheet", _("Organisation sheet")
        TALLY = "tally", _("Counted by hand")
        FILE = "file", _("From a file")
        SEALED = "sealed", _("Sealed")  # after the close: how it came is no longer kept

    long_list = models.ForeignKey(LongList, models.CASCADE, related_name="ballots")
    share = models.ForeignKey(Share, models.PROTECT, null=True, related_name="ballots")
    slip = models.ForeignKey(VotingSlip, models.SET_NULL, null=True, related_name="ballots")
    way = models.CharField(max_length=6, choices=Way.choices)
    source = models.CharField(max_length=200)
    source_id = models.CharField(max_length=120)
    choices = models.JSONField()
    stands_as = models.CharField(max_length=200, blank=True)
    is_counted = models.BooleanField(default=True)
    salt = models.CharField(max_length=32, blank=True)
    chain_seq = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["long_list", "source", "source_id"], name="one_ballot_per_source_id"
            ),
            models.UniqueConstraint(
                fields=["long_list", "chain_seq"], name="one_ballot_per_place_of_the_chain"
            ),
            models.UniqueConstraint(
                fields=["slip"],
                condition=models.Q(is_counted=True, slip__isnull=False),
                name="one_counted_ballot_per_slip",
            ),
        ]
