"""Files for the themes commands as text: notes, and what coders gave to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from listens.methods.cells import unguarded
from listens.methods.findings import Finding
from listens.methods.themes.agreement import Codes, Codings

LONGEST_NAME = 200


class BadTable(ValueError):
    """A table cannot be used. The text is one sentence that says where and why."""


@dataclass
class NotesTable:
    """Notes in the order of the file. `units`: how codings name each: its `source_id`, else its row counted from
    0. `languages` are in small letters, "" for none.
    """

    texts: list[str] = field(default_factory=list)
    conversations: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


def read_notes(text: str, text_column: str, name: str = "NOTES") -> NotesTable:
    """From CSV with that column, and any of `conversation` (else each note is its own), `source_id`, `language`.

    Every row of the file is a note, empty ones too. Raises BadTable.
    """
    header, rows = _open(text, name)
    wanted = text_column.strip().casefold()
    if wanted not in header:
        known = ", ".join(each for each in header if each)[:300]
        raise BadTable(f"{name} has no column “{text_column}”; it has {known}. Name it with --text-column.")
    table = NotesTable()
    for number, row in enumerate(_as_dicts(header, rows, name)):
        table.texts.append(unguarded(row.get(wanted, "")))
        table.conversations.append(row.get("conversation", "").strip() or f"row {number}")
        table.units.append(unguarded(row.get("source_id", "").strip()) or str(number))
        table.languages.append(row.get("language", "").strip().casefold().replace("_", "-").split("-")[0])
    if not table.texts:
        raise BadTable(f"{name} has no row below its header.")
    return table


@dataclass
class CodingsTable:
    """`blind`: {unit: {coder: codes}} of the passes that were blind, or of all where the file has no column `pass`.

    `latest`: {unit: codes} that anybody gave, in any pass.
    """

    blind: dict[str, dict[str, Codes]] = field(default_factory=dict)
    latest: dict[str, Codes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    num_other: int = 0

    def as_codings(self) -> Codings:
        return self.blind


def read_codings(text: str, name: str = "CODINGS") -> CodingsTable:
    """From CSV with `unit, coder, code` and any of `pass`. An empty code means: looked, none. Raises BadTable."""
    header, rows = _open(text, name)
    missing = [column for column in ("unit", "coder", "code") if column not in header]
    if missing:
        raise BadTable(f"{name} needs the columns unit, coder and code; it has no “{missing[0]}”.")
    table = CodingsTable()
    for number, row in enumerate(_as_dicts(header, rows, name), start=2):
        unit, coder, code = (unguarded(row.get(column, "").strip()) for column in ("unit", "coder", "code"))
        if problem := _problem(unit, coder, code):
            table.findings.append(Finding(number, *problem))
            continue
        codes = frozenset([code] if code else ())
        table.latest[unit] = table.latest.get(unit, frozenset()) | codes
        if "pass" in header and row.get("pass", "").strip().casefold() != "blind":
            table.num_other += 1
            continue
        given = table.blind.setdefault(unit, {})
        given[coder] = given.get(coder, frozenset()) | codes
    return table


def _problem(unit: str, coder: str, code: str) -> tuple[str, str, str] | None:
    for column, value in (("unit", unit), ("coder", coder)):
        if not value:
            return column, "It is empty.", "Write which it is."
    for column, value in (("unit", unit), ("coder", coder), ("code", code)):
        if len(value) > LONGEST_NAME:
            return column, f"“{value[:40]}…” is too long.", f"Use at most {LONGEST_NAME} letters."
    return None


def _open(text: str, name: str) -> tuple[list[str], Iterator[list[str]]]:
    text = text.lstrip("\ufeff\r\n")
    if not text.strip():
        raise BadTable(f"{name}: it is empty.")
    first_line = text.split("\n", 1)[0]
    csv.field_size_limit(10_000_000)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first_line.count))
    try:
        header = [cell.strip().casefold() for cell in next(rows)]
    except csv.Error as error:
        raise BadTable(f"{name} cannot be read ({error}).") from error
    doubled = next((cell for cell in header if cell and header.count(cell) > 1), None)
    if doubled:
        raise BadTable(f"{name} has two columns “{doubled}”; keep one.")
    return header, rows


def _as_dicts(header: Sequence[str], rows: Iterator[list[str]], name: str) -> Iterator[dict[str, str]]:
    try:
        for cells in rows:
            if cells:
                yield dict(zip(header, cells, strict=False))
    except csv.Error as error:
        raise BadTable(f"{name} cannot be read ({error}).") from error
