"""A ballot: what one delegate or one organisation's sheet ticked. No name, no code."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Identified
from listens.priorities.models.long_list import LongList, Share


class Ballot(Identified):
    """`choices` are proposal references; (long-list, source, source_id) makes sending it twice harmless."""

    class Way(models.TextChoices):
        PAPER = "paper", _("Paper slip")
        SHEET = "sheet", _("Organisation sheet")
        FILE = "file", _("From a file")

    long_list = models.ForeignKey(LongList, models.CASCADE, related_name="ballots")
    share = models.ForeignKey(Share, models.PROTECT, null=True, related_name="ballots")
    way = models.CharField(max_length=6, choices=Way.choices)
    source = models.CharField(max_length=200)
    source_id = models.CharField(max_length=120)
    choices = models.JSONField()
    salt = models.CharField(max_length=32)
    chain_seq = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["long_list", "source", "source_id"], name="one_ballot_per_source_id"
            ),
            models.UniqueConstraint(
                fields=["long_list", "chain_seq"], name="one_ballot_per_place_of_the_chain"
            ),
        ]
