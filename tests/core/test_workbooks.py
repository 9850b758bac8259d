"""Spreadsheet files: what people really send is read, and what would do harm is refused in a sentence."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from listens.core import workbooks
from listens.core.tables import UnreadableTable, read_table


def a_book(*rows) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def read(book: Workbook | bytes, **more):
    data = book if isinstance(book, bytes) else workbooks.as_bytes(book)
    return read_table(data, needed=["name"], optional=["on", "n", "is_open"], source="list.xlsx", **more)


def packed(**parts: bytes) -> bytes:
    """A real workbook with more inside."""
    out = io.BytesIO(workbooks.as_bytes(a_book(["name"], ["Ann"])))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_days_numbers_and_ticks_read_as_a_person_would_type_them() -> None:
    book = a_book(["name", "on", "n", "is_open"], ["Zoë\nAnn", dt.datetime(2026, 11, 16), 3.0, True])
    assert read(book).rows == [(2, {"name": "Zoë\nAnn", "on": "2026-11-16", "n": "3", "is_open": "yes"})]


def test_only_the_first_sheet_counts_and_rows_keep_their_numbers() -> None:
    book = a_book(["name"], ["a"], [], ["b"])
    book.create_sheet("More").append(["name"])
    assert [(number, row["name"]) for number, row in read(book)] == [(2, "a"), (4, "b")]


def test_a_formula_is_not_worked_out_and_text_stays_text() -> None:
    book = a_book(["name"], ["=1+1"])
    assert len(read(book)) == 0  # never calculated, so it holds nothing
    sheet = Workbook()
    workbooks.fill(sheet.active, ["name"], [["=1+1"], ["a\x07b"]], [20])
    assert [row["name"] for _number, row in read(sheet)] == ["=1+1", "a\ufffdb"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed(xl__vbaProject__bin=b"x").replace(b"vbaProject/bin", b"vbaProject.bin"), "macros"),
        (b"PK\x03\x04 rest", "cannot read"),
        (packed()[:900], "cannot read"),
    ],
)
def test_what_is_no_plain_workbook_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableTable, match=words):
        read(data)


def test_a_packed_bomb_is_not_unpacked(monkeypatch) -> None:
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 1_000_000)
    bomb = packed(xl__media__zeros=b"\0" * 2_000_000)
    assert len(bomb) < 20_000
    with pytest.raises(UnreadableTable, match="too large once unpacked"):
        read(bomb)


def test_a_part_packed_in_a_way_that_has_no_limit_is_not_unpacked() -> None:
    out = io.BytesIO(packed())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_BZIP2) as file:
        file.writestr("xl/more.xml", b" " * 1000)
    with pytest.raises(UnreadableTable, match="cannot read"):
        read(out.getvalue())


def test_entities_that_grow_are_not_expanded() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed())) as whole, zipfile.ZipFile(out, "w") as file:
        for part in whole.infolist():
            content = whole.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                head = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
                content = head + content.replace(b"<sheetData>", b"<sheetData>&c;")
            file.writestr(part.filename, content)
    with pytest.raises(UnreadableTable, match="cannot read"):
        read(out.getvalue())


def test_too_many_rows_are_refused_and_too_many_columns_cut(monkeypatch) -> None:
    assert read(a_book(["name"] + [""] * 200 + ["n"], ["Ann"] + [""] * 200 + [3])).rows == [
        (2, {"name": "Ann"})
    ]
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    with pytest.raises(UnreadableTable, match="more than 3 rows"):
        read(a_book(["name"], ["a"], ["b"], ["c"]))
    monkeypatch.setattr(workbooks, "MOST_EMPTY_ROWS", 2)
    monkeypatch.setattr(workbooks, "MOST_ROWS", 99)
    assert len(read(a_book(["name"], ["a"], [], [], [], ["z"]))) == 1
