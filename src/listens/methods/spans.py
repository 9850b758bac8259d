"""Stretches of a text, in characters (code points): whether one is whole, and a text cut where any begins or ends.

What a reader takes for one letter may be several characters: a letter and the marks on it (Unicode Standard Annex 29,
“extended grapheme clusters”). A stretch that began or ended within would show a mark without its letter.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]  # characters from the first up to, not including, the second

_JOINERS = "\u200c\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_JAMO, _JAMO_BEHIND = range(0x1100, 0x1200), range(0x1160, 0x1200)


def is_in(text: str, span: Span) -> bool:
    """Within the text, in order, and not white space alone."""
    start, end = span
    return 0 <= start < end <= len(text) and not text[start:end].isspace()


def cuts_a_letter(text: str, at: int) -> bool:
    """Whether the place before character `at` is within what is read as one letter or sign."""
    if not 0 < at < len(text):
        return False
    before, behind = text[at - 1], text[at]
    code = ord(behind)
    if unicodedata.category(behind) in ("Mn", "Mc", "Me") or behind in _JOINERS or before == "\u200d":
        return True
    if code in _SKIN_TONES or code in _TAGS or (before, behind) == ("\r", "\n"):
        return True
    if code in _JAMO_BEHIND and ord(before) in _JAMO:
        return True
    return code in _FLAG_LETTERS and _num_flag_letters_before(text, at) % 2 == 1


def _num_flag_letters_before(text: str, at: int) -> int:
    num = 0
    while num < at and ord(text[at - num - 1]) in _FLAG_LETTERS:
        num += 1
    return num


@dataclass(frozen=True)
class Segment:
    """Part of a text that the same spans cover; `of` are their places in the list that was given."""

    start: int
    end: int
    of: tuple[int, ...]


def segments(start: int, end: int, spans: Sequence[Span], *, cut: bool = True) -> list[Segment]:
    """That part of a text, in order. `cut=False`: in one piece, with all spans that touch it."""
    over = [(place, span) for place, span in enumerate(spans) if span[0] < end and span[1] > start]
    if not cut:
        return [Segment(start, end, tuple(place for place, _span in over))]
    cuts = sorted({start, end, *_within(start, end, (span for _place, span in over))})
    return [
        Segment(a, b, tuple(place for place, span in over if span[0] < b and span[1] > a))
        for a, b in itertools.pairwise(cuts)
    ]


def _within(start: int, end: int, spans: Iterable[Span]) -> Iterable[int]:
    return (place for span in spans for place in span if start < place < end)
