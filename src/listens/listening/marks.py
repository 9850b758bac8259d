"""What marks in a note are called, who made them, why one may stay, and a note as a reviewer sees it with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from listens.core.models import Area
from listens.listening import name_model
from listens.listening.models import Note, Struck
from listens.listening.translations import beside
from listens.methods import marks
from listens.methods.marks import Mark
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
T = TypeVar("T", bound=Struck)
BY_RULES, BY_MODEL, BY_BOTH = _("found by the rules"), _("found by the name model"), _("found by both")


@dataclass(frozen=True)
class Part:
    """A piece of a note: `kind` says in words what its mark is and `by` who made it, empty for what is not marked.

    `place` is where it stands in the note's text. `is_out`: the words stand for what was taken out.
    """

    words: str
    place: str
    kind: str = ""
    by: str = ""
    is_out: bool = False


def known_words(area: Area) -> frozenset[str]:
    """Words of the area's places, which name nobody."""
    names = Place.objects.filter(area=area).values_list("name_key", flat=True)
    return frozenset(word for name in names for word in name.split())


def with_parts(area: Area, notes: Iterable[Note]) -> list[Note]:
    """The notes, each with its `parts` and what stands `beside` it."""
    found = with_marks(area, notes)
    for note in found:
        note.beside = beside(note)  # type: ignore[attr-defined]
    return found


def with_marks(area: Area, texts: Iterable[T]) -> list[T]:
    """Notes, or what people said back, each with its `parts`. The model reads those in English, all at once."""
    known, found = known_words(area), list(texts)
    english = [one for one in found if one.language.split("-")[0] == "en"]
    seen = dict(zip(english, name_model.find_in([one.masked for one in english], known), strict=True))
    for one in found:
        one.parts = _parts_of(one, marks.find(one.masked, known), seen.get(one, []))  # type: ignore[attr-defined]
    return found


def marked_parts(struck: Struck) -> list[Part]:
    """Of a text with its parts, those with a mark."""
    return [part for part in struck.parts if part.kind]  # type: ignore[attr-defined]


def _parts_of(struck: Struck, rules: list[Mark], model: list[Mark]) -> list[Part]:
    parts: list[Part] = []
    stretches = marks.together(rules, model)
    for words, piece in struck.cuts():
        if piece.is_out:
            parts.append(Part(words, _place(piece.start, piece.end), is_out=True))
            continue
        at = piece.start
        for mark in stretches:
            start, end = max(mark.start, piece.start), min(mark.end, piece.end)
            if start < end:
                by = _by(_touches(mark, rules), _touches(mark, model))
                kind = str(MARK_WORDS[mark.kind])
                parts += [
                    _plain(struck, at, start),
                    Part(struck.cut(start, end), _place(start, end), kind, by),
                ]
                at = end
        parts.append(_plain(struck, at, piece.end))
    return [part for part in parts if part.words]


def _plain(struck: Struck, start: int, end: int) -> Part:
    return Part(struck.cut(start, end) if start < end else "", _place(start, end))


def _touches(mark: Mark, some: list[Mark]) -> bool:
    return any(one.start < mark.end and mark.start < one.end for one in some)


def _by(is_rules: bool, is_model: bool) -> str:
    return str(BY_BOTH if is_rules and is_model else BY_RULES if is_rules else BY_MODEL)


def _place(start: int, end: int) -> str:
    return f"{start}-{end}"
