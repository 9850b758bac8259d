"""Finding the next winner without looking at every proposal again, and keeping a record of ties.

All the rules here choose the proposal with the smallest key, and a key can only grow as others win. A key from an
earlier round is therefore a lower bound, and proposals whose bound is above the best fresh key need no second look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from heapq import heapify, heappop, heappush

from listens.methods.priorities.ties import Tie, TieBreak

Key = Callable[[int], Fraction | None]


class Race:
    """Proposals (numbers) waiting to be chosen, by a key that never falls below `lowest`."""

    def __init__(
        self,
        names: tuple[str, ...],
        waiting: Iterable[int],
        ties: TieBreak,
        lowest: Fraction = Fraction(0),
        num_before: int = 0,
    ) -> None:
        self._names = names
        self._ties = ties
        self._rank = num_before
        self._heap = [(lowest, proposal) for proposal in waiting]
        heapify(self._heap)
        self.drawn: list[Tie] = []

    def next(
        self, key: Key, fits: Callable[[int], bool] = lambda _proposal: True
    ) -> tuple[Fraction, int] | None:
        """(its key, the next winner); None when nobody is left or, among those level, one does not fit.

        A proposal whose key is None can never win any more and is dropped.
        """
        level = self._level(key)
        if level is None or not all(fits(proposal) for proposal in level[1]):
            return None
        best, tied = level
        self._rank += 1
        winner = tied[0]
        if len(tied) > 1:
            names = tuple(self._names[proposal] for proposal in tied)
            chosen, decided_by = self._ties.choose(names)
            self.drawn.append(Tie(self._rank, names, chosen, decided_by))
            winner = tied[names.index(chosen)]
        for proposal in tied:
            if proposal != winner:
                heappush(self._heap, (best, proposal))
        return best, winner

    def _level(self, key: Key) -> tuple[Fraction, list[int]] | None:
        heap, fresh, tied = self._heap, set[int](), list[int]()
        best: Fraction | None = None
        while heap and (best is None or heap[0][0] <= best):
            bound, proposal = heappop(heap)
            if proposal in fresh:
                best = bound
                tied.append(proposal)
            elif (now := key(proposal)) is not None:
                fresh.add(proposal)
                heappush(heap, (now, proposal))
        return None if best is None else (best, sorted(tied))
