"""Suggestions as the coding page shows them: a theme, and the words of the note that spoke for it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from listens.listening.models import Note, Round
from listens.sensemaking.machine.allowed import may_suggest
from listens.sensemaking.models import BlindNote, Suggestion, Theme

LONGEST = 140


def suggestions_for(round: Round, notes: Sequence[Note]) -> dict[UUID, list[dict[str, str]]]:
    """For each note that has any, the best first. One query, whatever the number of notes.

    The notes have their strikes: words that were taken out since are no reason that could be shown. None for a note of
    an open blind check, wherever it is met: whoever has seen the hint does not choose alone any more.
    """
    known = {note.pk: note for note in notes}
    in_use = Theme.objects.filter(area=round.area_id).in_use()
    blind = BlindNote.objects.filter(check_of__round=round, check_of__ended_on=None).values("note")
    rows = Suggestion.objects.standing(round).filter(note__in=known, theme__in=in_use).exclude(note__in=blind)
    found: dict[UUID, list[dict[str, str]]] = {}
    for row in rows.select_related("theme").order_by("note", "rank") if known else []:
        if not may_suggest(row.theme):
            continue
        reason = _reason(known[row.note_id], row)
        found.setdefault(row.note_id, []).append(
            {"code": row.theme.code, "name": row.theme.name, "reason": reason}
        )
    return found


def _reason(note: Note, row: Suggestion) -> str:
    """The clause that spoke for it; nothing where it is the whole note, or where words of it are out."""
    if row.start >= row.end or any(piece.is_out for _words, piece in note.cuts(row.start, row.end)):
        return ""
    words = " ".join(note.cut(row.start, row.end).split())
    if words == " ".join(note.shown.split()):
        return ""
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
