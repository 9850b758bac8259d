"""Reading notes in people's own words: every reading is recorded, one audit row for all that one page was given.

The coding page asks for a few notes at a time, so that a coder waits for nothing; the row names every note of
that batch, also those the coder did not come to, because they left the server. A row for every key pressed would
say no more and would make each coder wait for all the others at the end of the audit's chain.
"""

from __future__ import annotations

from collections.abc import Iterable

from listens.core.acting import acting
from listens.core.models import Actor, Area
from listens.listening.models import Note


def record_reading(actor: Actor, area: Area, verb: str, notes: Iterable[Note], *, page: str) -> None:
    """Call before the notes are shown. Raises access.Denied when the person may not do `verb`."""
    ids = [str(note.pk) for note in notes]
    with acting(actor, verb, area, within={note.conversation.round_id for note in notes}) as deed:
        if ids:
            deed.record(None, read=ids, page=page)
        else:
            deed.unchanged()
