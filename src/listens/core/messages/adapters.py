"""The interface of every way a message leaves, and which one the deployer chose (settings.MESSAGES_ADAPTER)."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from django.conf import settings

from listens.core.models import Message

CHOICES = {
    "console": "listens.core.messages.console:ConsoleAdapter",
    "file": "listens.core.messages.file:FileAdapter",
    "smtp": "listens.core.messages.smtp:SmtpAdapter",
    "notify": "listens.core.messages.notify:NotifyAdapter",
}
STAYS_HERE = frozenset({"console", "file"})  # nothing leaves the machine


class CannotSend(Exception):
    """This message can never go this way: trying again is no use. The text says what to do."""


class Adapter(Protocol):
    def send(self, message: Message, address: str) -> None:
        """Send it, naming `message.once_key` to the receiver, so that a second copy can be recognised.

        Raises CannotSend when it never can; any other exception means "try again later".
        """
        ...


def chosen() -> Adapter:
    """The deployer's adapter. Raises CannotSend for a name that is none."""
    try:
        module, name = CHOICES[settings.MESSAGES_ADAPTER].split(":")
    except KeyError:
        raise CannotSend(f"LISTENS_MESSAGES must be one of {', '.join(CHOICES)}.") from None
    adapter: Adapter = getattr(import_module(module), name)()
    return adapter
