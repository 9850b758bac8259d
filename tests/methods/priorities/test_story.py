"""The drip told step by step: every number in it adds up, and nothing in it is not in the count."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.count import count
from listens.methods.priorities.drip import drip
from listens.methods.priorities.equal_shares import equal_shares
from listens.methods.priorities.story import story
from listens.methods.priorities.weights import weigh
from tests.methods.priorities import electorates

TWO = weigh(
    [Ballot("1", "Mosque", ("a", "b")), Ballot("2", "School", ("a", "c")), Ballot("3", "School", ("c",))],
    proposals=["a", "b", "c", "d"],
)


def exact(number):
    assert number["value"] == pytest.approx(float(Fraction(number["exact"])), abs=1e-6)
    return Fraction(number["exact"])


def test_two_organisations_fill_their_jugs():
    """The worked example of the drip's own tests."""
    told = story(TWO, count(TWO, seats=2, resamples=0))

    first, second = told["steps"]
    assert (first["proposal"], first["time"]["exact"], first["waited"]["exact"]) == ("a", "2/3", "2/3")
    assert [
        (jug["organisation"], jug["before"]["exact"], jug["paid"]["exact"], jug["after"]["exact"])
        for jug in first["jugs"]
    ] == [("Mosque", "2/3", "2/3", "0"), ("School", "2/3", "1/3", "1/3")]
    # Just before, b's one supporter held 2/3 and c's two 2/3; a's payment emptied the mosque and half the school.
    assert [(o["proposal"], o["before"]["exact"], o["after"]["exact"]) for o in first["others"]] == [
        ("b", "2/3", "0"),
        ("c", "2/3", "1/3"),
    ]
    assert (second["proposal"], second["time"]["exact"], second["waited"]["exact"]) == ("c", "4/3", "2/3")
    assert told["not_chosen"] == [
        {
            "proposal": "b",
            "held": {"exact": "2/3", "value": 0.666667},
            "short_by": {"exact": "1/3", "value": 0.333333},
            "next_rank": 3,
            "ballots": 1,
            "ballots_with_another": 1,
        },
        {
            "proposal": "d",
            "held": {"exact": "0", "value": 0.0},
            "short_by": {"exact": "1", "value": 1.0},
            "next_rank": None,
            "ballots": 0,
            "ballots_with_another": 0,
        },
    ]
    assert told["organisations"] == [
        {"organisation": "Mosque", "share": {"exact": "1", "value": 1.0}, "ballots": 1},
        {"organisation": "School", "share": {"exact": "1", "value": 1.0}, "ballots": 2},
    ]
    assert [(p["proposal"], p["organisations"], p["ballots"], p["rank"]) for p in told["proposals"]] == [
        ("a", 2, 2, 1),
        ("b", 1, 1, None),
        ("c", 1, 2, 2),
        ("d", 0, 0, None),
    ]
    assert (told["seats"], told["fullest"]) == (2, 1.0)


@given(electorates.profiles, st.integers(1, 6), st.integers(0, 3))
def test_every_number_adds_up(profile, seats, seed):
    result = count(profile, seats=seats, tie_seed=seed, resamples=0)
    told = story(profile, result)

    share = {row["organisation"]: exact(row["share"]) for row in told["organisations"]}
    held, before = dict.fromkeys(share, Fraction(0)), Fraction(0)
    for step, winner in zip(told["steps"], result["winners"], strict=True):
        time = exact(step["time"])
        assert (step["rank"], step["proposal"]) == (winner["rank"], winner["proposal"])
        assert exact(step["waited"]) == time - before >= 0
        assert step["time"]["exact"] == result["filled_at"][step["proposal"]]
        for jug in step["jugs"]:
            name = jug["organisation"]
            assert exact(jug["before"]) == held[name] + share[name] * (time - before)
            held[name] = exact(jug["after"])
            assert held[name] == exact(jug["before"]) - exact(jug["paid"]) >= 0
        paid = {jug["organisation"]: jug["paid"]["exact"] for jug in step["jugs"] if exact(jug["paid"])}
        assert paid == winner["paid_by"]
        assert sum(map(Fraction, paid.values())) == 1
        near = [exact(other["before"]) for other in step["others"]]
        assert near == sorted(near, reverse=True)
        assert all(0 <= exact(other["after"]) <= exact(other["before"]) <= 1 for other in step["others"])
        before = time
    assert {(other["proposal"], other["short_by"]["exact"]) for other in told["not_chosen"]} == {
        (other["proposal"], other["short_by"]) for other in result["not_chosen"]
    }
    assert all(exact(other["held"]) + exact(other["short_by"]) == 1 for other in told["not_chosen"])
    assert {step["rank"]: step["tie"] for step in told["steps"] if step["tie"]} == {
        tie["rank"]: {"level": tie["proposals"], "decided_by": tie["decided_by"]} for tie in result["ties"]
    }


@given(electorates.profiles, st.integers(1, 3), st.integers(0, 3))
def test_the_next_ranks_are_those_of_more_seats(profile, seats, seed):
    told = story(profile, count(profile, seats=seats, tie_seed=seed, resamples=0))
    more = count(profile, seats=len(profile.proposals), tie_seed=seed, resamples=0)
    ranks = {winner["proposal"]: winner["rank"] for winner in more["winners"]}
    assert {other["proposal"]: other["next_rank"] for other in told["not_chosen"]} == {
        name: ranks.get(name) for name in profile.proposals if ranks.get(name, seats + 1) > seats
    }


@given(electorates.profiles, st.integers(1, 6))
def test_the_same_story_from_the_outcome_and_from_its_json_and_back(profile, seats):
    result = count(profile, seats=seats, resamples=0)
    told = story(profile, result)
    assert told == story(profile, drip(profile, seats)) == json.loads(json.dumps(told))
    assert told == story(profile, json.loads(json.dumps(result)))


def test_a_result_of_other_ballots_is_refused():
    result = count(TWO, seats=2, resamples=0)
    others = [
        weigh([Ballot("1", "Mosque", ("b",)), Ballot("2", "School", ("c",))], proposals="abcd"),
        weigh([Ballot("1", "Mosque", ("b",)), Ballot("2", "School", ("c",))]),
        weigh([Ballot("1", "Mosque", ("a",)), *(Ballot(f"{n}", "School", ("a", "c")) for n in "23")], proposals="abcd"),
    ]  # fmt: skip
    for other in others:
        with pytest.raises(ValueError, match="not of these ballots"):
            story(other, result)


def test_only_a_drip_that_fills_seats_is_told():
    costs = dict.fromkeys("abcd", Fraction(2))
    for counted in (
        equal_shares(TWO, 2),
        drip(TWO, 4, costs),
        count(TWO, rule="drip", budget=Fraction(4), costs=costs, resamples=0),
    ):
        with pytest.raises(ValueError, match="Only a drip"):
            story(TWO, counted)
