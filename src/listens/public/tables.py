"""Tables that rooms declare for a release: made safe together, kept, and read back as they may be printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict

from django.utils.translation import gettext as _

from listens.core.published import people_count
from listens.core.released import RawTable, ReleasedTable, Row
from listens.methods.disclosure.protect import protect
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.tables import Table


class KeptTable(TypedDict):
    """As kept in a release: `values` row by row, null where hidden."""

    title: str
    headings: list[str]
    columns: list[str]
    rows: list[list[str]]
    values: list[list[int | None]]
    definition: str
    source: str


def table_of(raw: RawTable) -> Table:
    """Raises Unfit for what is no table of people: uneven rows, no whole numbers, totals that disagree."""
    return Table(raw.rows, raw.columns, raw.headings, {"of": raw.of}, raw.counts)


def made_safe(raws: Iterable[RawTable], rule: Rule) -> dict[str, KeptTable]:
    """Raises Unfit in one sentence; then nothing may be published."""
    raws = list(raws)
    safe = protect([table_of(raw) for raw in raws], rule) if raws else []
    return {raw.name: kept(raw, one.table) for raw, one in zip(raws, safe, strict=True)}


def kept(raw: RawTable, values: list[list[int | None]]) -> KeptTable:
    return KeptTable(
        title=raw.title,
        headings=list(raw.headings),
        columns=list(raw.columns),
        rows=[list(labels) for labels in raw.rows],
        values=values,
        definition=raw.definition,
        source=raw.source,
    )


def as_printed(name: str, table: KeptTable, as_at: dt.date) -> ReleasedTable:
    """In the reader's language; a hidden count says no more than that it is hidden."""
    definition, source = _(table["definition"]), _(table["source"])

    def row(labels: list[str], values: list[int | None]) -> Row:
        return Row(
            tuple(_(label) for label in labels),
            [
                people_count(value, definition=definition, as_at=as_at, source=source, hide_below=0)
                for value in values
            ],
        )

    return ReleasedTable(
        name,
        _(table["title"]),
        tuple(_(heading) for heading in table["headings"]),
        [_(column) for column in table["columns"]],
        [row(*line) for line in zip(table["rows"], table["values"], strict=True)],
    )
