"""A message as an e-mail with a Message-ID that is the same each time it is sent."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.mail import EmailMessage

from listens.core.models import Message


def as_email(message: Message, address: str) -> EmailMessage:
    """The receiver's mailbox can drop a second copy by its Message-ID."""
    reference = hashlib.sha256(message.once_key.encode()).hexdigest()[:40]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{reference}@{domain}>"}
    return EmailMessage(
        message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [address], headers=headers
    )
