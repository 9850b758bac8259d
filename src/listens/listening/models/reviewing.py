"""Why a conversation needs attention, from the area's own list, and what its listener answers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.core.models import Area, Identified
from listens.listening.models.conversation import Conversation


class ReviewReason(Identified):
    """One line of the area's list. Its words never change: another wording is another line, the old one retires.

    A review keeps the words as they were that day, so nothing points here.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="review_reasons")
    text = models.CharField(max_length=120)
    text_key = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "text_key"], name="one_reason_per_wording")
        ]
        ordering: ClassVar[list[str]] = ["position", "text_key"]

    def __str__(self) -> str:
        return self.text


class ConversationAnswer(Identified):
    """What the listener answers to a review (`to_seq`). It may say who, so it goes when the conversation settles."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="answers")
    answer_id = models.UUIDField()
    to_seq = models.PositiveSmallIntegerField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conversation", "answer_id"], name="one_answer_per_id")
        ]
        ordering: ClassVar[list[str]] = ["to_seq", "at"]
