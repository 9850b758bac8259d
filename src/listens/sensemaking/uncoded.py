"""Which note comes next on the coding page.

Conversations stand in two rings in the order of their random ids, each with its notes together: first those that are
read unaided (`unaided`), then all others. Each coder begins in each ring at a place of their own. So two coders at once
meet only when one has caught up with the other (if they do, both decisions are kept), and what one of them has read so
far is a random sample of whole conversations (`audit`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from listens.core.models import Actor
from listens.listening.models import Conversation, Note, Round
from listens.listening.models.note import NoteQuerySet
from listens.methods.themes import rings
from listens.methods.themes.rings import EDGE, is_unaided
from listens.sensemaking.models import Coding

STRETCH, LONGEST_STRETCH = 20, 2000  # conversations


@dataclass(frozen=True)
class Progress:
    done: int
    total: int


def notes_of(round: Round) -> NoteQuerySet:
    """All that may be coded: standing notes of accepted conversations."""
    return Note.objects.counted().filter(conversation__round=round)


def uncoded(round: Round) -> NoteQuerySet:
    """Those on which nobody has decided."""
    return _undecided(notes_of(round))


def _undecided(notes: NoteQuerySet) -> NoteQuerySet:
    return notes.exclude(Exists(Coding.objects.current().filter(note=OuterRef("pk"))))


def to_code() -> NoteQuerySet:
    """Those of all rounds, with what a page shows of them."""
    notes = _undecided(Note.objects.counted()).with_strikes()
    return notes.select_related("conversation__round", "prompt", "area").prefetch_related("translations")


def progress(round: Round) -> Progress:
    """Counted at one look at each note; with very many of them `progress.of_round` is for pages."""
    is_decided = Exists(Coding.objects.current().filter(note=OuterRef("pk")))
    counted = notes_of(round).aggregate(total=Count("pk"), done=Count("pk", filter=is_decided))
    return Progress(counted["done"], counted["total"])


def places_of(actor: Actor, round: Round) -> rings.Places:
    """Where this coder begins in the unaided part and in the other, the same each time."""
    return rings.places_of(f"{actor.pk}{round.pk}")


def next_notes(
    actor: Actor, round: Round, *, after: UUID | None = None, num: int = 1, aided: bool = False
) -> list[Note]:
    """Up to `num` uncoded notes that follow the note `after` on its ring, from its beginning again when it ends; then
    those of the other. With no note, the unaided ones come first, unless `aided`.

    A stretch of the ring at a time: a database that is asked for all of it at once sorts every note first.
    """
    places = places_of(actor, round)
    at = (
        Note.objects.filter(pk=after).values_list("conversation_id", "position", "pk").first()
        if after
        else None
    )
    start = at[0] if at else after or places[aided]
    notes = to_code()  # not by the round: the stretch is of it, and the database would begin there again
    found: list[Note] = []
    passed: list[
        Note
    ] = []  # those of the conversation we begin in that stand before the note: they come last
    for stretch in _round_the_rings(round, start, places[is_unaided(start)]):
        here = sorted(notes.filter(conversation__in=stretch), key=_place)
        found += [one for one in here if at is None or one.conversation_id != start or _place(one) > at]
        passed += [
            one for one in here if at is not None and one.conversation_id == start and _place(one) <= at
        ]
        if len(found) >= num:
            return found[:num]
    return [*found, *passed][:num]


def _place(note: Note) -> tuple[UUID, int, UUID]:
    return note.conversation_id, note.position, note.pk


def _round_the_rings(round: Round, start: UUID, then: UUID) -> Iterator[list[UUID]]:
    """Ids of the round's conversations from `start` on, then those before it on its ring, then so on the other ring
    from `then`, in stretches that grow.
    """
    ids = Conversation.objects.filter(round=round).order_by("pk").values_list("pk", flat=True)
    for part in (half for place in (start, then) for half in _halves(ids, place)):
        size, last = STRETCH, None
        while True:
            stretch = list((part.filter(pk__gt=last) if last else part)[:size])
            if stretch:
                yield stretch
            if len(stretch) < size:
                break
            size, last = min(4 * size, LONGEST_STRETCH), stretch[-1]


def _halves(
    ids: QuerySet[Conversation, UUID], place: UUID
) -> tuple[QuerySet[Conversation, UUID], QuerySet[Conversation, UUID]]:
    """What stands on the same ring from the place on, and what stands before it."""
    if is_unaided(place):
        return ids.filter(pk__gte=place, pk__lt=EDGE), ids.filter(pk__lt=place)
    return ids.filter(pk__gte=place), ids.filter(pk__gte=EDGE, pk__lt=place)


def last_decided(actor: Actor, round: Round) -> UUID | None:
    """The note this person decided on last, by hand, and has not taken back."""
    own = Coding.objects.current().filter(by=actor, coder="", batch=None, note__conversation__round=round)
    return own.order_by("-pk").values_list("note", flat=True).first()
