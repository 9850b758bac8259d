"""Nothing lost, nothing twice: phones in trouble and a server that is killed, on the database of this run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import missing
from tests.postgres import cluster, programs

ROOT = Path(__file__).parents[2]
SMALL = ["--phones", "6", "--conversations", "20", "--kills", "1"]
WHOLE = ["--phones", "200", "--conversations", "50", "--kills", "12"]


def chaos(size: list[str], database: str) -> str:
    environment = {**os.environ, "LISTENS_DATABASE": database, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.chaos", *size],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1500,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr[-3000:]
    return run.stdout


@pytest.mark.skipif(not os.environ.get("LISTENS_LONG"), reason="Chaos is made by: make test-long")
def test_a_little_chaos_loses_nothing() -> None:
    """With a phone in a browser, too, where there is one: its server is killed during a batch and after another."""
    if missing() and "chromium" not in os.environ.get("LISTENS_REQUIRE", ""):
        assert "120 there" in chaos([*SMALL, "--in-a-browser", "0"], "")
    else:
        assert "165 there" in chaos(SMALL, "")


@pytest.mark.skipif(not os.environ.get("LISTENS_LONG"), reason="The whole chaos is run by: make test-long")
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_two_hundred_phones_and_a_server_that_is_killed(database: str) -> None:
    if database == "sqlite":
        print(chaos(WHOLE, ""))
        return
    if (found := programs()) is None:
        pytest.skip("PostgreSQL is missing. Type: sudo apt-get install postgresql")
    with cluster(found) as address:
        print(chaos(WHOLE, address))
