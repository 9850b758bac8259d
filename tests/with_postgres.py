"""Runs a command with LISTENS_DATABASE at a private PostgreSQL: `tests/with_postgres.py pytest -q tests/core`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.postgres import cluster, programs


def main(command: list[str]) -> int:
    if not command:
        print(__doc__)
        return 2
    if programs() is None:
        need = Path(__file__).parent.parent / "tools/need"
        if subprocess.run([need, "postgresql", "postgres"], check=False).returncode:
            return 2
    beside = Path(sys.executable).parent / command[0]
    command[0] = str(beside) if beside.exists() else shutil.which(command[0]) or command[0]
    with cluster(programs()) as address:
        environment = os.environ | {"LISTENS_DATABASE": address}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
