"""Files of notes: a spreadsheet to fill in, and the rows with problems as a file to correct and send again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from listens.alliance.models import Organisation
from listens.core import workbooks
from listens.core.tables import raw_rows
from listens.listening.actions.notes_import import id_without_ids, source_without_ids
from listens.listening.intake import MOST_HEARD
from listens.listening.models import Round
from listens.listening.models.note import LONGEST_NOTE
from listens.listening.note_rows import CAME_FROM
from listens.listening.spoken import languages_for
from listens.methods.cells import csv_of, unguarded
from listens.methods.findings import Finding
from listens.places.models import Place

COLUMNS = (
    *("text", "prompt", "people_heard", "organisation", "ward", "held_on", "language"),
    *("may_quote", "may_evaluate", "conversation", "source_id"),
)
WIDTHS = (70, 40, 10, 30, 25, 14, 10, 11, 12, 15, 15)
LAST_ROW = 2000  # as far down as the lists to choose from reach
PROBLEM = "problem"


def template(round: Round) -> bytes:
    """Empty rows with lists to choose from, the lists themselves, and what each column means."""
    book = Workbook()
    notes = book.active
    assert isinstance(notes, Worksheet)
    notes.title = _("Notes")
    workbooks.fill(notes, COLUMNS, [], WIDTHS)
    lists = _lists(round)
    names = list(lists)
    sheet = book.create_sheet("Lists")
    length = max(map(len, lists.values()))
    rows = [[lists[name][at] if at < len(lists[name]) else None for name in names] for at in range(length)]
    workbooks.fill(sheet, names, rows, [40] * len(names))
    for place, name in enumerate(names):
        letter = chr(ord("A") + place)
        last = len(lists[name]) + 1
        if last > 1:
            _choose(notes, name, DataValidation("list", formula1=f"Lists!${letter}$2:${letter}${last}"))
    _choose(notes, "may_evaluate", DataValidation("list", formula1='"yes,no"'))
    _choose(notes, "may_quote", DataValidation("list", formula1='"yes,no"'))
    _choose(
        notes,
        "people_heard",
        DataValidation("whole", operator="between", formula1="1", formula2=str(MOST_HEARD)),
    )
    _choose(notes, "held_on", DataValidation("date", operator="greaterThan", formula1="36526"))
    _choose(
        notes, "text", DataValidation("textLength", operator="lessThanOrEqual", formula1=str(LONGEST_NOTE))
    )
    for cell in notes["F"][1:]:
        cell.number_format = "yyyy-mm-dd"
    about = book.create_sheet(_("What to write"))
    workbooks.fill(about, [_("Column"), _("What it means")], _explained().items(), [18, 90])
    for row in about.iter_rows(min_row=2):
        row[1].alignment = Alignment(wrap_text=True, vertical="top")
    return workbooks.as_bytes(book)


def rejected(name: str, data: bytes, findings: Iterable[Finding]) -> tuple[str, bytes]:
    """The rows with findings as a file of the same kind, and its name.

    Each row keeps its id and the file it came from, so that the corrected row takes the place it would have had:
    it joins its conversation, and it comes in once however often it is sent.
    """
    rows = list(raw_rows(data, name))
    header = [cell.strip() for cell in rows[0][1]]
    digest = hashlib.sha256(data).hexdigest()
    said: dict[int, list[str]] = {}
    for finding in findings:
        said.setdefault(finding.row, []).append(f"{finding.column}: {finding.problem} {finding.fix}".strip())
    has_ids = "source_id" in header and any(_cell(cells, header, "source_id") for _number, cells in rows[1:])
    source = name if has_ids else source_without_ids(digest)
    kept = [
        column
        for column in dict.fromkeys(header)
        if column and column not in ("source_id", CAME_FROM, PROBLEM)
    ]
    out = []
    for number, cells in rows[1:]:
        if number in said:
            row_id = _cell(cells, header, "source_id") or id_without_ids(digest, number)
            came_from = _cell(cells, header, CAME_FROM) or source
            words = [_cell(cells, header, column) for column in kept]
            out.append([*words, row_id, came_from, " ".join(said[number])])
    columns = [*kept, "source_id", CAME_FROM, PROBLEM]
    stem = Path(name).stem[:40]
    if not workbooks.is_workbook(data):
        return f"{stem}-to-correct.csv", csv_of(columns, out).encode("utf-8-sig")
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    workbooks.fill(
        book.active, columns, out, [70 if column in ("text", PROBLEM) else 18 for column in columns]
    )
    return f"{stem}-to-correct.xlsx", workbooks.as_bytes(book)


def _cell(cells: Sequence[str], header: Sequence[str], column: str) -> str:
    place = header.index(column) if column in header else len(cells)
    return unguarded(cells[place].strip()) if place < len(cells) else ""


def _choose(sheet: Worksheet, column: str, rule: DataValidation) -> None:
    letter = chr(ord("A") + COLUMNS.index(column))
    rule.allow_blank = rule.showErrorMessage = True
    rule.error = _("Choose from the list, or see “What to write”.")
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{LAST_ROW}")


def _lists(round: Round) -> dict[str, list[Any]]:
    area = round.area
    wards = list(Place.objects.filter(area=area, kind=Place.Kind.WARD).order_by("name_key", "code"))
    keys = [ward.name_key for ward in wards]
    organisations = Organisation.objects.filter(area=area, left_on=None).community().order_by("name_key")
    return {
        "prompt": [prompt.text for prompt in round.prompts.all()],
        "organisation": [one.name for one in organisations],
        # Where two wards have one name only the code tells which.
        "ward": [ward.name if keys.count(ward.name_key) == 1 else ward.code for ward in wards],
        "language": [code for code, _name in languages_for(area)],
    }


def _explained() -> dict[str, str]:
    return {
        "text": _("One note in people's own words, without names. Needed; everything else may stay empty."),
        "prompt": _("The question it answers, from the list."),
        "people_heard": _("How many people took part in the conversation."),
        "organisation": _("Who listened, from the list."),
        "ward": _("Where they live, from the list."),
        "held_on": _("The day, like 2026-11-16."),
        "language": _("The language spoken, as a code from the list, like en or so."),
        "may_quote": _("yes, if they agreed that the words are shown in public without a name."),
        "may_evaluate": _("yes, if they agreed that the words are used to find out whether this work helps."),
        "conversation": _("The same word or number in all rows of one conversation, like c1."),
        "source_id": _(
            "A number of your own for each row. With it, a file that is sent again adds nothing twice."
        ),
        "came_from": _("Stands only in rows that were sent back to you. Leave it as it is."),
    }
