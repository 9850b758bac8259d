"""Tables that go out with a release: our own by place, and those that rooms declare. Kept, and read back for print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from listens.alliance.models import Organisation
from listens.core.languages import as_written
from listens.core.published import people_count
from listens.core.released import RawTable, ReleasedTable, Row
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.tables import Key, Table
from listens.public.counted import Counted, key
from listens.public.counting import CONVERSATIONS, SOURCE, THEME_CONVERSATIONS

ALL, NOBODYS = gettext_noop("All"), gettext_noop("Not named")


class KeptTable(TypedDict):
    """As kept in a release: `values` row by row, null where hidden."""

    title: str
    headings: list[str]
    columns: list[str]
    rows: list[list[str]]
    values: list[list[int | None]]
    definition: str
    source: str
    codes: NotRequired[list[str]]  # of themes, row by row: a name may be another theme's by tomorrow


@dataclass(frozen=True)
class Waiting:
    """A table with what each place of it counts, before the gate."""

    name: str
    kept: KeptTable
    keys: list[list[Key]]
    counts: list[list[int]]

    def through(self, hidden: Collection[Key], rule: Rule) -> KeptTable:
        values = [
            [None if one in hidden else rule.rounded(count) for one, count in zip(keys, counts, strict=True)]
            for keys, counts in zip(self.keys, self.counts, strict=True)
        ]
        return {**self.kept, "values": values}


# Of our own tables, by name: what they are called, along what they are counted, and whether themes cross it.
OWN = {
    "heard_by_borough": (gettext_noop("Conversations by borough"), "borough", False),
    "heard_by_kind": (gettext_noop("Conversations by kind of organisation"), "kind", False),
    "themes_by_borough": (gettext_noop("Themes by borough"), "borough", True),
    "themes_by_kind": (gettext_noop("Themes by kind of organisation"), "kind", True),
}
HEADINGS = {"borough": gettext_noop("Borough"), "kind": gettext_noop("Kind of organisation")}
AT_FIRST = ("heard_by_borough", "heard_by_kind")


def offered(counted: Counted) -> list[str]:
    """Names of our own tables that can be made: something to tell apart is needed."""
    return [name for name, (_title, along, _themes) in OWN.items() if len(labels_of(counted, along)) > 1]


def labels_of(counted: Counted, along: str) -> list[str]:
    return counted.boroughs if along == "borough" else counted.kinds


def own(counted: Counted, names: Collection[str]) -> Iterator[Waiting]:
    """Ours, of those names: conversations by place, or each theme of the first level by place."""
    for name in offered(counted):
        if name not in names:
            continue
        title, along, with_themes = OWN[name]
        labels = labels_of(counted, along)
        words = dict(Organisation.Kind.choices) if along == "kind" else {}
        called = [as_written(words.get(label, label)) or NOBODYS for label in labels]
        places = [{along: label} for label in labels]
        if with_themes:
            themes = [
                theme
                for theme in counted.themes
                if theme.parent_id is None and theme.pk not in counted.merged
            ]
            lines = [(theme.name, {"theme": theme.code}) for theme in themes]
            keys = [[key(**label, **place) for place in [*places, {}]] for _name, label in lines]
            rows, columns = [[name] for name, _label in lines], [*called, ALL]
            headings = [gettext_noop("Theme"), HEADINGS[along]]
        else:
            keys = [[key(**place)] for place in [*places, {}]]
            rows, columns = [[one] for one in [*called, ALL]], [gettext_noop("Conversations")]
            headings = [HEADINGS[along], gettext_noop("Counted")]
        kept = KeptTable(
            title=title,
            headings=headings,
            columns=columns,
            rows=rows,
            values=[],
            definition=THEME_CONVERSATIONS if with_themes else CONVERSATIONS,
            source=SOURCE,
        )
        if with_themes:
            kept["codes"] = [label["theme"] for _name, label in lines]
        yield Waiting(name, kept, keys, [[counted.conversations[one] for one in line] for line in keys])


def table_of(raw: RawTable) -> Table:
    """Raises Unfit for what is no table of people: uneven rows, no whole numbers, totals that disagree."""
    if raw.of == "conversations":
        raise ValueError(f"{raw.name}: conversations are counted by `public.counted` alone.")
    return Table(raw.rows, raw.columns, raw.headings, {"of": raw.of}, raw.counts)


def declared(raw: RawTable) -> Waiting:
    table = table_of(raw)
    keys = [
        [table.key(table.labels(row, column)) for column in range(len(table.columns))]
        for row in range(len(table.rows))
    ]
    kept = KeptTable(
        title=raw.title,
        headings=list(raw.headings),
        columns=list(raw.columns),
        rows=[list(labels) for labels in raw.rows],
        values=[],
        definition=raw.definition,
        source=raw.source,
    )
    return Waiting(raw.name, kept, keys, [list(line) for line in raw.counts])


def as_printed(name: str, table: KeptTable, as_at: dt.date) -> ReleasedTable:
    """In the reader's language; a hidden count says no more than that it is hidden."""
    definition, source = _(table["definition"]), _(table["source"])

    def row(labels: list[str], values: list[int | None]) -> Row:
        printed = [people_count(one, definition=definition, as_at=as_at, source=source) for one in values]
        return Row(tuple(_(label) for label in labels), printed)

    return ReleasedTable(
        name,
        _(table["title"]),
        tuple(_(heading) for heading in table["headings"]),
        [_(column) for column in table["columns"]],
        [row(*line) for line in zip(table["rows"], table["values"], strict=True)],
    )
