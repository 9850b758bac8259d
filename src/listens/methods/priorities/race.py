"""Finding the next winner without looking at every proposal again, and keeping a record of ties.

All the rules here choose the proposal with the smallest key, and a key can only grow as others win. A key from an
earlier round is therefore a lower bound, and proposals whose bound is above the best fresh key need no second look.
Floating-point numbers only say which proposals are worth a closer look, with a margin far above their error; whole
numbers decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf

from listens.methods.priorities.ties import Tie, TieBreak

Ratio = tuple[int, int]
Key = Callable[[int], Ratio | None]
MARGIN = 1e-9


class Race:
    """Proposals (numbers) waiting to be chosen, by a key that is a ratio of whole numbers (the second above 0)."""

    def __init__(
        self,
        names: tuple[str, ...],
        waiting: Iterable[int],
        ties: TieBreak,
        num_before: int = 0,
        least: Sequence[float] | None = None,
    ) -> None:
        """`least` holds for each proposal what its key cannot be below, where the rule knows."""
        self._names = names
        self._ties = ties
        self._rank = num_before
        self._heap = [(-inf if least is None else least[proposal], proposal) for proposal in waiting]
        heapify(self._heap)
        self.drawn: list[Tie] = []

    @property
    def waiting(self) -> list[int]:
        """The proposals that may still be chosen."""
        return [proposal for _, proposal in self._heap]

    def next(
        self,
        key: Key,
        fits: Callable[[int], bool] = lambda _proposal: True,
        among: Iterable[int] | None = None,
    ) -> tuple[Fraction, int] | None:
        """(its key, the next winner); None when nobody is left or, among those level, one does not fit.

        A proposal whose key is None can never win any more and is dropped. `among` are those of the waiting that can
        have the smallest key, where the rule knows: no other is looked at.
        """
        keys = self._near(key) if among is None else self._all(key, among)
        tied = _smallest(keys)
        if not tied or not all(fits(proposal) for proposal in tied):
            return None
        self._rank += 1
        winner = tied[0]
        if len(tied) > 1:
            names = tuple(self._names[proposal] for proposal in tied)
            chosen, decided_by = self._ties.choose(names)
            self.drawn.append(Tie(self._rank, names, chosen, decided_by))
            winner = tied[names.index(chosen)]
        if among is None:
            for proposal, ratio in keys.items():
                if proposal != winner:
                    heappush(self._heap, (_float(ratio), proposal))
        else:
            self._heap = [each for each in self._heap if each[1] != winner]
        return Fraction(*keys[winner]), winner

    def _near(self, key: Key) -> dict[int, Ratio]:
        """Taken from the heap: the keys that may be the smallest."""
        heap, fresh, near, limit = self._heap, dict[int, Ratio](), dict[int, Ratio](), inf
        while heap and heap[0][0] <= limit:
            bound, proposal = heappop(heap)
            if proposal in fresh:
                near[proposal] = fresh[proposal]
                limit = min(limit, bound + abs(bound) * MARGIN)
            elif (now := key(proposal)) is not None:
                fresh[proposal] = now
                heappush(heap, (_float(now), proposal))
        return near

    @staticmethod
    def _all(key: Key, among: Iterable[int]) -> dict[int, Ratio]:
        keys = ((proposal, key(proposal)) for proposal in among)
        return {proposal: ratio for proposal, ratio in keys if ratio is not None}


def _smallest(keys: dict[int, Ratio]) -> list[int]:
    """The proposals with exactly the smallest key, in their order."""
    best: Ratio | None = None
    tied: list[int] = []
    for proposal, (top, bottom) in keys.items():
        difference = -1 if best is None else top * best[1] - best[0] * bottom
        if difference < 0:
            best, tied = (top, bottom), [proposal]
        elif not difference:
            tied.append(proposal)
    return sorted(tied)


def _float(ratio: Ratio) -> float:
    try:
        return ratio[0] / ratio[1]
    except OverflowError:
        return inf if ratio[0] > 0 else -inf
