"""Reading the tables people send: CSV that forgives a BOM, cp1252 and semicolons, or .xlsx; a finding per bad place.

The peers refuse a file at its first bad row or swallow it; here every bad place gets its row, its column, what is
wrong and what to do, good rows can still go in, and one file twice changes nothing (its digest is kept).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from listens.core import text, workbooks
from listens.methods.cells import unguarded
from listens.methods.findings import Finding

LARGEST_FILE = 200 * 1024 * 1024
LONGEST_CELL = 100_000


class UnreadableTable(Exception):
    """The file as a whole cannot be used. The text is one sentence that says why and what to do."""


@dataclass
class Table:
    """Rows as {field: text}, counted as a spreadsheet shows them: the header is row 1.

    `notes` are sentences about rows that are read otherwise than they stand.
    """

    source: str
    digest: str
    rows: list[tuple[int, dict[str, str]]]
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, dict[str, str]]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass
class Outcome:
    """What bringing a file in did, or with a dry run would do."""

    num_rows: int = 0
    num_added: int = 0
    num_unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)
    is_dry_run: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def num_rejected(self) -> int:
        return len({finding.row for finding in self.findings if finding.row})

    def as_dict(self) -> dict[str, object]:
        return {
            "rows": self.num_rows,
            "added": self.num_added,
            "unchanged": self.num_unchanged,
            "rejected": self.num_rejected,
            "dry_run": self.is_dry_run,
            "notes": self.notes,
            "findings": [finding.as_dict() for finding in self.findings],
        }


def decode(data: bytes, source: str) -> str:
    """UTF-8 with or without a BOM, UTF-16 with one, else cp1252. Raises UnreadableTable for what is no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    if data[:4] == b"PK\x03\x04":
        raise UnreadableTable(
            _("%(file)s is a spreadsheet file. Open it, choose “Save as CSV”, and send that.")
            % {"file": source}
        )
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableTable(
        _("%(file)s is not a text file. Save it as CSV (UTF-8) and send that.") % {"file": source}
    )


def read_table(
    data: bytes | Path,
    *,
    needed: Sequence[str],
    optional: Sequence[str] = (),
    mapping: Mapping[str, str] | None = None,
    source: str = "",
) -> Table:
    """Rows with the `needed` and `optional` columns; `mapping` is {column in the file: our field}.

    A cell with a NUL, half a character or more than 100,000 characters is a finding and its row is left out.
    Raises UnreadableTable for no text, no header, or a needed column that is not there.
    """
    if isinstance(data, Path):
        source = source or data.name
        try:
            data = data.read_bytes()
        except OSError as error:
            raise UnreadableTable(f"{source}: {error.strerror}.") from error
    if len(data) > LARGEST_FILE:
        raise UnreadableTable(_("The file is over 200 MB. Send it in parts."))
    fields = [*needed, *optional]
    table = Table(source, hashlib.sha256(data).hexdigest(), [])
    places: dict[str, int] = {}
    with closing(raw_rows(data, source)) as rows:
        for number, cells in rows:
            if not places:
                places = _places([name.strip() for name in cells], fields, needed, mapping or {})
            elif any(cells):
                _take(table, number, cells, places)
    if not places:
        raise UnreadableTable(_("The file is empty. It needs a first row with the names of its columns."))
    return table


def raw_rows(data: bytes, source: str) -> Generator[tuple[int, list[str]]]:
    """Every row of a CSV or .xlsx file with its number, the header first. Raises UnreadableTable."""
    name = source or _("The file")
    if workbooks.is_workbook(data):
        try:
            yield from workbooks.rows_of(data, name)
        except workbooks.UnreadableWorkbook as error:
            raise UnreadableTable(str(error)) from error
        return
    content = decode(data, name)
    first_line = content.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    usual_limit = csv.field_size_limit(10_000_000)  # set back below: it holds for the whole process
    try:
        yield from enumerate(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter), start=1)
    except csv.Error as error:
        raise UnreadableTable(_("The file breaks off in the middle: %(why)s.") % {"why": error}) from error
    finally:
        csv.field_size_limit(usual_limit)


def _places(
    header: list[str], fields: Sequence[str], needed: Sequence[str], mapping: Mapping[str, str]
) -> dict[str, int]:
    if unknown := [column for column in mapping if column not in header]:
        raise UnreadableTable(
            _("There is no column “%(column)s”. The file has: %(has)s.")
            % {"column": text.shown(unknown[0]), "has": text.shown(", ".join(header))}
        )
    if unknown := [name for name in mapping.values() if name not in fields]:
        raise UnreadableTable(
            _("“%(field)s” is not a field here. Choose from: %(fields)s.")
            % {"field": text.shown(unknown[0]), "fields": ", ".join(fields)}
        )
    places = {name: header.index(name) for name in fields if name in header and name not in mapping.values()}
    places |= {name: header.index(column) for column, name in mapping.items()}
    if missing := [name for name in needed if name not in places]:
        raise UnreadableTable(
            _("The file has no column “%(column)s”. It has: %(has)s. Rename one, or say which it is.")
            % {"column": missing[0], "has": text.shown(", ".join(header))}
        )
    return places


def _take(table: Table, number: int, cells: list[str], places: dict[str, int]) -> None:
    row = {
        name: unguarded(cells[place].strip()) if place < len(cells) else "" for name, place in places.items()
    }
    joined = "".join(row.values())
    if len(joined) > LONGEST_CELL or "\x00" in joined or not joined.isprintable():
        for name, value in row.items():
            if problem := text.problem_with(value, longest=LONGEST_CELL):
                table.findings.append(Finding(number, name, problem))
                return
    table.rows.append((number, row))
