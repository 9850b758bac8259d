"""Words of a note that somebody marked and gave a theme: read from a form, checked, and as they stand now.

Programs for coding (NVivo, ATLAS.ti, MAXQDA, QualCoder, Taguette) mark words with the mouse and tell the themes apart
by colour. Here they are marked by mouse, finger, keyboard alone or, without a script, sentence by sentence; what is
marked is underlined, numbered and listed, so it is told apart in grey, on paper and by ear. Offsets are characters of
the note's own text, which nothing moves: words that are taken out leave fillers (`methods.striking`). Where a mark no
longer has a word that may be shown, the note keeps the theme as a whole.

A mark is a row of `Coding` like any other decision. A theme given to five stretches of a note counts once for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.listening.models import Note
from listens.methods import spans
from listens.methods.spans import Span
from listens.methods.themes.split import clauses
from listens.sensemaking.models import Coding, Theme

MOST = 100  # marks of one decision
Key = tuple[
    UUID | None, Span | None
]  # a theme, or "none", and the words it was given to: the whole note without


@dataclass(frozen=True)
class Mark:
    """A theme's code and the words it was given to, as a form has them: `damp:12:40`."""

    code: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.code}:{self.start}:{self.end}"

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True)
class Chosen:
    """What somebody chose for a note: codes of the whole note, and marks."""

    codes: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def read_marks(typed: Sequence[str]) -> list[Mark]:
    """Each once. Raises Refused for what is none, or for too many."""
    return [Mark(code, *span) for code, span in dict.fromkeys(map(_read, _few(typed)))]


def read_parts(note: Note, typed: Sequence[str]) -> list[Span]:
    """Stretches `12:40` that a form's check boxes have; clauses that follow each other are one. Raises Refused."""
    wanted = sorted({_read(f":{each}")[1] for each in _few(typed)})
    place = {(part.start, part.end): number for number, part in enumerate(clauses(note.masked))}
    found: list[Span] = []
    last = -2
    for span in wanted:
        here = place.get(span, -2)
        if found and here == last + 1:
            found[-1] = found[-1][0], span[1]
        else:
            found.append(span)
        last = here
    return found


def _few(typed: Sequence[str]) -> Sequence[str]:
    if len(typed) > MOST:
        raise Refused(_("Mark fewer words: a note has at most %(n)d marks.") % {"n": MOST})
    return typed


def _read(typed: str) -> tuple[str, Span]:
    code, _colon, rest = typed.partition(":")
    start, _colon, end = rest.partition(":")
    if not all(number.isascii() and number.isdecimal() and len(number) < 8 for number in (start, end)):
        raise Refused(_("The marked words could not be read. Mark them again."))
    return code, (int(start), int(end))


def check_span(note: Note, span: Span) -> None:
    """Raises Refused for a span outside the note, reversed, of blanks, within a letter, or of words taken out."""
    if problem := problem_with(note, span):
        raise Refused(problem)


def problem_with(note: Note, span: Span) -> str:
    """What is wrong with the span, or nothing."""
    if not spans.is_in(note.masked, span):
        return _("Mark some of the note's own words.")
    if any(spans.cuts_a_letter(note.masked, at) for at in span):
        return _("Mark whole letters: a mark begins or ends within one.")
    if not _shows_words(note, span):
        return _("The words that you marked were taken out of the note. Mark others.")
    return ""


def _shows_words(note: Note, span: Span) -> bool:
    return any(words.strip() for words, piece in note.cuts(*span) if not piece.is_out)


def span_of(row: Coding) -> Span | None:
    return None if row.span_start is None or row.span_end is None else (row.span_start, row.span_end)


def standing(rows: Iterable[Coding]) -> dict[Key, Coding]:
    """Of one note's rows of one sitting, those that stand, in the order they were written.

    Taking a theme off without a span takes all of its marks along.
    """
    on: dict[Key, Coding] = {}
    for row in sorted(rows, key=lambda row: row.pk):
        key = row.theme_id, span_of(row)
        if row.act == Coding.Act.ASSIGN:
            on[key] = row
        elif key[1] is not None:
            on.pop(key, None)
        else:
            on = {other: kept for other, kept in on.items() if other[0] != key[0]}
    return on


def row_for(key: Key, note: Note, **more: Any) -> Coding:
    """A row that is not saved yet."""
    theme, span = key
    start, end = span or (None, None)
    return Coding(note=note, theme_id=theme, span_start=start, span_end=end, at=note.area.now(), **more)


def as_chosen(keys: Iterable[Key], codes: Mapping[UUID, str]) -> Chosen:
    """`codes` are those of the themes by id; a theme without is left out, as is "none"."""
    known = [(codes[theme], span) for theme, span in keys if theme is not None and theme in codes]
    return Chosen(
        list(dict.fromkeys(code for code, span in known if span is None)),
        [Mark(code, *span) for code, span in known if span is not None],
    )


def marks_on(notes: Sequence[Note], themes: Mapping[UUID, Theme]) -> dict[UUID, list[tuple[Theme, Span]]]:
    """Open marks that stand and still show words, by note. `themes`: {id a row may have: the theme it counts for}.

    One query. The notes have their strikes.
    """
    rows: dict[UUID, list[Coding]] = {note.pk: [] for note in notes}
    open_rows = Coding.objects.filter(
        note__in=list(rows), theme__in=list(themes), sitting=Coding.Sitting.OPEN
    )
    for row in open_rows:
        rows[row.note_id].append(row)
    return {
        note.pk: sorted(
            (
                (themes[theme], span)
                for theme, span in standing(rows[note.pk])
                if theme is not None and span is not None and not problem_with(note, span)
            ),
            key=lambda mark: mark[1],
        )
        for note in notes
    }
