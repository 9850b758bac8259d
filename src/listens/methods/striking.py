"""Letters taken out of a text without moving the others: where they stood, and the text without them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FILLER = "█"  # one for each letter taken out, so that every other place in the text stays where it was


@dataclass(frozen=True)
class Piece:
    """Part of a text. `is_out`: its letters are not to be shown."""

    start: int
    end: int
    is_out: bool


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order; those that overlap are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with fillers for what is out: as long as before."""
    for start, end in spans:
        text = text[:start] + FILLER * len(text[start:end]) + text[end:]
    return text


def pieces(
    length: int, spans: Iterable[tuple[int, int]], start: int = 0, end: int | None = None
) -> list[Piece]:
    """From `start` to `end` of a text that long, what may be shown and what is out, in turn."""
    end, at = length if end is None else end, start
    found: list[Piece] = []
    for out_start, out_end in merged(spans):
        if out_end <= start or out_start >= end:
            continue
        found += [Piece(at, max(out_start, at), False), Piece(max(out_start, at), min(out_end, end), True)]
        at = min(out_end, end)
    return [piece for piece in [*found, Piece(at, end, False)] if piece.start < piece.end]
