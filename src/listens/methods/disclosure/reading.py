"""A table of counts out of a CSV: labels first, then counts, rows and columns of totals named `Total`."""

from __future__ import annotations

import csv
import io
import re

from listens.methods.cells import unguarded
from listens.methods.disclosure.tables import Table, Unfit

MOST_LABELS = 2
A_NUMBER = re.compile(r"[+-]?[\d.,'\s]*\d[\d.,'\s]*%?")
WHOLE = re.compile(r"-?\d{1,12}", re.ASCII)


def read_csv(text: str) -> Table:
    """The first column names the rows; a second without a number in it names them too (borough, ward; or age, sex).

    Separated by commas, semicolons or tabs. Raises Unfit for what is not such a table, with the row as a
    spreadsheet counts it.
    """
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first_line.count)))
    except csv.Error as error:
        raise Unfit(f"The file cannot be read as a table ({error}).") from error
    body = [
        (number, [unguarded(cell.strip()) for cell in line])
        for number, line in enumerate(lines, start=1)
        if any(cell.strip() for cell in line)
    ]
    if len(body) < 2:
        raise Unfit("The table is empty: give it a line of headings and a line of counts for each row.")
    header, body = body[0][1], body[1:]
    for number, line in body:
        if len(line) != len(header):
            raise Unfit(f"Row {number} has {len(line)} cells, the headings are {len(header)}.")
    width = _num_labels(header, [line for _, line in body])
    return Table(
        rows=[tuple(line[:width]) for _, line in body],
        columns=header[width:],
        names=[*(name or f"row {at}" for at, name in enumerate(header[:width], start=1)), "column"],
        counts=[
            [_count(cell, number, name) for cell, name in zip(line[width:], header[width:], strict=True)]
            for number, line in body
        ],
    )


def _num_labels(header: list[str], body: list[list[str]]) -> int:
    width = 1
    while width < len(header) and all(line[width] and not A_NUMBER.fullmatch(line[width]) for line in body):
        width += 1
    if width == len(header):
        raise Unfit("The table has no column of counts.")
    if width > MOST_LABELS:
        raise Unfit("The table is counted in more than three ways: publish it as two tables.")
    return width


def _count(cell: str, number: int, name: str) -> int:
    where = f"Row {number}, “{name}”"
    if not cell:
        raise Unfit(f"{where} is empty: write 0 if nobody was counted.")
    if not WHOLE.fullmatch(cell):
        raise Unfit(f"{where} is “{cell[:50]}”: write a whole number of people, in figures only.")
    return int(cell)
