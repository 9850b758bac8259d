"""Ask two outside libraries who wins each of the Pabulib elections, and write their answers down as numbers.

The libraries are oracles for the tests only: pabutools is GPL and brings a proprietary solver, so neither may
enter the product's environment. Give this script an environment of its own::

    python3 -m venv ORACLES && ORACLES/bin/pip install pabutools==1.2.3 abcvoting==2.19.2
    ORACLES/bin/python benchmarks/priorities_oracles.py --data FOLDER_WITH_PB_FILES

It imports nothing of Listens. Every answer is computed twice, with ties going to the lowest and to the highest
project id (as text): where the two differ, a tie decided, and an engine that breaks ties the same way must match both.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import sys
import time
from collections import Counter
from fractions import Fraction
from importlib.metadata import version
from math import lcm
from pathlib import Path
from typing import Any

from abcvoting import abcrules
from abcvoting.preferences import Profile, Voter
from pabutools.election import (
    ApprovalBallot,
    ApprovalMultiProfile,
    ApprovalProfile,
    Cardinality_Sat,
    Cost_Sat,
    FrozenApprovalBallot,
    Instance,
    Project,
    parse_pabulib,
)
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen
from pabutools.tiebreaking import TieBreakingRule

SEATS = 10
ORGANISATIONS = {
    "Poland_Czestochowa_2020": "district",
    "Poland_Gdynia_2024": "neighborhood",
    "Poland_Katowice_2025": "neighborhood",
    "Poland_Krakow_2018": "district",
    "Poland_Warszawa_2017_Bemowo": "neighborhood",
    "Poland_Warszawa_2017_Ochota": "neighborhood",
    "Poland_Warszawa_2017_Praga-Poludnie": "neighborhood",
    "Poland_Warszawa_2017_Srodmiescie": "neighborhood",
    "Poland_Warszawa_2017_Ursynow": "neighborhood",
    "Poland_Warszawa_2018_Bialoleka": "neighborhood",
}


def tie_rule(ids: list[str], direction: str) -> TieBreakingRule:
    """Ties go to the first id in text order ("up") or to the last ("down")."""
    rank = {name: place for place, name in enumerate(ids if direction == "up" else ids[::-1])}
    return TieBreakingRule(lambda _instance, _profile, project: rank[project.name])


def names(allocation: Any) -> list[str]:
    """Project ids in the order the rule gave them."""
    return [project.name for project in allocation]


def with_costs(
    instance: Instance, ticks: list[frozenset[str]], unit: bool, budget: Any
) -> tuple[Instance, Any]:
    """The election as pabutools wants it; with unit costs the budget is a number of seats."""
    projects = {p.name: Project(p.name, 1 if unit else p.cost) for p in instance}
    copy = Instance(projects.values(), budget_limit=budget)
    ballots = [ApprovalBallot(projects[name] for name in tick) for tick in ticks]
    profile = ApprovalMultiProfile(profile=ApprovalProfile(ballots, instance=copy), instance=copy)
    assert all(isinstance(ballot, FrozenApprovalBallot) for ballot in profile)
    return copy, profile


def by_pabutools(
    instance: Instance, ticks: list[frozenset[str]], ids: list[str], direction: str
) -> dict[str, Any]:
    """Equal Shares, most votes and sequential Phragmen at the file's own costs, and the last two with unit costs."""
    ties = tie_rule(ids, direction)
    priced, profile = with_costs(instance, ticks, False, instance.budget_limit)
    answers: dict[str, Any] = {
        "mes_cost": names(method_of_equal_shares(priced, profile, Cost_Sat, tie_breaking=ties)),
        "mes_cardinality": names(method_of_equal_shares(priced, profile, Cardinality_Sat, tie_breaking=ties)),
        "most_votes_budget": names(
            greedy_utilitarian_welfare(priced, profile, sat_class=Cost_Sat, tie_breaking=ties)
        ),
        "phragmen_budget": sorted(names(sequential_phragmen(priced, profile, tie_breaking=ties))),
    }
    order: list[str] = []
    for seats in range(1, SEATS + 1):
        unit, profile = with_costs(instance, ticks, True, seats)
        chosen = names(sequential_phragmen(unit, profile, tie_breaking=ties))
        new = [name for name in chosen if name not in order]
        assert len(new) == 1 and set(order) <= set(chosen), "sequential Phragmen must be nested"
        order += new
    answers["phragmen_seats"] = order
    unit, profile = with_costs(instance, ticks, True, SEATS)
    answers["most_votes_seats"] = names(
        greedy_utilitarian_welfare(unit, profile, sat_class=Cost_Sat, tie_breaking=ties)
    )
    return answers


def by_abcvoting(weights: dict[frozenset[str], int], ids: list[str], direction: str) -> dict[str, list[str]]:
    """Committees of SEATS; equal ballots are merged into one voter whose weight is their number."""
    order = ids if direction == "up" else ids[::-1]
    place = {name: number for number, name in enumerate(order)}
    profile = Profile(len(order), cand_names=order)
    profile.add_voters(
        Voter({place[name] for name in tick}, weight=weight, num_cand=len(order))
        for tick, weight in sorted(weights.items(), key=lambda item: sorted(item[0]))
        if tick
    )
    answers = {}
    for rule in ("seqphragmen", "seqpav", "equal-shares"):
        algorithm = "standard" if rule == "seqpav" else "gmpy2-fractions"
        (winners,) = abcrules.compute(rule, profile, committeesize=SEATS, algorithm=algorithm, resolute=True)
        answers[rule] = sorted(order[number] for number in winners)
    return answers


def merged(ballots: list[tuple[str, frozenset[str]]], equal_organisations: bool) -> dict[frozenset[str], int]:
    """Whole-number weights: one per ballot, or one equal share per organisation split over its ballots."""
    sizes = Counter(organisation for organisation, _ in ballots)
    scale = lcm(*sizes.values()) if equal_organisations else 1
    weights: Counter[frozenset[str]] = Counter()
    for organisation, tick in ballots:
        weights[tick] += int(Fraction(scale, sizes[organisation])) if equal_organisations else 1
    return dict(weights)


def election(path: Path) -> dict[str, Any]:
    """Every oracle's answer for one file."""
    instance, profile = parse_pabulib(str(path))
    ids = sorted(project.name for project in instance)
    column = ORGANISATIONS.get(path.stem)
    ballots = [
        (ballot.meta.get(column, "") if column else "", frozenset(project.name for project in ballot))
        for ballot in profile
    ]
    ticks = [tick for _, tick in ballots]
    answers: dict[str, Any] = {
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "ballots": len(ballots),
        "projects": len(ids),
        "organisation_column": column,
    }
    del profile
    gc.collect()
    for direction in ("up", "down"):
        answers[direction] = {
            "pabutools": by_pabutools(instance, ticks, ids, direction),
            "abcvoting": by_abcvoting(merged(ballots, False), ids, direction),
        }
        if column:
            named = [(organisation, tick) for organisation, tick in ballots if organisation]
            answers[direction]["abcvoting_organisations"] = by_abcvoting(merged(named, True), ids, direction)
    return answers


def main() -> None:
    """Compute what is missing; an answer already on file for the same bytes is kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the .pb files")
    parser.add_argument("--out", type=Path, default=Path("tests/facts/priorities_oracles.json"))
    args = parser.parse_args()
    facts: dict[str, Any] = {
        "versions": {name: version(name) for name in ("pabutools", "abcvoting")},
        "python": sys.version.split()[0],
        "seats": SEATS,
        "ties": {"up": "lowest project id as text first", "down": "highest project id as text first"},
        "files": {},
    }
    if args.out.exists():
        facts["files"] = json.loads(args.out.read_text())["files"]
    for path in sorted(args.data.glob("*.pb"), key=lambda p: p.stat().st_size):
        known = facts["files"].get(path.name, {})
        if known.get("sha256") == hashlib.sha256(path.read_bytes()).hexdigest():
            continue
        started = time.perf_counter()
        facts["files"][path.name] = election(path)
        print(f"{path.name}: {time.perf_counter() - started:.1f} s", flush=True)
        rows = ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(facts["files"].items()))
        head = json.dumps({k: v for k, v in facts.items() if k != "files"}, indent=1)[:-2]
        args.out.write_text(f'{head},\n "files": {{\n{rows}\n}}\n}}\n')


if __name__ == "__main__":
    main()
