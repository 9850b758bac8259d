"""The translations that stand beside a note, as pages show them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.listening.models import Note, NoteTranslation
from listens.listening.spoken import direction, name_of


def newest(note: Note) -> list[NoteTranslation]:
    """One of each language, the newest, but those that were emptied. Reads prefetched translations."""
    return [one for one in {one.language: one for one in note.translations.all()}.values() if one.text]


def beside(note: Note) -> list[dict[str, str]]:
    """Each with the words that say it is one, and how it is written."""
    return [
        {
            "text": one.text,
            "lang": one.language,
            "dir": direction(one.language),
            "words": _("Translated into %(language)s: %(who)s")
            % {"language": name_of(one.language), "who": one.get_made_by_display()},
        }
        for one in newest(note)
    ]
