"""Quotes: cut from a note's own words, checked by two people, shown only through the gate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.models import Note, NoteTranslation
from listens.listening.translations import newest
from listens.methods.striking import FILLER
from listens.sensemaking import said_by as said_by_rules
from listens.sensemaking.models import Quote, QuoteCheck, Theme


@dataclass(frozen=True)
class Translated:
    """The same words in a translation of the note."""

    translation: NoteTranslation
    start: int
    end: int


def propose_quote(
    actor: Actor,
    note: Note,
    theme: Theme,
    start: int,
    end: int,
    said_by: str = "",
    translated: Translated | None = None,
) -> Quote:
    """Propose to show part of a note. Proposing the same cut twice is the same quote.

    Raises Refused without the speaker's consent, for a note that does not count, or a cut outside the note.
    """
    with acting(actor, "propose_quote", note.area) as deed:
        if not note.may_quote:
            raise Refused(_("The person did not agree to be quoted, so nothing of this note can be shown."))
        if not Note.objects.counted().filter(pk=note.pk).exists():
            raise Refused(_("This note was taken back or is not accepted yet."))
        if not 0 <= start < end <= len(note.text) or not note.masked[start:end].strip(FILLER).strip():
            raise Refused(_("Mark the words of the note that should be shown."))
        if theme.area_id != note.area_id:
            raise Refused(_("That theme belongs to another area."))
        if problem := said_by_rules.problem_with(note.area, said_by):
            raise Refused(problem)
        quote, is_new = Quote.objects.get_or_create(
            note=note,
            theme=theme,
            start=start,
            end=end,
            defaults={
                "said_by": said_by,
                "proposed_by": actor,
                "proposed_on": note.area.today(),
                **_beside(note, translated),
            },
        )
        if is_new:
            deed.record(quote)
        else:
            deed.unchanged()
    return quote


def check_quote(
    actor: Actor, quote: Quote, *, outcome: str, is_of_that_community: bool, reason: str = ""
) -> QuoteCheck:
    """One person's answer to "could somebody who knows the community tell who said it?".

    Raises Refused for the person who proposed it, a second answer of the same person, or "yes" without a reason.
    """
    with acting(actor, "check_quote", quote.note.area) as deed:
        if quote.proposed_by_id == actor.pk:
            raise Refused(_("You proposed this quote. Somebody else has to check it."))
        if outcome not in QuoteCheck.Outcome.values:
            raise Refused(_("Say whether somebody could be recognised."))
        if outcome == QuoteCheck.Outcome.UNSAFE and not reason.strip():
            raise Refused(_("Say in a few words how somebody could be recognised."))
        if problem := text.problem_with(reason, longest=300):
            raise Refused(problem)
        if QuoteCheck.objects.filter(quote=quote, by=actor).exists():
            raise Refused(_("You have already checked this quote."))
        check = QuoteCheck.objects.create(
            quote=quote,
            by=actor,
            outcome=outcome,
            is_of_that_community=is_of_that_community,
            reason=reason,
            on=quote.note.area.today(),
        )
        deed.record(check, outcome=outcome)
    return check


def _beside(note: Note, translated: Translated | None) -> dict[str, Any]:
    if translated is None:
        return {}
    if translated.translation.note_id != note.pk:
        raise Refused(_("That is a translation of another note."))
    return {
        "translation": translated.translation,
        "translated_start": translated.start,
        "translated_end": translated.end,
    }


def find_translated(note: Note, words: str) -> Translated | None:
    """Where these words stand in a translation of the note; nothing for no words. Raises Refused."""
    if not words.strip():
        return None
    for translation in newest(note):
        if found := _find(translation.text, words):
            return Translated(translation, *found.span())
    raise Refused(
        _("These words are not in a translation just so. Copy them from the translation and change nothing.")
    )


def find_words(note: Note, words: str) -> tuple[int, int]:
    """Where these words stand in the note, however they were broken into lines. Raises Refused when they do not.

    Only the note's own words can be a quote: not one letter may differ. Words that stand there twice mean the first.
    """
    found = _find(note.shown, words)
    if found is None:
        raise Refused(
            _("These words are not in the note just so. Copy them from the note and change nothing.")
        )
    return _own_places(note, *found.span())


def _own_places(note: Note, start: int, end: int) -> tuple[int, int]:
    """From places in the note as it is shown to places in its own text; what is out is quoted as out, or not at all."""
    places: list[int] = []  # of every letter shown, the own place where it begins and ends
    ends: list[int] = []
    for words, piece in note.cuts():
        for n in range(len(words)):
            places.append(piece.start if piece.is_out else piece.start + n)
            ends.append(piece.end if piece.is_out else piece.start + n + 1)
    return places[start], ends[end - 1]


def _find(text: str, words: str) -> re.Match[str] | None:
    pieces = [re.escape(piece) for piece in words.split()]
    return re.search(r"\s+".join(pieces), text) if pieces else None
