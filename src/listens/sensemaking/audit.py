"""Which conversations people have read at random, so that all can be reckoned from them.

Conversations stand in a ring in the order of their random ids, and each coder goes on from a place of their own
(`uncoded`). Where nobody has left a gap since that place, who was read there has nothing to do with what was said: a
random sample of whole conversations. What was read because somebody sought it is in it only once a coder has come
beyond it; a note that was skipped ends a coder's stretch until somebody decides on it.

Once suggestions are accepted together, the coding page passes over those notes, and what it hands out is what has none
of those themes. So nothing that was first read after that is in the sample, until everything is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db.models import Count, Min

from listens.core.models import Actor
from listens.listening.models import Note, Round
from listens.sensemaking.models import Coding
from listens.sensemaking.uncoded import place_of


def audited(round: Round, notes: Iterable[tuple[UUID, UUID]], decided: Collection[UUID]) -> set[UUID]:
    """Conversations of the random sample. `notes` are (note, conversation) of all that counts. Five queries."""
    notes = list(notes)
    if all(note in decided for note, _conversation in notes):
        return {conversation for _note, conversation in notes}
    in_time = _read_in_time(round)
    whole: dict[UUID, bool] = {}
    for note, conversation in notes:
        whole[conversation] = whole.get(conversation, True) and note in decided and note in in_time
    ring = sorted(whole)
    own = _own(round)
    coders = Actor.objects.filter(pk__in=list(own))
    starts = [(bisect_left(ring, place_of(coder, round)), own[coder.pk]) for coder in coders]
    return stretches(ring, [whole[one] for one in ring], starts)


def stretches(
    ring: Sequence[UUID], is_read: Sequence[bool], coders: Iterable[tuple[int, Collection[UUID]]]
) -> set[UUID]:
    """For each coder (where they began, what they read) the ring from there on, as far as they came without a gap.

    What others read beyond that was read for what is in it, or from another place.
    """
    found: set[UUID] = set()
    for start, own in coders:
        passed: list[UUID] = []
        for place in range(start, start + len(ring)):
            if not is_read[place % len(ring)]:
                break
            passed.append(ring[place % len(ring)])
            if passed[-1] in own:
                found.update(passed)
                passed = []
    return found


def _read_in_time(round: Round) -> set[UUID]:
    """Notes on which somebody decided by hand before suggestions of the round were accepted together, if ever."""
    rows = Coding.objects.filter(sitting=Coding.Sitting.OPEN, note__conversation__round=round)
    first = rows.exclude(batch=None).aggregate(first=Min("pk"))["first"]
    by_hand = rows.filter(batch=None)
    if first is not None:
        by_hand = by_hand.filter(pk__lt=first)
    return set(by_hand.values_list("note_id", flat=True))


def _own(round: Round) -> dict[UUID, set[UUID]]:
    """{coder: conversations in which they have decided one by one}: not from a file, and not a group at the wall."""
    rows = Coding.objects.current().filter(
        batch=None, coder="", note__conversation__round=round, note__in=Note.objects.counted()
    )
    at_wall = rows.exclude(note__wall_note=None).order_by()
    # Of the wall all numbers of a group are written in one moment; a person on the page decides on one note.
    typed = at_wall.values("by", "at").annotate(num=Count("note", distinct=True)).filter(num__gt=1)
    groups = set(typed.values_list("by", "at"))
    found: dict[UUID, set[UUID]] = {}
    for by, at, conversation in rows.values_list("by", "at", "note__conversation").iterator(chunk_size=5000):
        if (by, at) not in groups:
            found.setdefault(by, set()).add(conversation)
    return found
