"""Reads the written pages of this package: plain text, a ``[heading]`` over the lines it holds."""

from importlib import resources
from typing import Final

_HERE: Final = resources.files(__package__)


def sections(*path: str) -> dict[str, list[str]]:
    """The lines of a page under each heading; blank lines and lines that begin with ``#`` are left out."""
    found: dict[str, list[str]] = {}
    heading = ""
    for raw in _HERE.joinpath(*path).read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            heading = line[1:-1]
            found.setdefault(heading, [])
        else:
            found[heading].append(line)
    return found
