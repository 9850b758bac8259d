"""What people decided, as a table to learn from: notes x themes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from listens.listening.models import Note, Round
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import BlindNote, Coding, Theme


def by_hand(round: Round) -> list[UUID]:
    """Notes on which somebody has decided after reading them, in the order of their ids.

    Without those that also have a theme that was accepted unread: nobody has said whether that one is right.
    """
    codings = Coding.objects.current().filter(
        note__conversation__round=round, note__in=Note.objects.counted()
    )
    unread = set(codings.exclude(batch=None).values_list("note_id", flat=True))
    return sorted(set(codings.filter(batch=None).values_list("note_id", flat=True)) - unread)


def unaided(round: Round) -> set[UUID]:
    """Notes on which somebody decided before anybody was offered a suggestion for them: these check how right it is.

    The first decision that still stands says so, for what comes later corrects it. What two people chose blind is of
    them once it was settled, whatever stood there before. Two queries.
    """
    by_hand = Coding.objects.current().filter(batch=None, note__conversation__round=round)
    was_aided: dict[UUID, bool] = {}
    for note, aided in by_hand.order_by("pk").values_list("note_id", "aided").iterator(chunk_size=5000):
        was_aided.setdefault(note, aided)
    settled = BlindNote.objects.filter(check_of__round=round, settled_at__isnull=False)
    alone = {note for note, aided in was_aided.items() if not aided}
    return alone | set(settled.values_list("note_id", flat=True))


def table(ids: Sequence[UUID], themes: Sequence[Theme]) -> NDArray[np.bool_]:
    """True where the note has the theme, or one merged into it; one of the first level has what its parts have."""
    if not themes:
        return np.zeros((len(ids), 0), bool)
    lines = lineage(themes[0].area)
    rows = {pk: row for row, pk in enumerate(ids)}
    columns = {theme.pk: column for column, theme in enumerate(themes)}
    above = {theme.pk: theme.parent_id for theme in themes if theme.parent_id}
    found = np.zeros((len(ids), len(themes)), bool)
    codings = Coding.objects.current().filter(note__in=ids, theme__isnull=False)
    for note, coded_to in codings.values_list("note_id", "theme_id"):
        theme = lines.stands(coded_to)
        for each in (theme, above.get(theme)):
            if each in columns:
                found[rows[note], columns[each]] = True
    return found
