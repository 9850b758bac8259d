from fractions import Fraction
from math import gcd

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.count import RULES, count
from listens.methods.priorities.fraction_text import as_text
from listens.methods.priorities.weights import SCHEMES, weigh
from tests.methods.priorities import electorates

BLOC = [Ballot(f"bloc{n}", "One big body", ("x", "y", "z")) for n in range(6)]
OTHERS = [
    Ballot(f"{name}{n}", name, ("home", "work", f"own {name}"))
    for name in ("Choir", "School")
    for n in range(2)
]


def test_the_result_explains_itself():
    result = count(weigh([*BLOC, *OTHERS]), seats=3)

    assert result["rule"] == "drip"
    assert (result["seats"], result["weights"], result["num_ballots"]) == (3, "organisation", 10)
    assert {winner["proposal"] for winner in result["winners"][:2]} == {"home", "work"}
    assert [winner["rank"] for winner in result["winners"]] == [1, 2, 3]
    assert result["winners"][0]["paid_by"] == {"Choir": "1/2", "School": "1/2"}
    assert {other["proposal"] for other in result["not_chosen"]} == {
        "x", "y", "z", "own Choir", "own School", "home", "work"
    } - {winner["proposal"] for winner in result["winners"]}  # fmt: skip
    assert set(result["most_votes"]) == {"home", "work"} | {result["most_votes"][2]}
    assert set(result["by_weights"]) == set(SCHEMES)
    assert len(set(result["by_weights"]["ballot"]) & {"x", "y", "z"}) == 2
    assert set(result["coverage"]["organisations"]) == {"One big body", "Choir", "School"}
    assert result["coverage"]["most_votes"]["all"] in {"2/5", "1"}
    assert result["checks"]["ejr_plus"] is True
    assert result["notices"] == []


def test_ties_keep_the_seed_that_drew_the_lot():
    result = count(weigh([Ballot("1", "A", ("a",)), Ballot("2", "B", ("b",))]), seats=1, tie_seed=7)
    (tie,) = result["ties"]
    assert tie.pop("chosen") == result["winners"][0]["proposal"]
    assert tie == {"rank": 1, "proposals": ["a", "b"], "decided_by": "lot", "tie_seed": 7}


@given(electorates.profiles, st.sampled_from(RULES), st.integers(1, 6))
def test_every_fraction_is_in_lowest_terms_and_columns_sum_to_one(profile, rule, seats):
    result = count(profile, rule=rule, seats=seats, resamples=0)
    for winner in result["winners"]:
        if rule == "most-votes":
            assert winner["paid_by"] is None
            continue
        assert sum(map(Fraction, winner["paid_by"].values())) == 1
        for text in winner["paid_by"].values():
            top, _, bottom = text.partition("/")
            assert bottom != "1"
            assert gcd(int(top), int(bottom or 1)) == 1
    chosen = {winner["proposal"] for winner in result["winners"]}
    assert chosen.isdisjoint(other["proposal"] for other in result["not_chosen"])
    assert len(chosen) + len(result["not_chosen"]) == len(profile.proposals)


def test_real_costs_are_paid_in_full_and_what_is_left_is_given():
    costs = {"a": Fraction(5, 2), "b": Fraction(4), "c": Fraction(9)}
    profile = weigh([Ballot("1", "A", ("a", "c")), Ballot("2", "B", ("b", "c"))], proposals=costs)
    result = count(profile, rule="equal-shares", budget=Fraction(10), costs=costs)
    assert {winner["proposal"]: winner["cost"] for winner in result["winners"]} == {"c": "9"}
    assert result["winners"][0]["paid_by"] == {"A": "9/2", "B": "9/2"}
    assert (result["budget"], result["budget_left"], result["seats"]) == ("10", "1", None)


def test_firmness_needs_a_seed_and_repeats_with_it():
    close = [Ballot(str(n), None, ("a",) if n % 2 else ("b",)) for n in range(21)]
    sure = [Ballot(f"s{n}", None, ("c",)) for n in range(60)]
    profile = weigh([*close, *sure], "ballot")
    results = [count(profile, rule="most-votes", seats=2, seed=seed) for seed in (1, 1, 2)]
    assert results[0] == results[1]
    for result in results:
        assert [(w["proposal"], w["firmness"]) for w in result["winners"]] == [("c", "clear"), ("b", "close")]


def test_says_so_when_there_are_more_seats_than_ticked_proposals():
    result = count(weigh([Ballot("1", "A", ("a",))], proposals=["a", "b"]), seats=2)
    assert result["notices"] == ["Only 1 of 2 seats are filled: nobody ticked any other proposal."]


def test_says_so_when_a_deserving_group_was_left_out():
    """Four of ten are owed one of three seats; six others outvote them everywhere."""
    ballots = [Ballot(str(n), None, ("a", "b", "h")) for n in range(6)]
    ballots += [Ballot(f"s{n}", None, (what, "c")) for n, what in enumerate("defg")]
    result = count(weigh(ballots, "ballot"), rule="most-votes", seats=3)
    assert result["checks"] == {"ejr_plus": False, "left_out": ["c"]}
    assert "“c” was left out" in result["notices"][0]
    assert count(weigh(ballots, "ballot"), seats=3)["notices"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"seats": 0},
        {"seats": 1, "rule": "dots"},
        {"seats": 1, "utility": "joy"},
        {"budget": Fraction(1)},
        {"seats": 1, "budget": Fraction(1), "costs": {"a": Fraction(1)}},
        {"budget": Fraction(1), "costs": {"a": Fraction(1)}, "rule": "seqpav"},
    ],
)
def test_refuses_settings_that_do_not_go_together(wrong):
    with pytest.raises(ValueError, match="."):
        count(weigh([Ballot("1", "A", ("a",))]), **wrong)


@given(st.integers(1, 30_000), st.integers(0, 9))
def test_fractions_of_any_length_are_written_out(zeros, last):
    number = Fraction(-1, 10**zeros * 10 + last)
    assert as_text(number) == f"-1/1{'0' * zeros}{last}"
    assert as_text(Fraction(10**zeros * 10 + last)) == f"1{'0' * zeros}{last}"
