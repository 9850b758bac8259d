"""Which notes a run reads, and in which words: counted ones only, what was taken out left out, in parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from uuid import UUID

import numpy as np

from listens.core import left
from listens.core.models import JobRun
from listens.listening.marks import known_words
from listens.listening.models import Note, Round
from listens.methods.striking import FILLER
from listens.sensemaking.machine.arrays import unpacked
from listens.sensemaking.machine.engine import Reader
from listens.sensemaking.uncoded import notes_of

A_PART = 2000
ALL_IDS = 1 << 128


@dataclass(frozen=True)
class Read:
    """A note as the model is given it (`words`); places in `blanked` are places in the note.

    `masked` is what it was made of: the note's words without those that were taken out. `language` is what it is
    written in, as far as that plays a part.
    """

    pk: UUID
    words: str
    blanked: str
    language: str
    masked: str = ""

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(self.words.encode()).digest()[:16]


def parts_of(round: Round) -> list[dict[str, str]]:
    """The ids cut into ranges that hold some two thousand notes each: ids are random, so nothing has to be read."""
    num = max(1, -(-notes_of(round).count() // A_PART))
    edges = [ALL_IDS * n // num for n in range(num + 1)]
    return [{"first": str(UUID(int=low)), "last": str(UUID(int=high - 1))} for low, high in pairwise(edges)]


def read_part(run: JobRun, round: Round, part: dict[str, str], reader: Reader) -> list[Read]:
    """In the order of their ids."""
    known = known_of(run)
    return [_read(note, reader, known, is_told=True) for note in _of_part(round, part)]


def _of_part(round: Round, part: dict[str, str]) -> Iterable[Note]:
    """By the range first: a database that is asked for the round begins with all of its conversations, each time."""
    there = Note.objects.filter(pk__gte=UUID(part["first"]), pk__lte=UUID(part["last"])).order_by()
    rounds = there.values_list("pk", "conversation__round").iterator(chunk_size=A_PART)
    ids = sorted(pk for pk, of in rounds if of == round.pk)
    for at in range(0, len(ids), A_PART):
        ids_here = ids[at : at + A_PART]
        yield from Note.objects.counted().filter(pk__in=ids_here).with_strikes().order_by("pk")


def leave_known(run: JobRun, round: Round, parts: Sequence[dict[str, str]], reader: Reader) -> list[str]:
    """Words that name nobody: of places here, and such as these parts use for things. The whole run uses them."""
    texts = [note.masked.replace(FILLER, " ") for part in parts for note in _of_part(round, part)]
    words = sorted(known_words(round.area) | reader.common(texts))
    left.leave(run, "known", json.dumps(words).encode())
    return words


def known_of(run: JobRun) -> frozenset[str]:
    return _known(run.pk)


@lru_cache(maxsize=1)
def _known(run_id: UUID) -> frozenset[str]:
    return frozenset(json.loads(left.read(JobRun.objects.get(pk=run_id), "known")))


def read_again(
    run: JobRun, ids: Sequence[UUID], reader: Reader, *, is_told: bool | None = None
) -> list[Read]:
    """These notes in this order. One that has gone or does not count any more has no words.

    Their language is told where it plays a part: to a reader of one language all notes that it has read are alike.
    """
    known, found = known_of(run), {}
    for at in range(0, len(ids), A_PART):
        notes = Note.objects.counted().filter(pk__in=ids[at : at + A_PART]).with_strikes()
        is_told = reader.is_multilingual if is_told is None else is_told
        found.update({note.pk: _read(note, reader, known, is_told=is_told) for note in notes})
    return [found.get(pk) or Read(pk, "", "", "") for pk in ids]


def _read(note: Note, reader: Reader, known: frozenset[str], *, is_told: bool) -> Read:
    blanked = reader.blank(note.masked.replace(FILLER, " "), known)
    words = reader.mask(note.masked, known)
    language = reader.language(words, note.language) if is_told else ""
    return Read(note.pk, words, blanked, language, note.masked)


def leave_part(run: JobRun, key: str, notes: Sequence[Read]) -> None:
    """Which notes were read, and by their digests which of them say the same."""
    left.leave(run, f"ids-{key}", b"".join(one.pk.bytes for one in notes))
    left.leave(run, f"texts-{key}", b"".join(one.digest for one in notes))


def sought(run: JobRun, key: str) -> tuple[list[UUID], list[bytes]]:
    """Of one part the notes among which groups are sought, with the digests of what they say: all that were read, or
    those that no theme explains.
    """
    ids, texts = ids_left(run, key), in_sixteens(left.read(run, f"texts-{key}"))
    if run.settings.get("among") != "new":
        return ids, texts
    chosen = np.flatnonzero(unpacked(left.read(run, f"new-{key}"))).tolist()
    return [ids[at] for at in chosen], [texts[at] for at in chosen]


def ids_left(run: JobRun, key: str) -> list[UUID]:
    return as_ids(left.read(run, f"ids-{key}"))


def all_ids_left(run: JobRun) -> Iterator[list[UUID]]:
    for content in left.read_all(run, "ids-"):
        yield as_ids(content)


def as_ids(content: bytes) -> list[UUID]:
    return [UUID(bytes=one) for one in in_sixteens(content)]


def in_sixteens(content: bytes) -> list[bytes]:
    return [content[at : at + 16] for at in range(0, len(content), 16)]
