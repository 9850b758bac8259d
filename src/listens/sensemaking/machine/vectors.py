"""Each note's numbers, made once: kept by what was read and by which model, used again by the next run.

Words may be taken out while the model reads them. So a note is looked at again, and held, when its numbers are written:
if it says something else by now, or was taken back, they are not. Whoever forgets numbers holds the note too
(`handlers`), so that it is after us and finds them, or before us and we find what it did.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from listens.listening.models import Note
from listens.sensemaking.machine.engine import Reader
from listens.sensemaking.machine.notes import A_PART, Read
from listens.sensemaking.models import NoteVector

WIDTH = 384
HELD_AT_ONCE = 500  # notes


def keep_vectors(notes: Sequence[Read], reader: Reader, today: dt.date) -> None:
    """Make those that are not there yet; the same words in many notes are read by the model once."""
    model = model_of(reader)
    there = dict(_kept([note.pk for note in notes], model).values_list("note_id", "digest"))
    missing = [note for note in notes if there.get(note.pk) != note.digest.hex()]
    words = sorted({note.words for note in missing})
    if not words:
        return
    numbers = dict(zip(words, reader.encode(words).astype(np.float16), strict=True))
    for first in range(0, len(missing), HELD_AT_ONCE):
        part = missing[first : first + HELD_AT_ONCE]
        with transaction.atomic():
            _kept([note.pk for note in part], model).delete()
            rows = [
                NoteVector(
                    note_id=note.pk,
                    model=model,
                    digest=note.digest.hex(),
                    numbers=numbers[note.words].tobytes(),
                    made_on=today,
                )
                for note in _unchanged(part)
            ]
            NoteVector.objects.bulk_create(rows, ignore_conflicts=True)


def hold(ids: Sequence[UUID]) -> None:
    """Until the transaction ends, nobody else writes or forgets numbers of these notes. Codings wait meanwhile."""
    list(Note.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _unchanged(notes: Sequence[Read]) -> list[Read]:
    """Those that count and still say what was read, held."""
    hold([note.pk for note in notes])
    found = Note.objects.counted().filter(pk__in=[note.pk for note in notes]).with_strikes()
    now = {note.pk: note.masked for note in found}
    return [note for note in notes if now.get(note.pk) == note.masked]


def vectors_of(ids: Sequence[UUID], model: str) -> NDArray[np.float16]:
    """One row for each id; nothing but zeros for a note that has gone since it was read."""
    found = np.zeros((len(ids), WIDTH), np.float16)
    at = {pk: row for row, pk in enumerate(ids)}
    for first in range(0, len(ids), A_PART):
        kept = _kept(ids[first : first + A_PART], model)
        for pk, numbers in kept.values_list("note_id", "numbers"):
            found[at[pk]] = np.frombuffer(numbers, np.float16)
    return found


def model_of(reader: Reader) -> str:
    return reader.digest[:16]


def _kept(ids: Sequence[UUID], model: str):  # type: ignore[no-untyped-def]
    return NoteVector.objects.filter(note__in=ids, model=model)
