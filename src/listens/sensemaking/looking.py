"""Looking for more of one theme: the notes for which the computer suggests it, the likeliest first.

A rare theme is met seldom at random, so neither people nor the computer learn what belongs to it. Three notes in ten
may well be sought (`methods.themes.review_queue`). They teach; but as they were sought, with a suggestion beside them,
they are in no sample and check nothing.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from listens.listening.models import Note, Round
from listens.sensemaking.machine.allowed import may_be_suggested
from listens.sensemaking.models import BlindNote, Suggestion, Theme, ThemeRun
from listens.sensemaking.models.machine import SuggestionQuerySet
from listens.sensemaking.uncoded import to_code

AT_ONCE = 200  # suggestions


def likeliest(round: Round, theme: Theme, *, after: UUID | None = None, num: int = 1) -> list[Note]:
    """Up to `num` notes on which nobody has decided, from the likeliest down or after the note `after`; those that were
    passed come last. None of an open blind check: who is sent to a note for a theme has seen the hint.
    """
    run = ThemeRun.objects.newest(round, ThemeRun.Kind.SUGGESTIONS)
    if run is None or theme not in may_be_suggested(round.area):
        return []
    rows = Suggestion.objects.filter(run=run.run_id, theme=theme).order_by("-score", "note")
    at = rows.filter(note=after).values_list("score", "note").first() if after else None
    if at is None:
        return _first(rows, num)
    is_behind = Q(score__lt=at[0]) | Q(score=at[0], note__gt=at[1])
    found = _first(rows.filter(is_behind), num)
    return found + _first(rows.exclude(is_behind), num - len(found))


def _first(rows: SuggestionQuerySet, num: int) -> list[Note]:
    """Some suggestions at a time: a database that is asked for all of them asks of each whether it is decided."""
    found: list[Note] = []
    for start in range(0, rows.count() if num > 0 else 0, AT_ONCE):
        ids = list(rows.values_list("note", flat=True)[start : start + AT_ONCE])
        blind = Exists(BlindNote.objects.filter(note=OuterRef("pk"), check_of__ended_on=None))
        notes = {note.pk: note for note in to_code().filter(pk__in=ids).exclude(blind)}
        found += [notes[pk] for pk in ids if pk in notes]
        if len(found) >= num:
            break
    return found[:num]
