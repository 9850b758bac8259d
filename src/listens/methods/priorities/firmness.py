"""Clear or close: would each winner also have won had a few other people come?

Ballots are drawn again with replacement (the bootstrap, Efron 1979), weighed and counted anew. A winner that is
chosen in at least 95 of 100 such votes is clear, else close. Ties go by the order of the real vote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

import numpy as np

from listens.methods.priorities.accounts import Accounts

CLEAR_FROM = 95
Progress = Callable[[int, int], None]


def firmness(
    accounts: Accounts,
    winners: Sequence[str],
    rule: Callable[[Accounts], list[str]],
    *,
    seed: int,
    resamples: int = 100,
    progress: Progress | None = None,
) -> dict[str, str]:
    """ "clear" or "close" for each winner. `rule` gives the chosen of one resample; `progress` is told (done, of)."""
    chance = Random(seed)  # noqa: S311 - a draw anyone can repeat, not a secret
    ballots = np.repeat(np.arange(len(accounts.count)), accounts.count)
    chosen: Counter[str] = Counter()
    for done in range(resamples):
        chances = np.fromiter((chance.random() for _ in range(len(ballots))), np.float64, len(ballots))
        drawn = ballots[(chances * len(ballots)).astype(np.intp)]
        chosen.update(rule(accounts.recounted(np.bincount(drawn, minlength=len(accounts.count)))))
        if progress:
            progress(done + 1, resamples)
    return {name: "clear" if chosen[name] * 100 >= CLEAR_FROM * resamples else "close" for name in winners}
