"""What delegates say about a proposal before the vote opens, under the name of their organisation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core.models import Actor, Identified
from listens.priorities.models.proposal import Proposal


class Contribution(Identified):
    """`by` is kept for taking it back and is not shown. Taken back, its words are gone; hidden, only its writer and
    organisers see them, with the reason.
    """

    class Kind(models.TextChoices):
        FOR = "for", _("For it")
        QUESTION = "question", _("A question")
        WORRY = "worry", _("A worry")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(Actor, models.PROTECT, null=True, related_name="+")
    hidden_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
