"""An answer: what an office said, in its exact words, settled by the chair from the scribes' transcripts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.assembly.models.assembly import Addressee
from listens.core.models import Actor, Identified


class AnswerKind(models.TextChoices):
    YES = "yes", _("Yes")
    YES_IF = "yes_if", _("Yes, if")
    NO = "no", _("No")
    LATER = "later", _("Later")
    DECLINED = "declined", _("Declined to answer")
    ABSENT = "absent", _("Did not come")
    UNANSWERED = "unanswered", _("Did not answer")


WITHOUT_WORDS = frozenset({AnswerKind.DECLINED, AnswerKind.ABSENT, AnswerKind.UNANSWERED})
PROMISES = frozenset({AnswerKind.YES, AnswerKind.YES_IF})


class Transcript(Identified):
    """What one scribe took down. Never changed."""

    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="transcripts")
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    words = models.TextField(blank=True)
    condition = models.TextField(blank=True)
    speaker = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["addressee", "at"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A transcript is never changed: take down another.")
        super().save(*args, **kwargs)


class Answer(Identified):
    """The settled answer. A correction is a new row with a reason; the first stays."""

    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="answers")
    seq = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    words = models.TextField(blank=True)
    condition = models.TextField(blank=True)
    speaker = models.CharField(max_length=120, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    transcript = models.ForeignKey(Transcript, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField()
    answered_in_words = models.CharField(max_length=60, blank=True)  # "June 2021": the day is not known
    reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)  # the publication, where it stands for a witness
    settled_by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["addressee", "seq"], name="one_answer_per_place")
        ]
        ordering: ClassVar[list[str]] = ["addressee", "seq"]

    @property
    def is_promise(self) -> bool:
        return self.kind in PROMISES

    @property
    def was_spoken(self) -> bool:
        return self.kind not in WITHOUT_WORDS


class Explanation(Identified):
    """Why an office did not come or did not answer, in its own words, printed beside the record."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="explanations")
    words = models.TextField()
    submitter = models.CharField(max_length=120, blank=True)
    explained_on = models.DateField()
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["answer", "explained_on"]
