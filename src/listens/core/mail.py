"""Sign-in codes and other mail of the framework go through the same outbox as everything else."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from listens.core import messages
from listens.core.messages import adapters


class OutboxEmailBackend(BaseEmailBackend):
    """Queues each mail. Where nothing leaves the machine it is also sent at once, so a code needs no worker."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        num = 0
        for mail in email_messages:
            for address in mail.recipients():
                message = messages.queue(
                    None,
                    once_key=f"mail:{uuid.uuid4()}",
                    to=address,
                    subject=str(mail.subject),
                    body=str(mail.body),
                )
                if settings.MESSAGES_ADAPTER in adapters.STAYS_HERE:
                    transaction.on_commit(lambda pk=message.pk: messages.send_now(pk))  # type: ignore[misc]
                num += 1
        return num
