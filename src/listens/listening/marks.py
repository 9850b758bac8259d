"""What marks in a note are called, why one may stay, and a note as a reviewer sees it, with its marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from listens.core.models import Area
from listens.listening.models import Note
from listens.methods import marks
from listens.places.models import Place

MARK_WORDS = {
    marks.EMAIL: _("An e-mail address"),
    marks.PHONE: _("A telephone number"),
    marks.POSTCODE: _("A full postcode"),
    marks.NHS_NUMBER: _("An NHS number"),
    marks.NAME: _("Perhaps a name"),
    "out": _("[taken out]"),
    "why": _("Choose why it may stay, or take it out."),
    "left": _("Look at each mark first: take it out, or keep it and say why."),
}
KEEP_REASONS = (
    _("It is not a person"),
    _("It is a place or a group"),
    _("It is a public person or a public number"),
)


@dataclass(frozen=True)
class Part:
    """A piece of a note; `kind` says in words what its mark is, empty for what is not marked."""

    words: str
    kind: str = ""


def known_words(area: Area) -> frozenset[str]:
    """Words of the area's places, which name nobody."""
    names = Place.objects.filter(area=area).values_list("name_key", flat=True)
    return frozenset(word for name in names for word in name.split())


def parts_of(text: str, known: frozenset[str]) -> list[Part]:
    """The note in pieces, the marked ones with what they may be."""
    parts, at = [], 0
    for mark in marks.find(text, known):
        parts += [Part(text[at : mark.start]), Part(text[mark.start : mark.end], str(MARK_WORDS[mark.kind]))]
        at = mark.end
    return [part for part in [*parts, Part(text[at:])] if part.words]


def with_parts(area: Area, notes: Iterable[Note]) -> list[Note]:
    """The notes, each with its `parts`."""
    known, found = known_words(area), list(notes)
    for note in found:
        note.parts = parts_of(note.text, known)  # type: ignore[attr-defined]
    return found
