"""Cells of a table for a spreadsheet program: text stays text.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is run as a formula when the file is opened.
We put an apostrophe before it, as the programs themselves do for text, and take it off again when we read: what
went out comes back unchanged.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: Any) -> Any:
    """Text that would be a formula, with an apostrophe before it; anything else as it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip("'").startswith(FORMULA) else cell


def unguarded(cell: str) -> str:
    """The text as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def csv_of(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table as CSV (UTF-8 text, lines ending in CRLF as RFC 4180 has it), every cell guarded."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()
