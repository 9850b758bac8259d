"""Two real processes on PostgreSQL that begin together. A worker says "ready", waits for "go", then works."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.command import ROOT


def need_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("races need PostgreSQL: tests/with_postgres.py pytest -m race")


def race(worker: str, *arguments: str, seconds: int = 120) -> list[str]:
    """Runs that file twice at once against this test's database. The last line that each of them wrote."""
    database = connection.settings_dict
    environment = os.environ | {
        "LISTENS_DATABASE": f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}",
        "LISTENS_TESTS_HOME": os.environ["LISTENS_HOME"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }
    command = [sys.executable, str(ROOT / worker), *arguments]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    assert [process.stdout.readline() for process in both] == ["ready\n"] * 2
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate(timeout=seconds)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    return [output.splitlines()[-1] for output in outputs]
