"""What every command answers with: its exit code, words for people, JSON for machines."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

DONE = 0
SOME_REJECTED = 1  # done, but some input was rejected; each place was named
NOT_DONE = 2  # nothing was changed; one sentence said why


class NotDone(Exception):
    """The command cannot be done. The text is one sentence that says why."""


def add_json(command: argparse.ArgumentParser) -> None:
    """The `--json FILE` that every command has which answers with data."""
    command.add_argument("--json", metavar="FILE", help="write the answer as JSON; - for standard output")


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")


def complain(line: str) -> None:
    sys.stderr.write(line + "\n")


def write_json(where: str, answer: Any) -> None:
    """To a file, or to standard output for `-`. Raises NotDone when the file cannot be written."""
    content = json.dumps(answer, ensure_ascii=False, indent=1, default=str) + "\n"
    if where == "-":
        sys.stdout.write(content)
        return
    try:
        Path(where).write_text(content, encoding="utf-8")
    except OSError as error:
        raise NotDone(f"{where}: {error.strerror}.") from error
