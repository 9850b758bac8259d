from fractions import Fraction

import pytest

from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.weights import NO_ORGANISATION, Weighting, weigh

CAST = [
    Ballot("1", "Somali women", ("a", "b")),
    *(Ballot(f"u{n}", "University", ("b", "c")) for n in range(4)),
    Ballot("5", "University", ("a",)),
]


def test_every_organisation_has_one_share_split_over_its_ballots():
    profile = weigh(CAST)
    assert profile.organisations == {"Somali women": 1, "University": 1}
    assert profile.weights[(("b", "c"), "University")] == Fraction(4, 5)


def test_the_square_root_is_a_fraction_of_three_decimals():
    profile = weigh(CAST, "square-root", sizes={"University": 200})
    assert profile.organisations == {"Somali women": 1, "University": Fraction(14142, 1000)}


@pytest.mark.parametrize(("size", "share"), [(1, 1), (49, 1), (50, 2), (249, 2), (250, 3), (10**6, 3)])
def test_bands(size, share):
    assert weigh(CAST, "bands", sizes={"University": size}).organisations["University"] == share


def test_one_ballot_one_vote():
    assert weigh(CAST, "ballot").organisations == {"Somali women": 1, "University": 5}


def test_below_the_minimum_of_ballots_a_share_is_not_full():
    assert weigh(CAST, min_ballots=5).organisations == {"Somali women": Fraction(1, 5), "University": 1}


def test_order_and_repeats_of_ticks_make_one_account():
    profile = weigh([Ballot("1", "A", ("b", "a")), Ballot("2", "A", ("a", "b", "a"))])
    assert profile.counts == {(("a", "b"), "A"): 2}


def test_a_ballot_without_ticks_takes_no_share():
    assert weigh([Ballot("1", "A", ()), Ballot("2", "A", ("a",))]).weights == {(("a",), "A"): 1}


def test_without_any_organisation_all_are_one():
    assert weigh([Ballot("1", None, ("a",)), Ballot("2", None, ("b",))]).organisations == {NO_ORGANISATION: 1}


def test_a_nameless_ballot_among_named_ones_needs_the_ballot_scheme():
    mixed = [Ballot("1", None, ("a",)), Ballot("2", "A", ("b",))]
    with pytest.raises(ValueError, match="no organisation"):
        weigh(mixed)
    assert weigh(mixed, "ballot").organisations == {NO_ORGANISATION: 1, "A": 1}


@pytest.mark.parametrize("wrong", [{"scheme": "dots"}, {"min_ballots": -1}, {"sizes": {"A": 0}}])
def test_refuses_settings_that_mean_nothing(wrong):
    with pytest.raises(ValueError, match="."):
        Weighting(**wrong)


def test_refuses_a_tick_that_is_not_on_the_list():
    with pytest.raises(ValueError, match="long-list"):
        weigh([Ballot("1", None, ("z",))], proposals=["a"])
