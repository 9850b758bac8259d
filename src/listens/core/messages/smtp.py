"""E-mail over SMTP, to the server the deployer names (LISTENS_SMTP)."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from listens.core.messages.adapters import CannotSend
from listens.core.messages.envelope import as_email
from listens.core.models import Message

SECONDS = 20


class SmtpAdapter:
    def send(self, message: Message, address: str) -> None:
        if message.channel != Message.Channel.EMAIL:
            raise CannotSend(
                "An e-mail server sends e-mail only. Ring or write, or set LISTENS_MESSAGES=notify."
            )
        with EmailBackend(**server(settings.SMTP), timeout=SECONDS, fail_silently=False) as connection:
            connection.send_messages([as_email(message, address)])


def server(address: str) -> dict[str, Any]:
    """From `smtp://user:password@host:587` (STARTTLS), `smtps://…:465`, or `smtp+plain://localhost:25`."""
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps", "smtp+plain") or not parts.hostname:
        raise CannotSend("LISTENS_SMTP must look like smtp://user:password@host:587.")
    return {
        "host": parts.hostname,
        "port": parts.port or (465 if parts.scheme == "smtps" else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp",
        "use_ssl": parts.scheme == "smtps",
    }
