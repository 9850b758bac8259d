"""No ballot lost, none twice: a small hall votes while its server is killed, on each database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import cluster, programs

ROOT = Path(__file__).parents[2]
TRUE = [  # what must be true on any machine; how fast it is, `make bench-hall` says
    "phones without a receipt at the end",
    "phones that met a page they should not",
    "ballots lost",
    "ballots doubled",
    "ballots other than the phone was told",
    "ballots that were sealed",
    "ballots in the count",
    "counts of the published ballots that differ",
    "breaks of the ballot log and the audit trail",
    "slips left after the close",
    "answers that were errors",
]


def hall(database: str) -> dict[str, bool]:
    """Each figure of the small hall, and whether it was met."""
    environment = {**os.environ, "LISTENS_DATABASE": database, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.hall", "--phones", "60", "--come-within", "4"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    print(run.stdout)
    assert run.returncode in (0, 1), run.stderr[-3000:]
    return {
        name: line.endswith("yes")
        for line in run.stdout.splitlines()
        for name in TRUE
        if line.startswith(name)
    }


@pytest.mark.skipif(not os.environ.get("LISTENS_LONG"), reason="The small hall is run by: make test-long")
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_small_hall_loses_no_ballot_when_its_server_is_killed(database: str) -> None:
    if database == "sqlite":
        assert hall("") == dict.fromkeys(TRUE, True)
        return
    if (found := programs()) is None:
        pytest.skip("PostgreSQL is missing. Type: sudo apt-get install postgresql")
    with cluster(found) as address:
        assert hall(address) == dict.fromkeys(TRUE, True)
