"""Counting what was said: conversations and times heard per theme, over accepted and standing notes only.

Conversations and times heard are different counts. A conversation in which a theme came up three times is one
conversation; its `people_heard` are heard once for that theme. A theme of the first level also has what its parts
have, each conversation once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core.models import Area
from listens.listening.models import Note, Round
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

    Two queries whatever the number of notes.
    """
    kept = Theme.objects.filter(area=area).select_related("parent")
    themes = list(kept.filter(Q(pk=only.pk) | Q(parent=only)) if only else kept)
    codings = Coding.objects.current().filter(theme__isnull=False, note__in=Note.objects.counted())
    codings = codings.filter(note__area=area)
    if only is not None:
        codings = codings.filter(theme__in=[theme.pk for theme in themes])
    if round is not None:
        codings = codings.filter(note__conversation__round=round)
    if organisation is not None:
        codings = codings.filter(note__conversation__organisation=organisation)
    rows = codings.values_list(
        "theme_id", "note_id", "note__conversation_id", "note__conversation__people_heard"
    )
    return _tally(themes, rows.iterator(chunk_size=5000))


def coded(area: Area) -> Iterator[tuple[UUID, UUID]]:
    """Each (theme, conversation) that belong together by a coding that counts, once. One query."""
    codings = Coding.objects.current().filter(
        theme__isnull=False, note__in=Note.objects.counted(), note__area=area
    )
    pairs = codings.order_by().values_list("theme_id", "note__conversation_id").distinct()
    return pairs.iterator(chunk_size=5000)


def _tally(themes: list[Theme], rows: Iterable[tuple[Any, ...]]) -> list[ThemeCount]:
    counts = {theme.pk: ThemeCount(theme) for theme in themes}
    above = {theme.pk: theme.parent_id for theme in themes}
    heard: dict[object, dict[object, int]] = {pk: {} for pk in counts}
    notes: dict[object, set[object]] = {pk: set() for pk in counts}
    for theme_id, note_id, conversation_id, people_heard in rows:
        for place in (theme_id, above[theme_id]):
            if place in counts:
                heard[place][conversation_id] = people_heard
                notes[place].add(note_id)
    for pk, count in counts.items():
        count.num_conversations = len(heard[pk])
        count.times_heard = sum(heard[pk].values())
        count.num_notes = len(notes[pk])
    return list(counts.values())


@dataclass
class KindCount:
    """One kind of organisation; exact and internal."""

    kind: str
    label: str
    num_conversations: int
    times_heard: int


def by_kind(theme: Theme, round: Round | None = None) -> list[KindCount]:
    """How often a theme, with its parts, came up at each kind of organisation; the most heard first. One query."""
    codings = Coding.objects.current().filter(
        Q(theme=theme) | Q(theme__parent=theme), note__in=Note.objects.counted()
    )
    if round is not None:
        codings = codings.filter(note__conversation__round=round)
    path = "note__conversation"
    rows = codings.values_list(f"{path}__organisation__kind", f"{path}_id", f"{path}__people_heard")
    heard: dict[str, dict[object, int]] = {}
    for kind, conversation_id, people_heard in rows.iterator(chunk_size=5000):
        heard.setdefault(kind or "", {})[conversation_id] = people_heard
    labels = dict(Organisation.Kind.choices)
    counts = [
        KindCount(kind, str(labels.get(kind, _("No organisation named"))), len(seen), sum(seen.values()))
        for kind, seen in heard.items()
    ]
    return sorted(counts, key=lambda count: (-count.num_conversations, count.kind))
