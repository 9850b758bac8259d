"""How long the drip takes with so many ballots of 40 organisations, and the most memory: `alone.py NUMBER`.

From ballots as objects to the outcome: merging them, weighing them, counting. The ballots are made up: three to five
ticks out of 40 proposals (60 from 100,000 ballots on), some far more popular than others.
"""

from __future__ import annotations

import json
import random
import resource
import sys
from typing import Any

from stopwatch import stages

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.drip import drip
from listens.methods.priorities.firmness import firmness
from listens.methods.priorities.weights import weigh

SEATS = 8
ORGANISATIONS = [f"Organisation {number}" for number in range(40)]


def made(number: int) -> list[Ballot]:
    """The same ballots each time."""
    chance = random.Random(1)
    proposals = proposals_of(number)
    popular = [1 / (place + 1) ** 0.5 for place in range(len(proposals))]
    ballots = []
    for each in range(number):
        ticks: dict[str, None] = {}
        wanted = chance.randint(3, 5)
        while len(ticks) < wanted:
            ticks |= dict.fromkeys(chance.choices(proposals, popular, k=wanted - len(ticks)))
        ballots.append(Ballot(str(each), chance.choice(ORGANISATIONS), tuple(ticks)))
    return ballots


def proposals_of(number: int) -> list[str]:
    return [f"p{place:02d}" for place in range(40 if number < 100_000 else 60)]


def main(number: int) -> None:
    """Print {"drip": {"cpu", "wall"}, "memory_gb"} as JSON, and "resamples" for a thousand ballots."""
    ballots, proposals = made(number), proposals_of(number)

    def whole(_: Any) -> Any:
        accounts = Accounts.of(weigh(ballots, proposals=proposals))
        return accounts, drip(accounts, SEATS).chosen

    def resamples(found: Any) -> Any:
        accounts, chosen = found
        return firmness(accounts, chosen, lambda on: drip(on, SEATS).chosen, seed=1, resamples=100)

    times, _ = stages([("drip", whole), *([("resamples", resamples)] if number == 1000 else [])])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000
    print(json.dumps({**times, "memory_gb": memory}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
