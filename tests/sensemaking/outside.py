"""A program outside, on this machine: keeps what it was sent to the byte, and answers what a test says."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import contextmanager, suppress

KEY = "sk-never-to-be-seen-71c2"
WHO = "Example Words Ltd"


class Outside:
    """`answer` are the bytes it sends; `sent` those that came, one item for each connection.

    With a `pause` they come one by one, but for the first `at_once`.
    """

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.answer = said("Damp homes")
        self.pause = 0.0
        self.at_once = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}/v1/chat/completions?v=1"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                guest, _from = self._door.accept()
            except OSError:
                return
            with guest, suppress(OSError):
                guest.settimeout(5)
                self.sent.append(_whole(guest))
                first = self.at_once if self.pause else len(self.answer)
                guest.sendall(self.answer[:first])
                for at in range(first, len(self.answer)):
                    guest.sendall(self.answer[at : at + 1])
                    time.sleep(self.pause)

    def close(self) -> None:
        self._door.close()


def _whole(guest: socket.socket) -> bytes:
    found = b""
    while b"\r\n\r\n" not in found:
        found += guest.recv(65_536)
    head, _gap, body = found.partition(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length:"))
    while len(body) < length:
        body += guest.recv(65_536)
    return head + b"\r\n\r\n" + body


def answered(status: str, body: bytes, *more: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *more, "", ""]
    return "\r\n".join(lines).encode() + body


def said(words: object) -> bytes:
    return answered("200 OK", json.dumps({"choices": [{"message": {"content": words}}]}).encode())


@contextmanager
def outside(settings, **more):
    """The deployer has named it."""
    there = Outside()
    settings.NAMING = {
        "adapter": "chat", "who": WHO, "url": there.address, "model": "small-1", "key": KEY, **more
    }  # fmt: skip
    try:
        yield there
    finally:
        there.close()
