"""Which notes a run reads, and in which words: counted ones only, what was taken out left out, in parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from listens.core import left
from listens.core.models import JobRun
from listens.listening.models import Note, Round
from listens.methods.striking import FILLER
from listens.sensemaking.machine.engine import Reader
from listens.sensemaking.uncoded import notes_of

A_PART = 2000
ALL_IDS = 1 << 128


@dataclass(frozen=True)
class Read:
    """A note in the words that the model is given; places in them are places in the note."""

    pk: UUID
    words: str
    language: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.words.encode()).hexdigest()[:32]


def parts_of(round: Round) -> list[dict[str, str]]:
    """The ids cut into ranges that hold some two thousand notes each: ids are random, so nothing has to be read."""
    num = max(1, -(-notes_of(round).count() // A_PART))
    edges = [ALL_IDS * n // num for n in range(num + 1)]
    return [{"first": str(UUID(int=low)), "last": str(UUID(int=high - 1))} for low, high in pairwise(edges)]


def read_part(round: Round, part: dict[str, str], reader: Reader) -> list[Read]:
    """In the order of their ids."""
    notes = notes_of(round).filter(pk__gte=UUID(part["first"]), pk__lte=UUID(part["last"]))
    return [read(note, reader) for note in notes.with_strikes().order_by("pk")]


def read(note: Note, reader: Reader) -> Read:
    return Read(note.pk, reader.mask(note.masked.replace(FILLER, " ")), note.language)


def read_again(ids: list[UUID], reader: Reader) -> list[Read]:
    """These notes in this order. One that has gone or does not count any more has no words."""
    found = {note.pk: note for note in Note.objects.counted().filter(pk__in=ids).with_strikes()}
    return [read(found[pk], reader) if pk in found else Read(pk, "", "") for pk in ids]


def leave_ids(run: JobRun, key: str, ids: list[UUID]) -> None:
    left.leave(run, f"ids-{key}", b"".join(pk.bytes for pk in ids))


def ids_left(run: JobRun, key: str) -> list[UUID]:
    return _as_ids(left.read(run, f"ids-{key}"))


def all_ids_left(run: JobRun) -> Iterator[list[UUID]]:
    for content in left.read_all(run, "ids-"):
        yield _as_ids(content)


def _as_ids(content: bytes) -> list[UUID]:
    return [UUID(bytes=content[at : at + 16]) for at in range(0, len(content), 16)]


class TextsOf:
    """The words of every note of the run, read from the database each time they are gone through."""

    def __init__(self, run: JobRun, reader: Reader, num: int) -> None:
        self.run, self.reader, self.num = run, reader, num

    def __iter__(self) -> Iterator[str]:
        for ids in all_ids_left(self.run):
            for one in read_again(ids, self.reader):
                yield one.words

    def __len__(self) -> int:
        return self.num
