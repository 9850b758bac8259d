"""What the newest run reckoned of each theme of a round, and whether it still stands: for whoever publishes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from listens.core.models import Area
from listens.listening.models import Round
from listens.sensemaking import agreement
from listens.sensemaking.machine import estimating
from listens.sensemaking.models import Theme, ThemeChange, ThemeEstimate, ThemeRun

MEANING = {"name", "definition", "include", "exclude"}
REMADE = {ThemeChange.Kind.MERGED, ThemeChange.Kind.MOVED, ThemeChange.Kind.SPLIT}


class Stands(StrEnum):
    """Whether an estimate can be used as it is."""

    YES = "yes"
    CHANGED = "changed"  # what belongs in the theme, or in a part of it, was changed since
    NOT_BY_MACHINE = "not by machine"  # the machine helped, and may not count this theme any more
    NOT_YET = "not yet"  # the theme is newer than the run, or nobody had read anything


@dataclass(frozen=True)
class Meaning:
    """Which definition a theme had: the how manieth, and from which day. A new name counts, for readers go by it."""

    version: int
    on: dt.date


@dataclass(frozen=True)
class Reckoned:
    """One theme in use. `row` is the share of conversations, None where there is none to use.

    `alpha` is how well two people agreed on it, with its interval; None where that was not measured.
    """

    theme: Theme
    stands: Stands
    row: ThemeEstimate | None
    meaning: Meaning
    alpha: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Reckoning:
    """Of a round, by its newest run; `at` in the area's own time."""

    at: dt.datetime
    themes: list[Reckoned]


def reckoning(round: Round) -> Reckoning | None:
    """None before anything was reckoned. A dozen queries."""
    run = ThemeRun.objects.newest(round, ThemeRun.Kind.SUGGESTIONS)
    if run is None or not run.estimates.exists():
        return None
    rows = {one.theme_id: one for one in estimating.standing(round)}
    themes = Theme.objects.filter(area=round.area_id).in_use().select_related("parent")
    changes = _changes(round.area_id)
    late = _changed(change for change in changes if change.at > run.finished_at)
    alphas = {one.theme.pk: one for one in agreement.by_theme(round)}
    had = set(run.estimates.values_list("theme", flat=True))
    found = []
    for theme in themes:
        row, agreed = rows.get(theme.pk), alphas.get(theme.pk)
        stands = _stands(theme, row, is_changed=theme.pk in late or (row is None and theme.pk in had))
        alpha = None
        if agreed and agreed.alpha is not None and agreed.low is not None and agreed.high is not None:
            alpha = agreed.alpha, agreed.low, agreed.high
        meaning = _meaning(round.area, theme, [one for one in changes if one.at <= run.finished_at])
        found.append(Reckoned(theme, stands, row if stands is Stands.YES else None, meaning, alpha))
    return Reckoning(run.finished_at, found)


def meaning_now(theme: Theme) -> Meaning:
    """One query."""
    return _meaning(theme.area, theme, _changes(theme.area_id))


def _stands(theme: Theme, row: ThemeEstimate | None, *, is_changed: bool) -> Stands:
    if is_changed:
        return Stands.CHANGED
    if row is None:
        return Stands.NOT_YET
    if row.method == ThemeEstimate.Method.BOTH and theme.status != Theme.Status.MAY_COUNT:
        return Stands.NOT_BY_MACHINE
    return Stands.YES


def _changes(area_id: UUID) -> list[ThemeChange]:
    """Those by which something else belongs in a theme, in order; also those that take one back."""
    rows = ThemeChange.objects.filter(area=area_id).select_related("theme", "undoes").order_by("seq")
    return [row for row in rows if _is_of_meaning(row.undoes or row)]


def _is_of_meaning(change: ThemeChange) -> bool:
    if change.kind == ThemeChange.Kind.CHANGED:
        return bool(MEANING & change.after.keys())
    return change.kind in REMADE


def _changed(changes: Iterable[ThemeChange]) -> set[UUID]:
    """The themes of these changes, and those above them: they have what their parts have."""
    themes = [change.theme for change in changes]
    return {one.pk for one in themes} | {one.parent_id for one in themes if one.parent_id}


def _meaning(area: Area, theme: Theme, changes: list[ThemeChange]) -> Meaning:
    own = [change for change in changes if change.theme_id == theme.pk]
    on = own[-1].at.astimezone(ZoneInfo(area.time_zone)).date() if own else theme.added_on
    return Meaning(1 + len(own), on)
