"""Counting what was said: conversations and times heard per theme, over accepted and standing notes only.

Conversations and times heard are different counts. A conversation in which a theme came up three times is one
conversation; its `people_heard` are heard once for that theme. At a wall those are at least the marks on any sticky
(`listening.intake`); the marks themselves are not added up, for one person puts several. A theme of the first level
also has what its parts have, each conversation once. Merges are resolved here, by `lineage`: codings keep the theme
they were made with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from listens.alliance.models import Organisation
from listens.core.models import Area
from listens.listening.models import Note, Round
from listens.sensemaking.lineage import Lineage, behind_whole, lineage
from listens.sensemaking.models import Coding, Theme


@dataclass
class ThemeCount:
    """Exact and internal: a public page shows it only through a release."""

    theme: Theme
    num_conversations: int = 0
    times_heard: int = 0
    num_notes: int = 0


def theme_counts(
    area: Area,
    round: Round | None = None,
    organisation: Organisation | None = None,
    *,
    only: Theme | None = None,
) -> list[ThemeCount]:
    """One row per theme of the codebook, in its order; `only` that theme and its parts.

    A theme that was merged into another has no row but when asked for. Three queries whatever the number of notes.
    """
    lines = lineage(area)
    kept = Theme.objects.filter(area=area).exclude(pk__in=lines.merged.keys() - {only and only.pk})
    kept = kept.select_related("parent")
    themes = list(kept.filter(Q(pk=only.pk) | Q(parent=only)) if only else kept)
    codings = Coding.objects.current().filter(theme__isnull=False, note__in=Note.objects.counted())
    codings = codings.filter(note__area=area)
    if only is not None:
        codings = codings.filter(theme__in=list(lines.behind(theme.pk for theme in themes)))
    if round is not None:
        codings = codings.filter(note__conversation__round=round)
    if organisation is not None:
        codings = codings.filter(note__conversation__organisation=organisation)
    rows = codings.values_list(
        "theme_id", "note_id", "note__conversation_id", "note__conversation__people_heard"
    )
    return _tally(themes, lines, rows.iterator(chunk_size=5000))


def num_conversations(round: Round, themes: Iterable[UUID]) -> dict[UUID, int]:
    """In how many conversations of the round each of these, or one of its parts, came up. Exact. Three queries."""
    wanted = set(themes)
    lines = lineage(round.area)
    places: dict[UUID, set[UUID]] = {pk: {pk} for pk in wanted}
    for part, parent in Theme.objects.filter(parent__in=wanted).values_list("pk", "parent_id"):
        if parent is not None:
            places.setdefault(part, set()).add(parent)
    behind = lines.behind(places)
    codings = Coding.objects.current().filter(theme__in=list(behind), note__in=Note.objects.counted())
    codings = codings.filter(note__conversation__round=round).order_by()
    heard: dict[UUID, set[UUID]] = {pk: set() for pk in wanted}
    for theme, conversation in codings.values_list("theme_id", "note__conversation_id").distinct():
        for place in places[behind[theme]]:
            heard[place].add(conversation)
    return {pk: len(found) for pk, found in heard.items()}


def coded(area: Area) -> Iterator[tuple[UUID, UUID]]:
    """Each (theme, conversation) that belong together by a coding that counts, once. Two queries.

    A theme that was merged is that into which it was.
    """
    lines = lineage(area)
    codings = Coding.objects.current().filter(
        theme__isnull=False, note__in=Note.objects.counted(), note__area=area
    )
    pairs = codings.order_by().values_list("theme_id", "note__conversation_id").distinct()
    joined = lines.merged.keys() | {lines.stands(theme) for theme in lines.merged}
    seen: set[tuple[UUID, UUID]] = set()
    for theme, conversation in pairs.iterator(chunk_size=5000):
        pair = lines.stands(theme), conversation
        if theme not in joined:
            yield pair
        elif pair not in seen:
            seen.add(pair)
            yield pair


def _tally(themes: list[Theme], lines: Lineage, rows: Iterable[tuple[Any, ...]]) -> list[ThemeCount]:
    counts = {theme.pk: ThemeCount(theme) for theme in themes}
    above = {theme.pk: theme.parent_id for theme in themes}
    heard: dict[object, dict[object, int]] = {pk: {} for pk in counts}
    notes: dict[object, set[object]] = {pk: set() for pk in counts}
    for coded_to, note_id, conversation_id, people_heard in rows:
        theme_id = lines.stands(coded_to)
        for place in (theme_id, above.get(theme_id)):
            if place in counts:
                heard[place][conversation_id] = people_heard
                notes[place].add(note_id)
    for pk, count in counts.items():
        count.num_conversations = len(heard[pk])
        count.times_heard = sum(heard[pk].values())
        count.num_notes = len(notes[pk])
    return list(counts.values())


@dataclass(frozen=True)
class Overlap:
    """Conversations and notes of one theme, of another with its parts, of both, and of the two together. Exact."""

    conversations: tuple[int, int, int, int]
    notes: tuple[int, int, int, int]


def overlap(theme: Theme, into: Theme) -> Overlap:
    """What a merge would bring together; five queries."""

    def of(themes: Iterable[UUID]) -> tuple[set[UUID], set[UUID]]:
        codings = Coding.objects.current().filter(theme__in=list(themes), note__in=Note.objects.counted())
        rows = list(codings.values_list("note__conversation_id", "note_id"))
        return {conversation for conversation, _note in rows}, {note for _conversation, note in rows}

    one, other = of(lineage(theme.area).behind([theme.pk])), of(behind_whole(into))
    counted = [(len(a), len(b), len(a & b), len(a | b)) for a, b in zip(one, other, strict=True)]
    return Overlap(counted[0], counted[1])
