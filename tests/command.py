"""The command `listens`, run as a person runs it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def listens(*args, home, **environment):
    """The command in a process of its own, with a home of its own."""
    return subprocess.run(
        [sys.executable, "-m", "listens.cli.main", *map(str, args)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "LISTENS_HOME": str(home)}
        | environment,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=400,
    )
