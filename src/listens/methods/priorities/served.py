"""Why not mine: how many ballots stood behind what was not chosen, and how many of them got something else.

equalshares.net shows for each project how much money its supporters had left; few readers can tell what that means.
"Of the forty who ticked it, thirty-one got another of their ticks" can be checked by counting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Served:
    """`ballots` tick the proposal; `with_another` of them tick a chosen one too; `got` has how many, the most first."""

    ballots: int
    with_another: int
    got: tuple[tuple[str, int], ...]


def served(choices: Iterable[Sequence[str]], chosen: Sequence[str]) -> dict[str, Served]:
    """For every proposal that was ticked and not chosen. `choices` are the ballots' ticks, each ballot once."""
    winners, rank = set(chosen), {name: place for place, name in enumerate(chosen)}
    ballots: Counter[str] = Counter()
    with_another: Counter[str] = Counter()
    got: dict[str, Counter[str]] = {}
    for ticks, times in Counter(frozenset(each) for each in choices).items():
        won = ticks & winners
        for proposal in ticks - winners:
            ballots[proposal] += times
            with_another[proposal] += times if won else 0
            beside = got.setdefault(proposal, Counter())
            for winner in won:
                beside[winner] += times
    return {
        name: Served(
            ballots[name],
            with_another[name],
            tuple(sorted(got[name].items(), key=lambda each: (-each[1], rank[each[0]]))),
        )
        for name in ballots
    }
