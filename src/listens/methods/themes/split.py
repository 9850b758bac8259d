"""A note as its clauses, each with its place in the text: the unit that one theme is given to.

A clause ends where a sentence does, in any script, at a new line, and before a word that turns the thought (“…, but
…”). Rules only, so the same text gives the same clauses everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Endings that need a space behind them (3.5 is one number) and those of scripts that put none.
_SPACED, _TIGHT = ".!?;…", "。！？；؟۔؛।॥።፧"
_TURNS = "but|however|although|though|whereas"
# Elsewhere only after a comma: “mas” and “dar” are other words too.
_TURNS_AFTER_COMMA = (
    "and|also|yet|so|pero|aunque|sino|mas|porém|mais|ale|jednak|dar|însă|але|однак|laakiin|aber"
    "|لكن|ولكن|لیکن|مگر|কিন্তু|ஆனால்"
)
_ENDS = re.compile(
    rf"[{_SPACED}]+[\"'”’)\]]*(?=\s)|[{_TIGHT}]+[\"'”’)\]»」』]*|[\r\n\u2028\u2029\v\f]+"
    rf"|[,،、](?=\s*(?:{_TURNS}|{_TURNS_AFTER_COMMA})\s)|\s(?=(?:{_TURNS})\s)",
    re.IGNORECASE,
)
_SHORT_FORM = re.compile(
    r"(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|rev|fr|sr|vs|etc|approx|appt|dept|e\.g|i\.e|a\.m|p\.m|[a-z])\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_COMMA = re.compile(r"[,،、:]\s*|\s(?=(?:and|or|because|when|which|so)\s)", re.IGNORECASE)
# Scripts without spaces between words: there letters are counted, about two to a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_WORDS_OR_LETTERS = re.compile(rf"{_UNSPACED.pattern}|(?:(?!{_UNSPACED.pattern})\w)+")
LEAST_WORDS, MOST_WORDS = 2, 40


@dataclass(frozen=True)
class Clause:
    """Letters `start` up to, not including, `end` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def clauses(text: str) -> list[Clause]:
    """The clauses of a note, in order, without white space at either end. None for an empty note.

    They do not overlap, and no letter is outside all of them. One word alone joins its neighbour; what runs on for
    more than 40 words without an ending is cut at commas, else after every 40.
    """
    found: list[Clause] = []
    for start, end in _pieces(text):
        clause = _trimmed(text, start, end)
        if clause.start == clause.end:
            continue
        if found and (_is_short(clause.of(text)) or _is_short(found[-1].of(text))):
            found[-1] = Clause(found[-1].start, clause.end)
        else:
            found.append(clause)
    return [part for clause in found for part in _cut(text, clause)]


def texts_and_owners(notes: Sequence[str]) -> tuple[list[str], list[int]]:
    """All clauses of all notes, and for each the number of its note. A note without any gives one: itself."""
    texts: list[str] = []
    owners: list[int] = []
    for owner, note in enumerate(notes):
        parts = [clause.of(note) for clause in clauses(note)] or [note]
        texts += parts
        owners += [owner] * len(parts)
    return texts, owners


def num_words(text: str) -> int:
    """Words; in scripts that put no space between words, half the number of letters."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + (unspaced + 1) // 2


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _ENDS.finditer(text):
        if match[0].startswith(".") and _SHORT_FORM.search(
            text, max(0, match.start() - 9), match.start() + 1
        ):
            continue
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _trimmed(text: str, start: int, end: int) -> Clause:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    return Clause(start + left, max(start + left, start + len(part.rstrip())))


def _is_short(text: str) -> bool:
    return num_words(text) < LEAST_WORDS


def _cut(text: str, clause: Clause) -> Iterator[Clause]:
    """The clause, in parts of at most 40 words."""
    while (at := _where_to_cut(text, clause)) is not None:
        yield _trimmed(text, clause.start, at)
        clause = _trimmed(text, at, clause.end)
    yield clause


def _where_to_cut(text: str, clause: Clause) -> int | None:
    """Behind the last comma within the first 40 words that leaves at least ten before it, else behind the 40th word.

    None for a clause that is no longer than that.
    """
    seen, tenth, limit = 0.0, clause.start, clause.start
    for match in _WORDS_OR_LETTERS.finditer(text, clause.start, clause.end):
        seen += 0.5 if _UNSPACED.match(match[0]) else 1
        if seen <= 10:
            tenth = match.end()
        if seen > MOST_WORDS:
            break
        limit = match.end()
    else:
        return None
    commas = [match.end() for match in _COMMA.finditer(text, tenth, limit)]
    return commas[-1] if commas else limit
