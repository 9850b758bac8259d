"""A whole installation in a folder that is thrown away, and its server: what benchmarks and the chaos run measure.

SQLite as it comes, or the database that LISTENS_DATABASE names (tests/with_postgres.py).
"""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Site:
    """The server of this process's installation, on a port of its own."""

    def __init__(self) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = int(found.getsockname()[1])
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "listens.cli", "serve", "--port", str(self.port)]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, start_new_session=True, stdout=quiet, stderr=quiet)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/healthz")
                connection.getresponse().read()
                return
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
        raise SystemExit("The server did not start.")

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As when the power goes: the server and all its workers at once."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process:
            os.killpg(self.process.pid, how)
            self.process.wait(timeout=30)
            self.process = None


@contextmanager
def installation(kept: str = "") -> Iterator[Site]:
    """Migrated, with Django set up in this process; the server is not started yet. `kept` is a folder that stays."""
    home = kept or tempfile.mkdtemp(prefix="listens-bench-")
    os.environ |= {
        "LISTENS_HOME": home,
        "LISTENS_HTTPS": "0",
        "LISTENS_DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "listens.config.settings",
    }
    site = Site()
    try:
        subprocess.run(
            [sys.executable, "-m", "listens.cli", "migrate"], check=True, stdout=subprocess.DEVNULL
        )
        import django

        django.setup()
        yield site
    finally:
        site.stop()
        if not kept:
            shutil.rmtree(home, ignore_errors=True)
