"""What was counted by hand in the hall: totals of ticks as a last resort, slips left over, and the sums that stay."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Actor, Identified
from listens.priorities.models.long_list import LongList, Share


class Totals(Identified):
    """The ticks of one table or organisation, counted by hand. `ticks` is {reference: how many}.

    Each tick is a ballot of its own (`Ballot.Way.TALLY`), because totals do not say who ticked what together. The
    close empties `ticks`; label and sums stay, for the notice beside the result.
    """

    long_list = models.ForeignKey(LongList, models.CASCADE, related_name="totals")
    share = models.ForeignKey(Share, models.PROTECT, null=True, related_name="totals")
    label = models.CharField(max_length=80)
    num_people = models.PositiveIntegerField()
    num_ticks = models.PositiveIntegerField()
    ticks = models.JSONField(default=dict)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["long_list", "label"], name="one_total_per_label")
        ]
        ordering: ClassVar[list[str]] = ["long_list", "label"]


class SlipCount(Identified):
    """How many paper slips of an organisation lay in the box, and how many came back unused. The newest counts."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="slip_counts")
    seq = models.PositiveSmallIntegerField()
    num_in_box = models.PositiveIntegerField(null=True)
    num_unused = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["share", "seq"], name="one_slip_count_per_place")
        ]
        ordering: ClassVar[list[str]] = ["share", "seq"]


class Reconciled(Identified):
    """What became of the slips, as the close found it: numbers only, an organisation a row.

    A row without a share is of all organisations together whose ballots may stand under another name: their own
    numbers would tell which name is whose; with `num_organisations` 0 it is of ballots of none. `num_missing` is
    below 0 where more came back than was printed; it is empty where nobody counted the slips left over.
    """

    long_list = models.ForeignKey(LongList, models.CASCADE, related_name="reconciled")
    share = models.ForeignKey(Share, models.CASCADE, null=True, related_name="+")
    num_organisations = models.PositiveIntegerField()
    num_issued = models.PositiveIntegerField()
    num_by_phone = models.PositiveIntegerField()
    num_on_paper = models.PositiveIntegerField()
    num_other = models.PositiveIntegerField()  # sheets, totals and files: not from a printed slip
    num_spoiled = models.PositiveIntegerField()
    num_taken_back = models.PositiveIntegerField()
    num_not_settled = models.PositiveIntegerField()
    num_not_used = models.IntegerField()  # what is left of those printed, as reckoned
    num_missing = models.IntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["long_list", "share"], name="one_reconciled_row_per_share")
        ]
