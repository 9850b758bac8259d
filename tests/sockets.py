"""No request leaves the machine unless the deployer names an adapter: proved by every test of the suite.

`guard()` is installed once for the session. Loopback and sockets of this machine are let through; anything else is
refused and remembered, so that a test fails even when the code under test swallows the error.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ATTEMPTS: list[str] = []


class LeftTheMachine(OSError):
    """Something tried to reach another machine."""


def is_here(host: object) -> bool:
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return str(host) == socket.gethostname()


def _check(host: object) -> None:
    if not is_here(host):
        ATTEMPTS.append(str(host))
        raise LeftTheMachine(f"a test tried to reach {host}")


@contextmanager
def guard() -> Iterator[None]:
    """Replaces what opens connections, and the asking for names, which leaves the machine too."""
    kept = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}
    ask = socket.getaddrinfo

    def checked(name: str) -> Any:
        def call(self: socket.socket, *args: Any) -> Any:
            address = args[-1]
            if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
                _check(address[0])
            return kept[name](self, *args)

        return call

    def asked(host: Any, *args: Any, **kwargs: Any) -> Any:
        _check(host.decode() if isinstance(host, bytes) else host)
        return ask(host, *args, **kwargs)

    for name in kept:
        setattr(socket.socket, name, checked(name))
    socket.getaddrinfo = asked
    try:
        yield
    finally:
        for name, method in kept.items():
            setattr(socket.socket, name, method)
        socket.getaddrinfo = ask
