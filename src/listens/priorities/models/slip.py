"""A voting slip: paper with a code, of one organisation, that votes once on a phone or on paper. It holds no name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Identified
from listens.priorities.models.long_list import LongList, Share


class VotingSlip(Identified):
    """The code is eight letters and is kept nowhere: `find_digest` is of its first four, `code_digest` of all eight.

    The first four find the slip, so that wrong tries are counted for each slip and not for each address: a whole hall
    has one. Keyed outside the database. The close deletes every slip, and with it what tied a code to a choice.
    """

    long_list = models.ForeignKey(LongList, models.CASCADE, related_name="slips")
    share = models.ForeignKey(Share, models.PROTECT, related_name="slips")
    number = models.PositiveIntegerField()
    find_digest = models.CharField(max_length=64)
    code_digest = models.CharField(max_length=64)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["long_list", "number"], name="one_slip_per_number"),
            models.UniqueConstraint(fields=["long_list", "find_digest"], name="one_slip_per_first_half"),
        ]
        ordering: ClassVar[list[str]] = ["long_list", "number"]
