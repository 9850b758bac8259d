"""A spreadsheet of notes to fill in, and rows with problems that come back, are corrected and sent again."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from listens.core import workbooks
from listens.core.tables import raw_rows
from listens.listening.models import Conversation, Note
from listens.listening.paper import notes_file
from listens.methods.cells import csv_of, unguarded
from tests.cast import Cast

HEAD = ["source_id", "conversation", "text", "ward", "people_heard", "organisation"]
ROWS = [
    ["a1", "c1", "The damp never goes.", "Stockwell East", "2", "St Brannock's Church"],
    ["a2", "c1", "=Nobody answers.", "Nowhere", "2", "St Brannock's Church"],
    ["a3", "c2", "Buses.", "", "many", "Nobody's"],
]


def at(name: str, **more) -> str:
    return reverse(name, kwargs={"area": "south", "round": "autumn", **more})


def a_file(form: str, header=HEAD, rows=ROWS) -> tuple[str, bytes]:
    if form == "csv":
        return "winter.csv", csv_of(header, rows).encode()
    book = Workbook()
    workbooks.fill(book.active, header, rows, [20] * len(header))
    return "winter.xlsx", workbooks.as_bytes(book)


def send(client, name: str, content: bytes):
    """The check, and then "bring in"."""
    checked = client.post(at("import_notes"), {"file": SimpleUploadedFile(name, content)})
    assert checked.status_code == 200
    return checked


def bring_in(client, checked) -> None:
    client.post(at("import_notes"), {"waiting": str(checked.context["waiting"].pk)})


def cells_of(answer) -> list[list[str]]:
    return [[unguarded(cell) for cell in cells] for _number, cells in raw_rows(answer.content, "back")]


def name_of(answer) -> str:
    return re.search(r'filename="([^"]+)"', answer.headers["Content-Disposition"])[1]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("has_ids", [True, False])
def test_rejected_rows_come_back_and_are_sent_again(cast: Cast, form: str, has_ids: bool) -> None:
    client = cast.client("amina")
    header, rows = (HEAD, ROWS) if has_ids else (HEAD[1:], [row[1:] for row in ROWS])
    checked = send(client, *a_file(form, header, rows))
    page = checked.content.decode()
    assert "2 rows have a problem" in page and "as a file to correct" in page
    back = client.get(at("rejected_notes", waiting=checked.context["waiting"].pk))
    assert name_of(back) == f"winter-to-correct.{form}"
    table = cells_of(back)
    assert table[0][-3:] == ["source_id", "came_from", "problem"] and len(table) == 3
    assert "Nowhere" in table[1][-1] and "whole number" in table[2][-1] and "Nobody's" in table[2][-1]
    bring_in(client, checked)
    assert Note.objects.get().text == "The damp never goes."

    corrected = [table[0], *[[fixed(cell) for cell in row[:-1]] + [row[-1]] for row in table[1:]]]
    again = a_file(form, corrected[0], corrected[1:])[1]
    for _ in range(2):  # sent twice by mistake
        bring_in(client, send(client, name_of(back), again))
    texts = sorted(Note.objects.values_list("text", flat=True))
    assert texts == ["=Nobody answers.", "Buses.", "The damp never goes."]
    assert Conversation.objects.count() == 2  # the corrected row joined its conversation
    assert len(set(Note.objects.values_list("source", flat=True))) == 1

    if has_ids:  # and the whole file, corrected in place, changes nothing either
        good = [[fixed(cell) for cell in row] for row in ROWS]
        checked = send(client, *a_file(form, HEAD, good))
        assert checked.context["outcome"].num_unchanged == 3


def fixed(cell: str) -> str:
    return {"Nowhere": "E05014117", "many": "3", "Nobody's": "St Brannock's Church"}.get(cell, cell)


def test_a_row_wrong_twice_keeps_where_it_came_from(cast: Cast) -> None:
    client = cast.client("amina")
    checked = send(client, *a_file("xlsx"))
    first = cells_of(client.get(at("rejected_notes", waiting=checked.context["waiting"].pk)))
    name, data = a_file("xlsx", first[0], first[1:])
    checked = send(client, f"other-{name}", data)
    second = cells_of(client.get(at("rejected_notes", waiting=checked.context["waiting"].pk)))
    assert [row[:-1] for row in second] == [row[:-1] for row in first]


def test_rows_of_two_files_are_sent_apart(cast: Cast) -> None:
    rows = [["a", "x", "one.csv"], ["b", "y", "two.csv"]]
    name, data = a_file("csv", ["source_id", "text", "came_from"], rows)
    page = send(cast.client("amina"), name, data).content.decode()
    assert "more than one file" in page and not Note.objects.exists()


def test_a_file_that_is_gone_says_so(cast: Cast) -> None:
    client = cast.client("amina")
    checked = send(client, *a_file("csv"))
    bring_in(client, checked)
    answer = client.get(at("rejected_notes", waiting=checked.context["waiting"].pk), follow=True)
    assert "no longer here" in answer.content.decode()


def test_the_template_has_lists_to_choose_from_and_brings_in_what_is_filled_in(cast: Cast) -> None:
    client = cast.client("amina")
    assert at("notes_template") in client.get(at("import_notes")).content.decode()
    answer = client.get(at("notes_template"))
    book = load_workbook(io.BytesIO(answer.content))
    notes, lists, about = book.worksheets
    rules = {str(rule.sqref).split("2")[0]: rule for rule in notes.data_validations.dataValidation}
    assert rules["B"].formula1 == "Lists!$A$2:$A$3" and rules["C"].type == "whole"
    assert lists["C2"].value == "Stockwell East" and lists["B2"].value == "Larkwood Women's Association"
    assert "Riverside" not in str([cell.value for cell in lists["B"]])
    explained = [row[0].value for row in about.iter_rows(min_row=2)]
    assert explained == [*notes_file.COLUMNS, "came_from"]
    notes.append(
        [
            "The lift is broken.",
            lists["A2"].value,
            3,
            lists["B2"].value,
            "Stockwell East",
            None,
            "so",
            "yes",
            None,
            "c1",
            "1",
        ]
    )
    bring_in(client, send(client, "filled.xlsx", workbooks.as_bytes(book)))
    note = Note.objects.select_related("conversation__ward", "prompt").get()
    assert (note.conversation.people_heard, note.language, note.may_quote) == (3, "so", True)
    assert note.conversation.ward == cast.ward and note.prompt.position == 1


def test_an_empty_template_is_no_mistake(cast: Cast) -> None:
    checked = send(cast.client("amina"), "empty.xlsx", notes_file.template(cast.round))
    assert checked.context["outcome"].num_rows == 0 and not checked.context["outcome"].findings
