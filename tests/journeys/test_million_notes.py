"""Many notes through the product's own workers, killed twice: twenty thousand here, a million by LISTENS_MILLION."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from listens.methods.themes import model

ROOT = Path(__file__).parents[2]
NOTES = os.environ.get("LISTENS_MILLION", "20000")


@pytest.mark.skipif(not os.environ.get("LISTENS_LONG"), reason="Many notes are read by: make test-long")
@pytest.mark.skipif(not model.is_installed(), reason="make themes installs it")
def test_workers_killed_twice_still_propose_themes_and_suggest_codings() -> None:
    """The benchmark fails by itself when a limit is missed, a kill did not happen, or anything is left behind."""
    environment = {**os.environ, "LISTENS_DATABASE": "", "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.million", "--notes", NOTES],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=4 * 3600,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr[-3000:]
    assert run.stdout.count("all workers killed") == 2
