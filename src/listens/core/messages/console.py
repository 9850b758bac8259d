"""Messages on standard output: for a demonstration and for trying things out."""

from __future__ import annotations

import sys

from listens.core.models import Message


class ConsoleAdapter:
    def send(self, message: Message, address: str) -> None:
        lines = [
            f"--- {message.get_channel_display()} to {address}",
            message.subject,
            "",
            message.body,
            "---",
        ]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
