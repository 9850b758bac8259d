"""A note's words with what is marked in them, as pages print it: cut where marks begin and end, which are numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from listens.listening.models import Note
from listens.methods import spans
from listens.methods.spans import Span
from listens.methods.themes.split import Clause, clauses
from listens.sensemaking.models import Theme

NUM_PATTERNS = 4


@dataclass(frozen=True)
class Label:
    number: int
    sign: str
    name: str


@dataclass(frozen=True)
class Stretch:
    """Words under the same marks. `at` are their places in the note's own text, as a form sends them: `12:40`."""

    words: str
    at: str
    is_out: bool
    over: list[Label]
    begins: list[Label]
    ends: list[Label]

    @property
    def pattern(self) -> str:
        """Of the underline: one for each of four marks in turn, another where marks lie over each other."""
        return "several" if len(self.over) > 1 else str((self.over[0].number - 1) % NUM_PATTERNS + 1)


def stretches(note: Note, marks: Sequence[tuple[Theme, Span]] = ()) -> list[Stretch]:
    """All of the note in order, with its strikes; marks are numbered as they come."""
    labels = [Label(number, theme.sign, theme.name) for number, (theme, _span) in enumerate(marks, start=1)]
    where = [span for _theme, span in marks]
    found = [
        (
            words if piece.is_out else words[segment.start - piece.start : segment.end - piece.start],
            segment,
            piece.is_out,
        )
        for words, piece in note.cuts()
        for segment in spans.segments(piece.start, piece.end, where, cut=not piece.is_out)
    ]
    of = [set(segment.of) for _words, segment, _is_out in found]
    return [
        Stretch(
            words,
            f"{segment.start}:{segment.end}",
            is_out,
            [labels[n] for n in segment.of],
            [labels[n] for n in segment.of if place == 0 or n not in of[place - 1]],
            [labels[n] for n in segment.of if place == len(of) - 1 or n not in of[place + 1]],
        )
        for place, (words, segment, is_out) in enumerate(found)
    ]


def text_card(note: Note) -> dict[str, Any]:
    """For the coding page and its script: the text in pieces, and in clauses, each with its places."""
    return {
        "pieces": [
            {"start": piece.start, "end": piece.end, "words": words, "is_out": piece.is_out}
            for words, piece in note.cuts()
        ],
        "parts": [{"at": f"{part.start}:{part.end}", "words": words} for part, words in parts(note)],
    }


def parts(note: Note) -> list[tuple[Clause, str]]:
    """The note's clauses with words that may be shown."""
    return [(part, note.cut(part.start, part.end)) for part in clauses(note.masked)]
