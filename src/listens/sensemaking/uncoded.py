"""Which note comes next on the coding page.

Conversations stand in a ring in the order of their random ids, each with its notes together, and each coder begins at a
place of their own. So two coders at once meet only when one has caught up with the other (if they do, both decisions
are kept), and what one of them has read so far is a random sample of whole conversations (`audit`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from listens.core.models import Actor
from listens.listening.models import Note, Round
from listens.listening.models.note import NoteQuerySet
from listens.sensemaking.models import Coding


@dataclass(frozen=True)
class Progress:
    done: int
    total: int


def notes_of(round: Round) -> NoteQuerySet:
    """All that may be coded: standing notes of accepted conversations."""
    return Note.objects.counted().filter(conversation__round=round)


def uncoded(round: Round) -> NoteQuerySet:
    """Those on which nobody has decided."""
    decided = Coding.objects.current().filter(note=OuterRef("pk"))
    return notes_of(round).exclude(Exists(decided))


def progress(round: Round) -> Progress:
    total = notes_of(round).count()
    return Progress(total - uncoded(round).count(), total)


def place_of(actor: Actor, round: Round) -> UUID:
    """Where on the ring this coder begins, the same each time."""
    return UUID(bytes=hashlib.sha256(f"{actor.pk}{round.pk}".encode()).digest()[:16])


def next_notes(actor: Actor, round: Round, *, after: UUID | None = None, num: int = 1) -> list[Note]:
    """Up to `num` uncoded notes that follow the note `after` on the ring, from its beginning again when it ends."""
    at = (
        Note.objects.filter(pk=after).values_list("conversation_id", "position", "pk").first()
        if after
        else None
    )
    conversation = at[0] if at else after or place_of(actor, round)
    notes = (
        uncoded(round)
        .with_strikes()
        .select_related("conversation__round", "prompt", "area")
        .prefetch_related("translations")
        .order_by("conversation_id", "position", "pk")
    )
    # The first condition is what the database finds its way by, the second cuts within one conversation.
    beyond = _beyond(*at) if at else Q(conversation_id__gte=conversation)
    found = list(notes.filter(conversation_id__gte=conversation).filter(beyond)[:num])
    if len(found) < num:
        found += notes.filter(conversation_id__lte=conversation).exclude(beyond)[: num - len(found)]
    return found


def _beyond(conversation: UUID, position: int, note: UUID) -> Q:
    in_it = Q(position__gt=position) | Q(position=position, pk__gt=note)
    return Q(conversation_id__gt=conversation) | Q(in_it, conversation_id=conversation)


def last_decided(actor: Actor, round: Round) -> UUID | None:
    """The note this person decided on last, by hand, and has not taken back."""
    own = Coding.objects.current().filter(by=actor, coder="", batch=None, note__conversation__round=round)
    return own.order_by("-pk").values_list("note", flat=True).first()
