"""What people said at a report-back when they were asked: did we hear you right, and what is missing?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core.models import Actor, Identified
from listens.listening.models import Round
from listens.sensemaking.models.theme import Theme


class Correction(Identified):
    """`theme` is empty for what is missing from the codebook. `words` are a meeting's, not one person's."""

    class Verdict(models.TextChoices):
        RIGHT = "right", _("We heard it right")
        NOT_RIGHT = "not_right", _("Not quite right")
        MISSING = "missing", _("Something is missing")

    round = models.ForeignKey(Round, models.CASCADE, related_name="corrections")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="corrections")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = models.CharField(max_length=500, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="corrections"
    )
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "pk"]


class CorrectionAnswer(Identified):
    """What came of it. Appended; the newest counts."""

    class Outcome(models.TextChoices):
        CHANGED = "changed", _("The codebook was changed")
        STAYS = "stays", _("The codebook stays as it is")
        MISTAKE = "mistake", _("It was written down by mistake")

    correction = models.ForeignKey(Correction, models.CASCADE, related_name="answers")
    seq = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["correction", "seq"], name="one_correction_answer_per_place")
        ]
        ordering: ClassVar[list[str]] = ["correction", "seq"]
