"""Where each real fact comes from: the table of SOURCES.md."""

from dataclasses import dataclass
from functools import cache

from . import pages


@dataclass(frozen=True)
class Source:
    """A published page that facts rest on."""

    key: str
    title: str
    publisher: str
    address: str


@cache
def sources() -> dict[str, Source]:
    """Every source by its key."""
    found: dict[str, Source] = {}
    for line in pages.text("SOURCES.md").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if line.startswith("| ") and len(cells) == 4 and cells[0] != "key":
            if cells[0] in found:
                raise ValueError(f"source {cells[0]} is named twice")
            found[cells[0]] = Source(*cells)
    return found
