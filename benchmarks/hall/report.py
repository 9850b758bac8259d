"""What a run found, as tables: each figure with its limit and whether it was met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.hall.measured import AFTER, BEFORE, DEAD, Book, percentile

POSTS = ("code", "wrong code", "choices")
KINDS = ("page", *POSTS, "receipt", "state", "screen")


@dataclass(frozen=True)
class Figure:
    words: str
    found: float
    limit: float
    unit: str = ""
    is_least: bool = False  # the limit is the least that will do, not the most

    @property
    def is_met(self) -> bool:
        return self.found >= self.limit if self.is_least else self.found <= self.limit


def print_figures(figures: Sequence[Figure]) -> bool:
    """True when every one is met."""
    print(f"{'figure':62} {'found':>10} {'limit':>10}  met")
    for one in figures:
        found, limit = f"{one.found:,.4g} {one.unit}".strip(), f"{one.limit:,.4g} {one.unit}".strip()
        print(f"{one.words:62} {found:>10} {limit:>10}  {'yes' if one.is_met else 'NO'}")
    return all(one.is_met for one in figures)


def print_answers(book: Book, phases: Sequence[str] = (BEFORE, DEAD, AFTER)) -> None:
    print(f"\n{'request':12} {'phase':7} {'answers':>8} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8}")
    for kind in KINDS:
        for phase in phases:
            if times := book.times((kind,), phase):
                shown = (percentile(times, 0.5), percentile(times, 0.95), times[-1])
                print(f"{kind:12} {phase:7} {len(times):8,} " + " ".join(f"{ms:8.1f}" for ms in shown))
    for words, num in sorted(book.lost_by().items()):
        print(f"no answer, sent again: {words}: {num:,}")
    for words, num in sorted(book.wrong.items()):
        print(f"noted: {words}: {num:,}")


def print_spread(book: Book, began: float, ended: float) -> None:
    seconds = ended - began
    for words, kinds in (("POSTs", POSTS), ("all requests", KINDS)):
        num, most = len(book.times(kinds)), book.busiest_second(kinds)
        print(f"{words}: {num:,} in {seconds:.0f} s, {num / seconds:.0f}/s, in the busiest second {most}")
