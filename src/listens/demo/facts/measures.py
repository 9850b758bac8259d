"""Published figures, each under the definition it was counted by and with the date it was true."""

from dataclasses import dataclass
from typing import Any

from . import pages
from .when import When


@dataclass(frozen=True)
class Reading:
    """``bound``: exact, at-least ("over"), nearly, or derived (worked out from what is published)."""

    value: int
    bound: str
    as_at: When
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Definition:
    version: int
    text: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Measure:
    """Readings of different definitions are never one line."""

    slug: str
    name: str
    definitions: tuple[Definition, ...]
    target: int | None = None
    target_note: str = ""
    target_sources: tuple[str, ...] = ()


def measure(row: dict[str, Any]) -> Measure:
    """One measure from its table."""
    definitions = tuple(
        Definition(
            definition["version"],
            definition["text"],
            tuple(pages.make(Reading, line, as_at=When(line["as_at"])) for line in definition["reading"]),
        )
        for definition in row["definition"]
    )
    rest = {key: value for key, value in row.items() if key != "definition"}
    return pages.make(Measure, rest, definitions=definitions)
