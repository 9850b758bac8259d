"""Writing a translation beside a note. The note itself keeps its words and its language."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _

from listens.core import text as typed
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor
from listens.listening.models import Note, NoteTranslation
from listens.listening.models.note import LONGEST_NOTE
from listens.listening.spoken import SPOKEN


def translate_note(
    actor: Actor, note: Note, *, language: str, text: str, made_by: str, seen_seq: int, seen_strike: int
) -> NoteTranslation:
    """Append one translation. `seen_seq` is the newest one the person saw, `seen_strike` the newest row of what was
    taken out (0 for none).

    Raises Stale when somebody translated since, or took words out that this translation would say again; and Refused
    for a note that was taken back.
    """
    words = text.strip().replace("\r\n", "\n")
    if problem := typed.problem_with(words, longest=LONGEST_NOTE):
        raise Refused(problem)
    if not words:
        raise Refused(_("Write the translation."))
    if language not in SPOKEN or language == "und":
        raise Refused(_("Choose the language you translated into."))
    if language == note.language:
        raise Refused(_("The note is in that language already."))
    if made_by not in NoteTranslation.MadeBy.values:
        raise Refused(_("Say what the translator is."))
    with acting(actor, "translate_note", note.area) as deed:
        if not Note.objects.standing().filter(pk=note.pk).exists():
            raise Refused(_("This note was taken back."))
        Note.objects.select_for_update().filter(
            pk=note.pk
        ).first()  # who takes words out waits, or was faster
        if (note.strikes.aggregate(newest=Max("seq"))["newest"] or 0) != seen_strike:
            raise Stale(
                _(
                    "Words were taken out of this note meanwhile. Open it again, and leave them out of the translation."
                )
            )
        newest = note.translations.aggregate(newest=Max("seq"))["newest"] or 0
        if newest != seen_seq:
            raise Stale(_("Somebody else translated this note meanwhile. Read theirs first."))
        made = NoteTranslation.objects.create(
            note=note,
            seq=newest + 1,
            language=language,
            text=words,
            made_by=made_by,
            on=note.area.today(),
        )
        deed.record(made, language=language, seq=made.seq)
    return made
