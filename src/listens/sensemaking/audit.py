"""Which conversations people have read at random, so that all can be reckoned from them.

Conversations stand in a ring in the order of their random ids, and each coder goes on from a place of their own
(`uncoded`). Where nobody has left a gap since that place, who was read there has nothing to do with what was said: a
random sample of whole conversations. What was read because somebody sought it is in it only once the others have
come that far; a note that was skipped ends a coder's stretch until somebody decides on it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from listens.core.models import Actor
from listens.listening.models import Note, Round
from listens.sensemaking.models import Coding
from listens.sensemaking.uncoded import place_of


def audited(round: Round, notes: Iterable[tuple[UUID, UUID]], decided: Collection[UUID]) -> set[UUID]:
    """Conversations of the random sample. `notes` are (note, conversation) of all that counts. Two queries."""
    whole: dict[UUID, bool] = {}
    for note, conversation in notes:
        whole[conversation] = whole.get(conversation, True) and note in decided
    ring = sorted(whole)
    own = Coding.objects.current().filter(
        batch=None, coder="", note__conversation__round=round, note__in=Note.objects.counted()
    )
    coders = Actor.objects.filter(pk__in=own.order_by().values("by").distinct())
    starts = [bisect_left(ring, place_of(coder, round)) for coder in coders]
    return stretches(ring, [whole[one] for one in ring], starts)


def stretches(ring: Sequence[UUID], is_read: Sequence[bool], starts: Iterable[int]) -> set[UUID]:
    """From each start on, round the ring, up to the first that is not read. All of them when all are read."""
    if all(is_read):
        return set(ring)
    found: set[UUID] = set()
    for start in starts:
        at = start % len(ring)
        while is_read[at]:  # ends: one at least is not read
            found.add(ring[at])
            at = (at + 1) % len(ring)
    return found
