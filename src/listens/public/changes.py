"""What publishing now would change against the last release, and what stays hidden and why: for the organiser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from listens.core.figure_names import parts_of
from listens.core.models import Area
from listens.core.published import Published
from listens.core.released import ReleasedTable, Row
from listens.public.draft import Draft, Why
from listens.public.figures import Figures, newest, published
from listens.public.naming import Words
from listens.public.tables import as_printed

WHOLE, THEMES = "whole", "themes"  # the groups of what stands in no table


@dataclass(frozen=True)
class Change:
    """One figure that would be published: where it stands, before and after. `of` is the group it is shown in."""

    of: str
    where: str
    what: str
    before: Published | None
    after: Published
    why_hidden: str

    @property
    def is_new(self) -> bool:
        """It was not in the last release, and would show more than nothing."""
        return self.before is None and bool(self.after.value)

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.before.value != self.after.value


@dataclass(frozen=True)
class Group:
    """Figures that are shown together: of one kind of table, or one kind of figure. `title` is in words."""

    title: str
    changed: list[Change] = field(default_factory=list)
    hidden: list[Change] = field(default_factory=list)
    num_same: int = 0

    @property
    def summary(self) -> str:
        """“12 new, 3 changed, 5 hidden”."""
        num_new = sum(one.is_new for one in self.changed)
        counted = [
            (num_new, ngettext("%(n)d new", "%(n)d new", num_new)),
            (
                len(self.changed) - num_new,
                ngettext("%(n)d changed", "%(n)d changed", len(self.changed) - num_new),
            ),
            (len(self.hidden), ngettext("%(n)d hidden", "%(n)d hidden", len(self.hidden))),
            (self.num_same, ngettext("%(n)d the same", "%(n)d the same", self.num_same)),
        ]
        return pgettext("between names", ", ").join(words % {"n": n} for n, words in counted if n)


@dataclass(frozen=True)
class Changes:
    """In groups, in the order of the page. `last_as_at` is the day of the release compared with."""

    groups: list[Group]
    last_as_at: dt.date | None

    @property
    def changed(self) -> list[Change]:
        return [one for group in self.groups for one in group.changed]

    @property
    def hidden(self) -> list[Change]:
        return [one for group in self.groups for one in group.hidden]


def changes(area: Area, as_at: dt.date, made: Draft) -> Changes:
    """What publishing this draft on that day would change. A few queries, however much it holds."""
    last = newest(area)
    groups: dict[str, Group] = {}
    titles = _titles(made)
    for one in [*_figures(area, as_at, last, made), *_tables(area, as_at, last, made)]:
        group = groups.setdefault(one.of, Group(titles[one.of]))
        is_told = one.is_new or one.is_changed
        if is_told:
            group.changed.append(one)
        if one.after.value is None:
            group.hidden.append(one)
        elif not is_told:
            groups[one.of] = replace(group, num_same=group.num_same + 1)
    return Changes(list(groups.values()), last.as_at)


def changed_table(found: Group) -> dict[str, Any]:
    """For `core/table.html`."""
    now, would = _("Now public"), _("Would become")
    return {
        "caption": _("Each figure that would change"),
        "headings": [_("Where"), _("What is counted"), now, would],
        "numeric": [now, would],
        "rows": [[one.where, one.what, one.before or _("nothing"), one.after] for one in found.changed],
    }


def hidden_table(found: Group) -> dict[str, Any]:
    """For `core/table.html`."""
    return {
        "caption": _("Each figure that stays hidden"),
        "headings": [_("Where"), _("What is counted"), _("Why")],
        "numeric": [],
        "rows": [[one.where, one.what, one.why_hidden] for one in found.hidden],
    }


def _titles(made: Draft) -> dict[str, str]:
    """Of each group. Tables of one kind, such as one for each round, are a group: theirs is the part they share."""
    titles = {WHOLE: _("Conversations, times heard and organisations"), THEMES: _("Themes")}
    for name, table in made.tables.items():
        title = table["headings"][1] if ":" in name else table["title"]
        titles[_kind(name)] = _(title)
    return titles


def _kind(name: str) -> str:
    return name.partition(":")[0]


def _figures(area: Area, as_at: dt.date, last: Figures, made: Draft) -> Iterator[Change]:
    words = Words(area)
    for name, figure in made.figures.items():
        what, round, theme = parts_of(name)
        before, after = last.get(what, round=round, theme=theme), published(figure, as_at)
        yield Change(
            THEMES if theme else WHOLE,
            words.where(round=round, theme=theme),
            after.definition,
            before,
            after,
            _why(area, made.why.get(name)),
        )


def _tables(area: Area, as_at: dt.date, last: Figures, made: Draft) -> Iterator[Change]:
    for name, kept in made.tables.items():
        was = last.table(name)
        before = {(row.labels, column): value for row, column, value in _places(was)} if was else {}
        after = as_printed(name, kept, as_at)
        why = made.why_in_tables[name]
        for at, (row, column, value) in enumerate(_places(after)):
            place = divmod(at, len(after.columns))
            labels = [*row.labels, *([column] if len(after.columns) > 1 else [])]
            where = _("%(table)s: %(place)s") % {
                "table": after.title,
                "place": pgettext("between names", ", ").join(labels),
            }
            yield Change(
                _kind(name),
                where,
                value.definition,
                before.get((row.labels, column)),
                value,
                _why(area, why.get(place)),
            )


def _places(table: ReleasedTable) -> Iterator[tuple[Row, str, Published]]:
    for row in table.rows:
        for column, value in zip(table.columns, row.values, strict=True):
            yield row, column, value


def _why(area: Area, why: Why | None) -> str:
    if why is None:
        return ""
    return {
        Why.SMALL: _("Fewer than %(n)d: somebody could be recognised.") % {"n": area.hide_below},
        Why.BESIDE: _("Hidden so that a hidden one beside it cannot be worked out."),
        Why.SINCE: _(
            "Too few were added since an earlier release: whoever takes that from this would find them."
        ),
    }[why]
