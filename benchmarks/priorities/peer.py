"""How long pabutools takes for one `.pb` file: reading, aggregating, and the Method of Equal Shares (cost utility).

Runs in the peers' environment and imports nothing of Listens but the stopwatch beside it::

    PEERS/bin/python benchmarks/priorities/peer.py FILE.pb

It is given what it is best at: exact fractions by gmpy2 (its default), and a profile of merged ballots.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule
from stopwatch import stages


def main(path: str) -> None:
    """Print {"stages": {...}, "winners": [...]} as JSON."""

    def read(_: Any) -> Any:
        return parse_pabulib(path)

    def aggregate(found: Any) -> Any:
        instance, profile = found
        return instance, profile.as_multiprofile(), ties(instance)

    def count(found: Any) -> list[str]:
        instance, profile, breaker = found
        return [p.name for p in method_of_equal_shares(instance, profile, Cost_Sat, tie_breaking=breaker)]

    times, winners = stages([("read", read), ("aggregate", aggregate), ("count", count)])
    print(json.dumps({"stages": times, "winners": winners}))


def ties(instance: Any) -> TieBreakingRule:
    """The lowest project id (as text) first."""
    rank = {name: place for place, name in enumerate(sorted(project.name for project in instance))}
    return TieBreakingRule(lambda _instance, _profile, project: rank[project.name])


if __name__ == "__main__":
    main(sys.argv[1])
