"""A result: the whole explanation of a count as data, kept with its digest."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Actor, Identified
from listens.priorities.models.long_list import LongList


class Result(Identified):
    """`content` is the JSON of `listens priorities count` (contracts). A recount is a new row."""

    long_list = models.ForeignKey(LongList, models.CASCADE, related_name="results")
    seq = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    ballot_log_head = models.CharField(max_length=64, blank=True)
    num_ballots = models.PositiveIntegerField()
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["long_list", "seq"], name="one_result_per_place")
        ]
        ordering: ClassVar[list[str]] = ["long_list", "seq"]
