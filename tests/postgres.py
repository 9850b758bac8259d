"""A private PostgreSQL for tests: Debian's programs, a folder that is thrown away, a socket nobody else sees."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=100"


def programs() -> Path | None:
    """The newest version's folder of programs, when there is one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None


@contextmanager
def cluster(bin: Path) -> Iterator[str]:
    """Its address for LISTENS_DATABASE, as long as the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="listens-pg-"))
    user: dict[str, object] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        entry = pwd.getpwnam("postgres")
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    log, data = folder / "log", folder / "data"

    def run(program: str, *args: str) -> None:
        command = [str(bin / program), *args]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **user)  # type: ignore[call-overload]
        if done.returncode:
            raise RuntimeError(
                f"{program}: {done.stdout}{done.stderr}{log.read_text() if log.exists() else ''}"
            )

    try:
        run(
            "initdb",
            "-D",
            str(data),
            "-U",
            "listens",
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = f"{FAST} -c listen_addresses='' -c unix_socket_directories={folder} -p 5432"
        run("pg_ctl", "-D", str(data), "-l", str(log), "-w", "-t", "60", "-o", options, "start")
        try:
            run("createdb", "-h", str(folder), "-U", "listens", name := f"l{secrets.token_hex(4)}")
            yield f"postgresql://listens@/{name}?host={folder}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
