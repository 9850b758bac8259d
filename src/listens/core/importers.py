"""Which files can be brought in. A room declares each kind in its `importers.py`; `listens import` collects them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from listens.core.models import Actor, Area
from listens.core.tables import Outcome


def no_progress(done: int, total: int) -> None:
    """What `progress` does when nobody is looking."""


@dataclass(frozen=True)
class ImportOptions:
    """What the person asked for: `mapping` is {column in the file: our field}; call `progress(done, total)` at will.

    `about` says of published data what the file does not: title, as_at, source, licence, unit.
    """

    round: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    all_or_nothing: bool = False
    progress: Callable[[int, int], None] = no_progress
    about: Mapping[str, str] = field(default_factory=dict)


Run = Callable[[Actor, Area, Path, ImportOptions], Outcome]


@dataclass(frozen=True)
class Importer:
    kind: str
    words: str
    run: Run
    needs_round: bool


IMPORTERS: dict[str, Importer] = {}


def declare(kind: str, words: str, run: Run, *, needs_round: bool = False) -> None:
    """`words` says in one line what the file holds and its columns. `run` raises UnreadableTable or Refused."""
    if kind in IMPORTERS:
        raise ValueError(f"{kind} is declared twice")
    IMPORTERS[kind] = Importer(kind, words, run, needs_round)
