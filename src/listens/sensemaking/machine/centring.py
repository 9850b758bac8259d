"""Each language centred by itself, the same on any number of workers.

Every part leaves, once it is read, how many different texts of each language it has and the sum of their vectors.
Whoever needs the centres adds these up in the order of the parts. Vectors lie in the database as the model made them,
so that the next run uses them again, whatever was said since.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from listens.core import left
from listens.core.models import JobRun
from listens.sensemaking.machine import vectors
from listens.sensemaking.machine.engine import Encode, Reader, Vectors
from listens.sensemaking.machine.notes import Read, read_again

if TYPE_CHECKING:  # every process reads this file, and it brings half of an extra along
    from listens.methods.themes.multilingual import Centres, Spoken


def leave_spoken(run: JobRun, key: str, notes: Sequence[Read], reader: Reader) -> None:
    """Of the notes of one part, whose vectors are kept. What many notes say counts once."""
    if not reader.is_multilingual:
        return
    from listens.methods.themes.multilingual import Spoken

    different = list({one.digest: one for one in notes}.values())
    found = vectors.vectors_of([one.pk for one in different], vectors.model_of(reader))
    spoken = Spoken.of(found, [one.language for one in different])
    file = io.BytesIO()
    np.savez(file, codes=np.array(spoken.codes, "U10"), nums=spoken.nums, sums=spoken.sums)
    left.leave(run, f"spoken-{key}", file.getvalue())


def numbers_of(run: JobRun, reader: Reader, ids: Sequence[UUID], languages: Sequence[str]) -> Vectors:
    """The vectors of these notes as this run compares them; `languages` are theirs, in order."""
    found = vectors.vectors_of(ids, vectors.model_of(reader))
    return _centres(run.pk).taken_off(found, languages) if reader.is_multilingual else found


def numbers_again(run: JobRun, reader: Reader, ids: Sequence[UUID]) -> Vectors:
    """The same where nobody has the notes at hand to tell their languages."""
    if not reader.is_multilingual:
        return vectors.vectors_of(ids, vectors.model_of(reader))
    return numbers_of(run, reader, ids, [one.language for one in read_again(run, ids, reader)])


def encode_in(run: JobRun, reader: Reader) -> Encode:
    """For clauses and definitions, so that they stand beside whole notes."""

    def encode(texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        found = reader.encode(texts)
        return _centres(run.pk).taken_off(found, languages) if reader.is_multilingual else found

    return encode


@lru_cache(maxsize=1)
def _centres(run_id: UUID) -> Centres:
    from listens.methods.themes.multilingual import together

    parts = left.read_all(JobRun.objects.get(pk=run_id), "spoken-")
    return together(map(_spoken, parts)).centres()


def _spoken(content: bytes) -> Spoken:
    from listens.methods.themes.multilingual import Spoken

    with np.load(io.BytesIO(content), allow_pickle=False) as found:
        return Spoken(tuple(str(code) for code in found["codes"]), found["nums"], found["sums"])
