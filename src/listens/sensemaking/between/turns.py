"""Moments from which other notes belong to a theme, and what it meant before them: out of the codebook's history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from listens.core.models import Area
from listens.sensemaking.history import MEANING
from listens.sensemaking.lineage import Lineage
from listens.sensemaking.models import Theme, ThemeChange

Kind = ThemeChange.Kind
SHOWN = ("name", "definition", "include", "exclude")


@dataclass(frozen=True)
class Turn:
    """`is_break`: figures before and after it are not of the same thing. `change` says who and when."""

    theme: UUID
    change: ThemeChange
    is_break: bool

    @property
    def at(self) -> dt.datetime:
        return self.change.at


class History:
    """All changes of an area's codebook that say which notes belong to a theme. Two queries."""

    def __init__(self, area: Area, lines: Lineage, themes: Sequence[Theme]) -> None:
        rows = ThemeChange.objects.filter(area=area).exclude(kind=Kind.STATUS)
        self.changes = list(
            rows.select_related("theme", "by__account", "undoes").prefetch_related(
                "edges__into", "undoes__edges__into"
            )
        )
        self.lines, self.themes = lines, {theme.pk: theme for theme in themes}
        self.turns = [turn for change in self.changes for turn in self._turns(change)]

    def _turns(self, change: ThemeChange) -> Iterable[Turn]:
        """Of the theme it counts for now; and of the one above, to which it is a turn but no break."""
        what = change.undoes or change
        if what.kind == Kind.CHANGED and not MEANING.isdisjoint(what.after):
            theme = self.themes.get(self.lines.stands(change.theme_id))
            if theme is not None:
                yield Turn(theme.pk, change, not what.keeps_meaning)
                if theme.parent_id:
                    yield Turn(theme.parent_id, change, False)
        elif what.kind == Kind.BRANCHED:
            yield from self._branched(change, [edge.into for edge in what.edges.all()])

    def _branched(self, change: ThemeChange, into: list[Theme]) -> Iterable[Turn]:
        """It has less than before, but for a part that stands below it; and so has the theme above, if that left it."""
        old = self.themes.get(self.lines.stands(change.theme_id))
        new = self.themes.get(self.lines.stands(into[0].pk)) if into else None
        if old is None or new is None or old.pk == new.pk:
            return
        yield Turn(old.pk, change, new.parent_id != old.pk)
        if old.parent_id:
            yield Turn(old.parent_id, change, old.parent_id not in (new.parent_id, new.pk))

    def between(self, theme: UUID, after: dt.datetime, until: dt.datetime) -> list[Turn]:
        """Those of a theme after one moment and up to another; without what was undone within it."""
        found = [turn for turn in self.turns if turn.theme == theme and after < turn.at <= until]
        here = {turn.change.pk for turn in found}
        undone = {turn.change.undoes_id for turn in found if turn.change.undoes_id in here}
        gone = undone | {turn.change.pk for turn in found if turn.change.undoes_id in undone}
        return [turn for turn in found if turn.change.pk not in gone]

    def born(self) -> Mapping[UUID, dt.datetime]:
        """{theme: when it was added}, by a person, from a file, or as a part of one that was split."""
        found: dict[UUID, dt.datetime] = {}
        for change in self.changes:
            if change.kind == Kind.ADDED:
                found.setdefault(change.theme_id, change.at)
            elif change.kind == Kind.SPLIT:
                for edge in change.edges.all():
                    found.setdefault(edge.into_id, change.at)
        return found

    def as_it_was(self, theme: Theme, at: dt.datetime) -> dict[str, str]:
        """The words of a theme at that moment: its name, what it is about, what belongs and what does not."""
        words: dict[str, Any] = {field: getattr(theme, field) for field in SHOWN}
        for change in reversed(self.changes):
            if change.at <= at:
                break
            if change.theme_id == theme.pk:
                words.update({field: change.before[field] for field in SHOWN if field in change.before})
        return words
