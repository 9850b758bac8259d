"""The figures of an area's newest release: all that a public page knows about how many people were heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from listens.core.figure_names import key_of
from listens.core.models import Area, Release
from listens.core.published import Published, act, people_count
from listens.core.released import ReleasedTable
from listens.public.counting import Figure
from listens.public.estimates import KeptRound
from listens.public.tables import ALL, NOBODYS, KeptTable, as_printed
from listens.sensemaking.models import Theme


@dataclass(frozen=True)
class Figures:
    """`as_at` is None before the first release; then `get` finds nothing."""

    as_at: dt.date | None = None
    seq: int = 0
    kept: dict[str, Figure] = field(default_factory=dict)
    kept_tables: dict[str, KeptTable] = field(default_factory=dict)
    kept_estimates: dict[str, KeptRound] = field(default_factory=dict)

    def get(self, what: str, *, round: str = "", theme: str = "") -> Published | None:
        """The published value of that key, or None when no release holds it."""
        figure = self.kept.get(key_of(what, round=round, theme=theme))
        return published(figure, self.as_at) if figure and self.as_at else None

    def table(self, name: str) -> ReleasedTable | None:
        """A table that a room declared (`core.released`), or None when the release does not hold it."""
        table = self.kept_tables.get(name)
        return as_printed(name, table, self.as_at) if table and self.as_at else None

    def line_of(self, name: str, theme: Theme) -> int | None:
        """At which row of that table the theme stands, whatever it was called when the table was made; None: at none.

        Older releases kept names only; one that stands there twice is no theme's.
        """
        table = self.kept_tables.get(name)
        if table is None:
            return None
        given = [labels[0] for labels in table["rows"]]
        wanted = theme.name
        if codes := table.get("codes"):
            given, wanted = codes, theme.code
        return given.index(wanted) if given.count(wanted) == 1 else None

    def not_shown(self, along: str, theme: Theme, labels: Iterable[str]) -> set[str]:
        """Of these boroughs or kinds, and of those that a table names, where some table along "borough" or "kind" has
        no count of this theme of the first level, or of everybody: it is hidden, nought, or not there. Without such a
        table, none.
        """
        found: set[str] = set()
        if everybody := self.kept_tables.get(f"heard_by_{along}"):
            counts = {
                row[0]: values[0] for row, values in zip(everybody["rows"], everybody["values"], strict=True)
            }
            found |= _without_count(counts, labels)
        name = f"themes_by_{along}"
        if themes := self.kept_tables.get(name):
            line = self.line_of(name, theme)
            nothing: list[int | None] = [None] * len(themes["columns"])
            values = nothing if line is None else themes["values"][line]
            counts = dict(zip(themes["columns"], values, strict=True))
            found |= _without_count(counts, labels)
        return found

    def most_heard(self, themes: Iterable[str], *, round: str = "") -> list[str]:
        """Codes of themes that came up, the most heard first, hidden counts last."""
        heard = {code: self.get("times_heard", round=round, theme=code) for code in themes}
        known = [code for code, number in heard.items() if number is not None and number.value != 0]
        return sorted(known, key=lambda code: -(heard[code].value or 0))  # type: ignore[union-attr]


def _without_count(counts: Mapping[str, int | None], labels: Iterable[str]) -> set[str]:
    return {one for one in {*counts, *labels} - {ALL, NOBODYS} if not counts.get(one)}


def published(figure: Figure, as_at: dt.date) -> Published:
    """One kept figure as a value that a template may print, in the reader's language."""
    definition, source = _(figure["definition"]), _(figure["source"])
    if figure.get("kind") == "act":
        return act(figure["value"] or 0, definition=definition, as_at=as_at, source=source)
    return people_count(figure["value"], definition=definition, as_at=as_at, source=source)


def newest_release(area: Area) -> Release | None:
    """Without its register, which no page reads."""
    return Release.objects.filter(area=area).order_by("-seq").defer("register").first()


def newest(area: Area) -> Figures:
    """One query."""
    release = newest_release(area)
    if release is None:
        return Figures()
    return Figures(release.as_at, release.seq, release.figures, release.tables, release.estimates)
