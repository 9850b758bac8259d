"""What publishing now would change against the last release, and what stays hidden and why: for the organiser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from listens.core.models import Area
from listens.core.published import Published
from listens.core.released import ReleasedTable, Row
from listens.public.draft import Draft, Why, draft
from listens.public.figures import Figures, newest, published
from listens.public.keys import parts_of
from listens.public.naming import Words
from listens.public.tables import as_printed


@dataclass(frozen=True)
class Change:
    """One figure that would be published: where it stands, before and after."""

    where: str
    what: str
    before: Published | None
    after: Published
    why_hidden: str


@dataclass(frozen=True)
class Changes:
    """`num_same` figures would not change. `last_seq` and `last_as_at` are the release compared with.

    `left_out` are rounds of which too little was heard to be in it. With any `refusals` nothing can be published.
    """

    changed: list[Change]
    hidden: list[Change]
    num_same: int
    last_seq: int
    last_as_at: dt.date | None
    left_out: list[str]
    refusals: list[str]
    choices: list[tuple[str, str]]
    chosen: list[str]


def changes(area: Area, as_at: dt.date, tables: Collection[str] | None = None) -> Changes:
    """Counts as a release of that day with these tables would, and publishes nothing."""
    last, made = newest(area), draft(area, tables)
    found = [*_figures(area, as_at, last, made), *_tables(area, as_at, last, made)]
    hidden = [change for change in found if change.after.value is None]
    changed = [change for change in found if _differs(change)]
    num_same = len(found) - len(changed)
    return Changes(
        changed,
        hidden,
        num_same,
        last.seq,
        last.as_at,
        made.left_out,
        made.refusals,
        made.choices,
        made.chosen,
    )


def changed_table(found: Changes) -> dict[str, Any]:
    """For `core/table.html`."""
    now, would = _("Now public"), _("Would become")
    return {
        "caption": _("Each figure that would change"),
        "headings": [_("Where"), _("What is counted"), now, would],
        "numeric": [now, would],
        "rows": [[one.where, one.what, one.before or _("nothing"), one.after] for one in found.changed],
    }


def hidden_table(found: Changes) -> dict[str, Any]:
    """For `core/table.html`."""
    return {
        "caption": _("Each figure that stays hidden"),
        "headings": [_("Where"), _("What is counted"), _("Why")],
        "numeric": [],
        "rows": [[one.where, one.what, one.why_hidden] for one in found.hidden],
    }


def _differs(change: Change) -> bool:
    if change.before is None:
        return change.after.value != 0
    return change.before.value != change.after.value


def _figures(area: Area, as_at: dt.date, last: Figures, made: Draft) -> Iterator[Change]:
    words = Words(area)
    for name, figure in made.figures.items():
        what, round, theme = parts_of(name)
        before, after = last.get(what, round=round, theme=theme), published(figure, as_at)
        yield Change(
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
                where, value.definition, before.get((row.labels, column)), value, _why(area, why.get(place))
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
