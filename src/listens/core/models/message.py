"""Outgoing messages: an outbox written in the same transaction as what caused them, sent by the worker."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models.area import Area
from listens.core.models.identified import Identified


class Message(Identified):
    """`to_sealed` is the address, sealed; it is emptied with the body when the retention period is over."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        TEXT = "text", _("Text message")
        LETTER = "letter", _("Letter")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")

    area = models.ForeignKey(Area, models.CASCADE, null=True, related_name="messages")
    once_key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    to_sealed = models.BinaryField()
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    queued_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "next_try_at"])]
