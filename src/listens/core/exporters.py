"""What can be taken out as files. A room declares each kind in its `exporters.py`; `listens export` collects them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from listens.core.models import Actor, Area

# Writes to the path and says in sentences what was written. The string is the name after the kind, or empty.
Run = Callable[[Actor, Area, str, Path], list[str]]


@dataclass(frozen=True)
class Exporter:
    kind: str
    words: str
    run: Run
    needs_name: bool


EXPORTERS: dict[str, Exporter] = {}


def declare(kind: str, words: str, run: Run, *, needs_name: bool = False) -> None:
    """`run(actor, area, name, to)`; `needs_name` for kinds like `round SLUG`."""
    if kind in EXPORTERS:
        raise ValueError(f"{kind} is declared twice")
    EXPORTERS[kind] = Exporter(kind, words, run, needs_name)
