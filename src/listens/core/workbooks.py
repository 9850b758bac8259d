"""Spreadsheet files (.xlsx): read with care, because they come from anywhere, and written so that text stays text.

Only the first sheet is read, and only the values that stand in it: no formula is worked out, no macro kept, no link
followed. A packed file may hold a thousand times its size, so what it says it holds is added up before it is opened.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from listens.core.packed import may_be_unpacked
from listens.methods.cells import guarded

MAGIC = b"PK\x03\x04"
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 1000
MOST_COLUMNS = 100
MOST_ROWS = 200_000
MOST_EMPTY_ROWS = 10_000  # one after the other: a sheet formatted down to its last line holds nothing more
MACROS = "xl/vbaProject.bin"


class UnreadableWorkbook(Exception):
    """The text is one sentence that says why and what to do."""


def is_workbook(data: bytes) -> bool:
    return data[:4] == MAGIC


def rows_of(data: bytes, source: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet that hold something, each with its number, as text. Raises UnreadableWorkbook."""
    _look_inside(data, source)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size may be wrong
        empty = held = 0
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
            row = [_as_text(cell) for cell in cells]
            while row and not row[-1]:
                row.pop()
            empty = 0 if row else empty + 1
            held += not empty
            if empty > MOST_EMPTY_ROWS:
                break
            if held > MOST_ROWS:
                raise UnreadableWorkbook(
                    _("%(file)s has more than %(most)d rows. Send it in parts.")
                    % {"file": source, "most": MOST_ROWS}
                )
            if not empty:
                yield number, row
        book.close()
    except UnreadableWorkbook:
        raise
    except Exception as error:  # a file of somebody else's making breaks the library in very many ways
        raise _broken(source) from error


def _look_inside(data: bytes, source: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _broken(source) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnreadableWorkbook(
            _("%(file)s is too large once unpacked. Send it in parts.") % {"file": source}
        )
    names = {part.filename for part in parts}
    if MACROS in names:
        raise UnreadableWorkbook(
            _(
                "%(file)s holds macros, which we do not open. Save it as “Excel workbook (.xlsx)”, and send that."
            )
            % {"file": source}
        )
    if "[Content_Types].xml" not in names or not all(map(may_be_unpacked, parts)):
        raise _broken(source)


def _broken(source: str) -> UnreadableWorkbook:
    return UnreadableWorkbook(
        _(
            "%(file)s is a spreadsheet file that we cannot read. Open it, choose “Save as CSV” or “Excel workbook "
            "(.xlsx)”, and send that."
        )
        % {"file": source}
    )


def _as_text(cell: Any) -> str:
    """As a person would have typed it: 2026-11-16 for a day, 3 for 3.0, yes or no for a tick."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def fill(
    sheet: Worksheet, header: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]
) -> None:
    """A bold first row that stays in sight, and the rows below it, every cell guarded."""
    sheet.append(list(header))
    for row in rows:
        sheet.append([_as_cell(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _as_cell(cell: Any) -> Any:
    return guarded(ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell)) if isinstance(cell, str) else cell


def as_bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
