"""What the room hears from listening: words that are gone leave nothing behind that was made of them."""

from __future__ import annotations

from listens.core import events
from listens.core.models import Event
from listens.sensemaking.machine.vectors import hold
from listens.sensemaking.models import NoteVector, ProposalNote, Suggestion


@events.on("words_taken_out")
def forget_numbers(event: Event) -> None:
    """The sentence model's view of a note that was taken back, or of which words were taken out."""
    hold([event.payload["note"]])  # a run that writes them just now ends first
    NoteVector.objects.filter(note=event.payload["note"]).delete()


@events.on("note_withdrawn")
def forget_note(event: Event) -> None:
    forget_numbers(event)
    Suggestion.objects.filter(note=event.payload["note"]).delete()
    ProposalNote.objects.filter(note=event.payload["note"]).delete()
