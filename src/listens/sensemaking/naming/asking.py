"""What may be told of a proposed theme, in what words, and what may be taken of the answer.

Only notes whose speakers agreed to a program of another company, of those that show the group; a word that stands out
only if one of these notes says it, so that nothing comes from anybody who did not agree. Names and numbers are out, and
what a reviewer took out; a note that somebody flagged stays here.
"""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.listening import name_model
from listens.listening.marks import known_words
from listens.listening.models import Note
from listens.methods.striking import FILLER
from listens.methods.themes import mask
from listens.sensemaking.models import MachineChoice, ThemeProposal
from listens.sensemaking.naming import adapters
from listens.sensemaking.naming.adapters import Asked, CannotAsk, Outgoing

FEWEST_NOTES = 2
LONGEST_NOTE = 400
LONGEST_NAME = 80
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def prepared(proposal: ThemeProposal) -> Outgoing:
    """What would be sent, and to whom. Raises CannotAsk."""
    round = proposal.run.round
    adapter = adapters.chosen()
    if not MachineChoice.of(round).outside_names:
        raise CannotAsk(
            _("No organiser has allowed names from outside in this round. Name the theme yourselves.")
        )
    notes = may_leave(proposal)
    if len(notes) < FEWEST_NOTES:
        raise CannotAsk(
            _(
                "Nothing can be sent: fewer than %(n)d of the notes that show this group may be read by a program of"
                " another company. Name the theme yourselves."
            )
            % {"n": FEWEST_NOTES}
        )
    words = [words for note in notes if (words := _words_of(note, round.area))]
    said = [{word.casefold() for word in _WORD.findall(one)} for one in words]
    terms = [
        term for term in proposal.terms if any(set(_WORD.findall(term.casefold())) <= one for one in said)
    ]
    return adapter.prepare(Asked(terms, words))


def may_leave(proposal: ThemeProposal) -> list[Note]:
    """Of the notes that show the group, those that stand, whose speakers agreed, and that nobody flagged."""
    ranks = dict(proposal.notes.values_list("note", "rank"))
    agreed = Note.objects.counted().filter(pk__in=ranks, may_use_outside_ai=True, flags__isnull=True)
    notes = agreed.with_strikes().select_related("conversation")
    return sorted(notes, key=lambda note: ranks[note.pk])


def _words_of(note: Note, area: Area) -> str:
    known, text = known_words(area), note.masked
    if note.language.partition("-")[0] == "en":
        for mark in name_model.find_in([text], known)[0]:
            text = text[: mark.start] + FILLER * (mark.end - mark.start) + text[mark.end :]
    words = mask.mask(text, known)
    return words if len(words) <= LONGEST_NOTE else words[:LONGEST_NOTE].rpartition(" ")[0] + " …"


def name_in(answer: str) -> str:
    """A name out of words that anybody may have written: one line, no hidden letter, cut. Raises CannotAsk for none."""
    lines = (_plain(line) for line in answer[:2000].splitlines())
    name = next((line for line in lines if any(map(str.isalpha, line))), "")
    if not name:
        raise CannotAsk(_("The answer holds no name. Name the theme yourselves."))
    return (
        name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rpartition(" ")[0] or name[:LONGEST_NAME]
    )


def _plain(line: str) -> str:
    shown = "".join(letter for letter in line if unicodedata.category(letter)[0] != "C" or letter == "\t")
    return " ".join(shown.split()).strip(" .\"'“”‘’«»*_`#<>")
