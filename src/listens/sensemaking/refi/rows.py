"""Rows for the import of a codebook out of a REFI-QDA file: one for each code, with a finding for each bad one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.tables import Table, UnreadableTable
from listens.methods.findings import Finding
from listens.sensemaking.models import Theme
from listens.sensemaking.refi.description import described
from listens.sensemaking.refi.reading import Code, Reader, document_of
from listens.sensemaking.signs import code_for


def read(data: bytes, source: str, here: Sequence[Theme]) -> Table:
    """A row for each code, counted in the order of the file; its parent is the code of the first level above it.

    `here` are the area's themes: one keeps its code, known by its id, or by its name where the file says none.
    Raises UnreadableTable.
    """
    found = Reader(document_of(data)).codes
    if not found:
        raise UnreadableTable(
            _("The file holds no codebook, or an empty one. Save the codebook as REFI-QDA (.qdc).")
        )
    table = Table(source, hashlib.sha256(data).hexdigest(), [])
    _fill(table, found, here)
    return table


def _fill(table: Table, found: Sequence[Code], here: Sequence[Theme]) -> None:
    read_as = [(code, described("".join(code.description))) for code in found]
    code_of = {str(theme.pk): theme.code for theme in here}
    by_name = {theme.code: theme.name for theme in here}
    taken = {theme.code for theme in here} | {row["code"] for _code, row in read_as if row.get("code")}
    first_at: dict[str, int] = {}
    for code, row in read_as:
        guid, name = _plain(code.guid), " ".join(code.name.split())
        problem = _problem(code, first_at)
        code.code = code_of.get(guid) or row.get("code") or code_for(name, set())
        if not (guid in code_of or row.get("code") or by_name.pop(code.code, None) == name):
            code.code = code_for(name, taken)
        taken.add(code.code)
        if problem:
            table.findings.append(problem)
            continue
        first_at[guid] = code.number
        parent = code.above[0].code if code.above else ""
        table.rows.append(
            (code.number, row | {"code": code.code, "name": name, "guid": guid, "parent": parent})
        )
        if len(code.above) > 1:
            table.notes.append(
                _(
                    "Code %(n)d, “%(name)s”, lies deeper than two levels: it comes in as a part of “%(whole)s”."
                )
                % {
                    "n": code.number,
                    "name": text.shown(code.name, 60),
                    "whole": text.shown(code.above[0].name, 60),
                }
            )


def _plain(guid: str) -> str:
    try:
        return str(UUID(guid))
    except ValueError:
        return ""


def _problem(code: Code, first_at: Mapping[str, int]) -> Finding | None:
    number, guid = code.number, _plain(code.guid)
    if not guid:
        return Finding(
            number,
            "guid",
            _("“%(guid)s” is not a guid.") % {"guid": text.shown(code.guid, 60)},
            _("Save the codebook again from the program it was made with."),
        )
    if guid in first_at:
        return Finding(
            number,
            "guid",
            _("Code %(n)d has the same guid.") % {"n": first_at[guid]},
            _("Save the codebook again from the program it was made with."),
        )
    if not code.name:
        return Finding(number, "name", _("The code has no name."), _("Give it one."))
    if problem := text.problem_with(code.name, longest=120):
        return Finding(number, "name", problem)
    return None
