"""One line of the table of targets: what was measured, in words, and whether it holds."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(os.environ.get("LISTENS_SHARED") or Path(__file__).parents[3] / "shared") / "data" / "themes"


@dataclass(frozen=True)
class Row:
    """`is_met`: None where there is no target, only a figure to know."""

    what: str
    measured: str
    target: str = ""
    is_met: bool | None = None

    def __str__(self) -> str:
        sign = {True: "met", False: "MISSED", None: ""}[self.is_met]
        return f"{self.what:<66} {self.measured:<34} {self.target:<18} {sign}"


def show(rows: Iterable[Row]) -> int:
    """Print each as it comes. 1 when a target was missed, else 0."""
    missed = False
    for row in rows:
        print(row, flush=True)
        missed |= row.is_met is False
    return int(missed)
