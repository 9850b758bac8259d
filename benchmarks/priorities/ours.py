"""How long Listens takes for one `.pb` file: what peer.py measures of pabutools, in a process of its own.

python benchmarks/priorities/ours.py FILE.pb
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from stopwatch import stages

from listens.methods.priorities import pabulib
from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.equal_shares import equal_shares
from listens.methods.priorities.ties import ListedOrder
from listens.methods.priorities.weights import weigh


def main(path: str) -> None:
    """Print {"stages": {...}, "winners": [...]} as JSON."""

    def read(_: Any) -> Any:
        return pabulib.parse(Path(path).read_text(encoding="utf-8"))

    def aggregate(election: Any) -> Any:
        ballots, _ = election.ballots()
        return election, Accounts.of(weigh(ballots, "ballot", proposals=election.projects))

    def count(found: Any) -> list[str]:
        election, accounts = found
        ties = ListedOrder(tuple(sorted(election.projects)))
        return equal_shares(accounts, election.budget, election.costs, ties=ties).chosen

    times, winners = stages([("read", read), ("aggregate", aggregate), ("count", count)])
    print(json.dumps({"stages": times, "winners": winners}))


if __name__ == "__main__":
    main(sys.argv[1])
