"""Messages as files in a folder: the default. Somebody can read them, print them or carry them to another machine."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from listens.core.messages.envelope import as_email
from listens.core.models import Message

ENDINGS = {True: ".eml", False: ".txt"}  # of an e-mail; of anything else


def forget(ids: Iterable[UUID]) -> None:
    """The files of messages whose time is over go too, whichever way messages leave today."""
    folder = Path(settings.MESSAGES_FOLDER)
    for pk in ids:
        for ending in ENDINGS.values():
            (folder / f"{pk}{ending}").unlink(missing_ok=True)


class FileAdapter:
    """One file per message, named after it: sending it again writes the same file again."""

    def send(self, message: Message, address: str) -> None:
        folder = Path(settings.MESSAGES_FOLDER)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if message.channel == Message.Channel.EMAIL:
            ending, content = ENDINGS[True], as_email(message, address).message().as_bytes()
        else:
            ending, content = ENDINGS[False], f"To: {address}\n\n{message.body}\n".encode()
        name = f"{message.pk}{ending}"
        draft = folder / f".{name}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        draft.replace(folder / name)
