"""Which conversations people have read at random, so that all can be reckoned from them.

Conversations stand in two rings in the order of their random ids, and each coder goes on from a place of their own in
each (`uncoded`). Where nobody has left a gap since that place, who was read there has nothing to do with what was said:
a random sample of whole conversations. What was read because somebody sought it is in it only once a coder has come
beyond it; a note that was skipped ends a coder's stretch until somebody decides on it.

Only what was decided unaided is in it: who sees a suggestion tends to follow it. So once the computer suggests, the
sample no longer grows among the notes for which it does, where suggestions accepted together also leave gaps that hang
on what was said. It goes on growing in the part that is always read unaided (`unaided`). The parts are drawn by random
ids, as is how far each ring was read; so all of it together is a simple random sample, and needs no weights.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count

from listens.core.models import Actor
from listens.listening.models import Note, Round
from listens.methods.themes.rings import sample
from listens.sensemaking.machine.decided import unaided
from listens.sensemaking.models import Coding
from listens.sensemaking.uncoded import places_of


def audited(round: Round, notes: Iterable[tuple[UUID, UUID]], decided: Collection[UUID]) -> set[UUID]:
    """Conversations of the random sample. `notes` are (note, conversation) of all that counts. Five queries."""
    notes = list(notes)
    if all(note in decided for note, _conversation in notes):
        return {conversation for _note, conversation in notes}
    alone = unaided(round)
    whole: dict[UUID, bool] = {}
    for note, conversation in notes:
        whole[conversation] = whole.get(conversation, True) and note in decided and note in alone
    ring = sorted(whole)
    own = _own(round)
    coders = Actor.objects.filter(pk__in=list(own))
    starts = [(places_of(coder, round), own[coder.pk]) for coder in coders]
    return sample(ring, [whole[one] for one in ring], starts)


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
