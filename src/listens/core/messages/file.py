"""Messages as files in a folder: the default. Somebody can read them, print them or carry them to another machine."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from listens.core.messages.envelope import as_email
from listens.core.models import Message


class FileAdapter:
    """One file per message, named after it: sending it again writes the same file again."""

    def send(self, message: Message, address: str) -> None:
        folder = Path(settings.MESSAGES_FOLDER)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if message.channel == Message.Channel.EMAIL:
            name, content = f"{message.pk}.eml", as_email(message, address).message().as_bytes()
        else:
            name, content = f"{message.pk}.txt", f"To: {address}\n\n{message.body}\n".encode()
        draft = folder / f".{name}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        draft.replace(folder / name)
