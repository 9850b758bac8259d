"""The winners of 34 real elections, against two outside libraries.

The libraries' answers are committed as numbers (tests/facts/priorities_oracles.json, made by
benchmarks/priorities_oracles.py; versions inside). The elections are not committed: they lie in the shared folder
(LISTENS_SHARED, else ../shared beside this repository), and each file's digest is checked. Ties: both sides gave
them to the lowest id ("up"), then to the highest ("down"), so that a tie that decides is compared and not excused.
"""

import hashlib
import json
import os
from pathlib import Path

import pytest

from listens.methods.priorities import pabulib
from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.drip import drip
from listens.methods.priorities.equal_shares import equal_shares
from listens.methods.priorities.most_votes import most_votes
from listens.methods.priorities.seqpav import seqpav
from listens.methods.priorities.ties import ListedOrder
from listens.methods.priorities.weights import weigh

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("LISTENS_SHARED") or ROOT.parent / "shared") / "data" / "priorities" / "pabulib"
FACTS = json.loads((ROOT / "tests" / "facts" / "priorities_oracles.json").read_text(encoding="utf-8"))
SEATS = FACTS["seats"]


def test_every_election_has_an_answer_of_both_oracles():
    assert FACTS["versions"] == {"pabutools": "1.2.3", "abcvoting": "2.19.2"}
    assert len(FACTS["files"]) == 34
    for facts in FACTS["files"].values():
        for direction in ("up", "down"):
            assert {
                len(facts[direction]["pabutools"][rule]) for rule in ("phragmen_seats", "most_votes_seats")
            } == {SEATS}
            assert all(len(committee) == SEATS for committee in facts[direction]["abcvoting"].values())
    if DATA.exists():
        assert {path.name for path in DATA.glob("*.pb")} == set(FACTS["files"])


@pytest.mark.shared_data
@pytest.mark.parametrize("name", FACTS["files"])
def test_winners_equal_the_oracles(name):
    path, facts = DATA / name, FACTS["files"][name]
    if not path.exists():
        pytest.skip(
            f"{name} is not in {DATA.parent.parent.name}/: set LISTENS_SHARED to the folder with the real data"
        )
    data = path.read_bytes()
    assert hashlib.sha256(data).hexdigest() == facts["sha256"], "the file is not the one the oracles read"
    election = pabulib.parse(data.decode())
    assert (len(election.votes), len(election.projects)) == (facts["ballots"], facts["projects"])
    people = Accounts.of(weigh(election.ballots()[0], "ballot", proposals=election.projects))
    budget, costs, column = election.budget, election.costs, facts["organisation_column"]
    directions = ("up",) if facts["up"] == facts["down"] and len(election.votes) > 2000 else ("up", "down")
    for direction in directions:
        ties = ListedOrder(tuple(sorted(election.projects, reverse=direction == "down")))
        pabutools, abcvoting = facts[direction]["pabutools"], facts[direction]["abcvoting"]
        dripped = drip(people, SEATS, ties=ties).chosen

        assert equal_shares(people, budget, costs, ties=ties).chosen == pabutools["mes_cost"]
        by_number = equal_shares(people, budget, costs, utility="cardinality", ties=ties)
        assert by_number.chosen == pabutools["mes_cardinality"]
        assert most_votes(people, budget, costs, ties=ties).chosen == pabutools["most_votes_budget"]
        assert most_votes(people, SEATS, ties=ties).chosen == pabutools["most_votes_seats"]
        assert dripped == pabutools["phragmen_seats"]
        assert sorted(drip(people, budget, costs, ties=ties).chosen) == pabutools["phragmen_budget"]
        assert sorted(dripped) == abcvoting["seqphragmen"]
        assert sorted(equal_shares(people, SEATS, ties=ties).chosen) == abcvoting["equal-shares"]
        assert sorted(seqpav(people, SEATS, ties=ties).chosen) == abcvoting["seqpav"]

        if column:
            ballots, _ = election.ballots(column)
            shares = Accounts.of(weigh(ballots, "organisation", proposals=election.projects))
            equal = facts[direction]["abcvoting_organisations"]
            assert sorted(drip(shares, SEATS, ties=ties).chosen) == equal["seqphragmen"]
            assert sorted(equal_shares(shares, SEATS, ties=ties).chosen) == equal["equal-shares"]
            assert sorted(seqpav(shares, SEATS, ties=ties).chosen) == equal["seqpav"]


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "num_selected"),
    [
        ("Netherlands_Assen_2024.pb", 9),
        ("Poland_Swiecie_2023.pb", 17),
        ("Poland_Wieliczka_2023_Green_Budget.pb", 30),
    ],
)
def test_the_three_towns_that_used_equal_shares_took_what_we_count(name, num_selected):
    """They gave every voter one more unit of money, again and again, as long as all that was bought could be paid."""
    if not (DATA / name).exists():
        pytest.skip(f"{name} is not here: set LISTENS_SHARED to the folder with the real data")
    election = pabulib.parse((DATA / name).read_text(encoding="utf-8"))
    people = Accounts.of(weigh(election.ballots()[0], "ballot", proposals=election.projects))
    money, chosen = election.budget, list[str]()
    while True:
        bought = equal_shares(people, money, election.costs)
        if sum(winner.cost for winner in bought.winners) > election.budget:
            break
        money, chosen = money + len(election.votes), bought.chosen
    selected = {project.id for project in election.projects.values() if project.selected}
    assert len(selected) == num_selected
    assert set(chosen) == selected
