"""How large each theme is among all that was said: what people read at random, and the machine's scores for the rest.

The machine's scores are used for a theme that it may count, and for no other; then it is what people read alone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from listens.core import left
from listens.core.models import JobRun
from listens.listening.models import Round
from listens.sensemaking.audit import audited
from listens.sensemaking.machine import notes as read_notes
from listens.sensemaking.machine.arrays import unpacked
from listens.sensemaking.machine.decided import by_hand, table
from listens.sensemaking.machine.runs import round_of
from listens.sensemaking.models import Theme, ThemeChange, ThemeEstimate, ThemeRun
from listens.sensemaking.uncoded import notes_of

METHODS = {
    "counted": ThemeEstimate.Method.COUNTED,
    "machine and people": ThemeEstimate.Method.BOTH,
    "people": ThemeEstimate.Method.PEOPLE,
}


def reckon(run: JobRun, theme_ids: Sequence[str]) -> list[dict[str, Any]]:
    """Of these themes, in the order of the scores, as rows for `keep_estimates`. None before anybody has read.

    A step of its own: over a million notes it takes minutes, in which a transaction would hold the database.
    """
    from listens.methods.themes.estimate import shares

    round = round_of(run)
    at = round.area.now()
    said = list(
        notes_of(round).values_list("pk", "conversation_id", "conversation__people_heard").order_by("pk")
    )
    place = {pk: row for row, (pk, _conversation, _people) in enumerate(said)}
    decided = [pk for pk in by_hand(round) if pk in place]
    sample = audited(round, ((pk, conversation) for pk, conversation, _people in said), set(decided))
    if not sample:
        return []
    themes = Theme.objects.in_bulk([UUID(pk) for pk in theme_ids])
    ordered = [themes[UUID(pk)] for pk in theme_ids if UUID(pk) in themes]
    given = table(decided, ordered)
    rows = [place[pk] for pk in decided]
    scores = _scores(run, place, len(theme_ids))
    names, conversation = np.unique([one.bytes for _pk, one, _people in said], return_inverse=True)
    people = np.zeros(len(names))
    people[conversation] = [max(num, 1) for _pk, _conversation, num in said]
    is_audited = np.array([one in sample for _pk, one, _people in said], bool)
    made: list[dict[str, Any]] = []
    for column, theme in enumerate(ordered):
        has = np.zeros(len(said), bool)
        has[rows] = given[:, column]
        may_count = theme.status == Theme.Status.MAY_COUNT
        chances = scores[:, theme_ids.index(str(theme.pk))] if may_count else np.zeros(len(said))
        found = shares(chances.astype(float), is_audited, has, conversation, people)
        made += [{"theme": str(theme.pk), "at": at.isoformat(), **one} for one in _rows(found)]
    return made


def keep_estimates(ended: ThemeRun, rows: Sequence[dict[str, Any]]) -> int:
    """Write what was reckoned, but of themes that changed meanwhile. Gives how many rows there are."""
    if not rows:
        return 0
    since = dt.datetime.fromisoformat(rows[0]["at"])
    touched = _touched(_of_which_notes(ended.round.area_id), since)
    there = set(Theme.objects.filter(area=ended.round.area_id).values_list("pk", flat=True)) - touched
    made = [
        ThemeEstimate(
            run=ended, theme_id=UUID(row["theme"]), **{k: row[k] for k in row if k not in ("theme", "at")}
        )
        for row in rows
        if UUID(row["theme"]) in there
    ]
    ThemeEstimate.objects.bulk_create(made, batch_size=500)
    return len(made)


def _scores(run: JobRun, place: dict[UUID, int], num_themes: int) -> NDArray[np.float16]:
    """(notes, themes): nought where the machine read nothing; of decided notes by learners that had not seen them."""
    found = np.zeros((len(place), num_themes), np.float16)
    parts = zip(read_notes.all_ids_left(run), left.read_all(run, "scores-"), strict=True)
    for ids, content in parts:
        _put(found, place, ids, unpacked(content))
    lesson = json.loads(left.read(run, "lesson"))
    _put(found, place, [UUID(pk) for pk in lesson["decided"]], unpacked(left.read(run, "held-out")))
    return found


def _put(
    into: NDArray[np.float16], place: dict[UUID, int], ids: Sequence[UUID], scores: NDArray[Any]
) -> None:
    known = [(place[pk], row) for row, pk in enumerate(ids) if pk in place]
    if known:
        to, of = zip(*known, strict=True)
        into[list(to)] = scores[list(of)]


def _rows(found: Any) -> Iterator[dict[str, Any]]:
    for unit in ThemeEstimate.Unit.values:
        one = getattr(found, unit)
        if one.method in METHODS:
            yield {
                "unit": unit,
                "share": one.share,
                "low": one.low,
                "high": one.high,
                "num": one.num,
                "num_clusters": one.num_clusters,
                "found": one.found,
                "method": METHODS[one.method],
            }


def of_theme(theme: Theme, round: Round | None = None) -> list[ThemeEstimate]:
    """Its share of conversations in each round, or in one, as far as it stands. Five queries."""
    runs = ThemeRun.objects.filter(round__area=theme.area_id, kind=ThemeRun.Kind.SUGGESTIONS)
    if round is not None:
        runs = runs.filter(round=round)
    newest = {run.round_id: run.pk for run in runs.order_by("run__asked_at")}
    found = theme.estimates.filter(run__in=newest.values(), unit=ThemeEstimate.Unit.CONVERSATIONS)
    rows = list(found.select_related("run__round").order_by("-run__round__number"))
    changes = _of_which_notes(theme.area_id) if rows else []
    return [one for one in rows if theme.pk not in _touched(changes, one.run.finished_at)]


def standing(round: Round, unit: str = ThemeEstimate.Unit.CONVERSATIONS) -> list[ThemeEstimate]:
    """Those of the newest run whose results stand, of themes in use, the largest first. Five queries.

    Without themes that have other notes since, because one was merged, moved or given back: the next run reckons them.
    """
    newest = ThemeRun.objects.newest(round, ThemeRun.Kind.SUGGESTIONS)
    if newest is None:
        return []
    touched = _touched(_of_which_notes(round.area_id), newest.finished_at)
    found = newest.estimates.filter(unit=unit, theme__in=Theme.objects.in_use()).exclude(theme__in=touched)
    return list(found.select_related("theme__parent", "run").order_by("-share", "theme__position"))


def _of_which_notes(area_id: UUID) -> list[ThemeChange]:
    """Changes of the codebook by which a theme, or the one above it, has other notes than before."""
    kinds = [ThemeChange.Kind.MERGED, ThemeChange.Kind.MOVED]
    found = ThemeChange.objects.filter(Q(kind__in=kinds) | Q(undoes__kind__in=kinds), area=area_id)
    return list(
        found.select_related("theme", "undoes").prefetch_related("edges__into", "undoes__edges__into")
    )


def _touched(changes: Sequence[ThemeChange], since: dt.datetime) -> set[UUID]:
    """The themes of those changes that came later, and what stood or stands above them."""
    late = [change for change in changes if change.at > since]
    themes = {one for change in late for one in (change.theme, *_into(change.undoes or change))}
    codes = {said.get("parent") for change in late for said in (change.before, change.after)}
    above = Theme.objects.filter(area__in={change.area_id for change in late}, code__in=codes - {None, ""})
    found = {theme.pk for theme in themes} | {theme.parent_id for theme in themes if theme.parent_id}
    return found | (set(above.values_list("pk", flat=True)) if late else set())


def _into(change: ThemeChange) -> list[Theme]:
    return [edge.into for edge in change.edges.all()]
