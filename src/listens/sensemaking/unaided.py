"""The fifth of every round that people read unaided: the computer suggests nothing there, nothing is accepted unread.

Who sees a suggestion tends to follow it. So how right the computer is, and how large a theme is, can be told only from
what people decided without it; and once it may suggest, and suggestions may be accepted together, some of what was said
has to stay out of its reach. What that is nobody chooses (`methods.themes.rings`). It is the same before and after any
run, needs no list, and says nothing of what was said. No suggestion is ever written for it (`machine.suggest`).

Programs that offer a model's label with each item (Prodigy, Label Studio, NVivo's and MAXQDA's assistants) measure it
on items coded beside it. Lawyers who review documents with a model keep a random control set that is coded blind;
theirs is used up once, ours goes on growing with the reading.
"""

from __future__ import annotations

from listens.listening.models import Note
from listens.methods.themes.rings import is_unaided
from listens.sensemaking.models import BlindNote, ThemeRun


def is_aided(note: Note) -> bool:
    """Whether the coding page offers suggestions for the note by now. Also where it has none, for that is a hint too.

    Two queries. Not where everything is read unaided, nor for a note of an open blind check.
    """
    if is_unaided(note.conversation_id):
        return False
    runs = ThemeRun.objects.filter(round=note.conversation.round_id, kind=ThemeRun.Kind.SUGGESTIONS)
    return runs.exists() and not BlindNote.objects.filter(note=note, check_of__ended_on=None).exists()
