"""Most votes, seqPAV and the EJR+ check."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.ejr import left_out
from listens.methods.priorities.most_votes import most_votes
from listens.methods.priorities.seqpav import seqpav
from listens.methods.priorities.ties import ListedOrder
from listens.methods.priorities.weights import weigh
from tests.methods.priorities import electorates, textbook


def test_a_bloc_of_three_in_ten_takes_every_seat_under_most_votes():
    ballots = [Ballot(f"bloc{n}", None, ("x", "y")) for n in range(3)]
    ballots += [Ballot(str(n), None, (f"p{n}", f"q{n}")) for n in range(7)]
    assert most_votes(weigh(ballots, "ballot"), 2).chosen in (["x", "y"], ["y", "x"])


@given(electorates.profiles, st.integers(0, 6), electorates.orders)
def test_most_votes_ranks_by_weight(profile, seats, order):
    support = {
        p: sum((w for (ticks, _), w in profile.weights.items() if p in ticks), Fraction(0)) for p in order
    }
    ranked = sorted((p for p in order if support[p]), key=lambda p: (-support[p], order.index(p)))[:seats]

    outcome = most_votes(profile, seats, ties=ListedOrder(order))

    assert outcome.chosen == ranked
    assert all(winner.paid_by is None for winner in outcome.winners)
    last = support[ranked[-1]] if ranked else 0
    assert {o.proposal: o.short_by for o in outcome.not_chosen} == {
        p: max(0, last - support[p]) for p in order if p not in ranked
    }


def test_most_votes_with_costs_passes_over_what_does_not_fit():
    ballots = [Ballot("1", None, ("a", "b", "c")), Ballot("2", None, ("a", "b")), Ballot("3", None, ("a",))]
    costs = {"a": Fraction(5), "b": Fraction(9), "c": Fraction(4)}
    outcome = most_votes(weigh(ballots, "ballot"), Fraction(10), costs)
    assert outcome.chosen == ["a", "c"]
    assert outcome.left == 1


@given(electorates.profiles, st.integers(0, 5), electorates.orders)
def test_seqpav_equals_the_textbook(profile, seats, order):
    voters, _ = electorates.voters(profile)
    outcome = seqpav(profile, seats, ListedOrder(order))
    assert outcome.chosen == textbook.seqpav(voters, profile.proposals, seats, order)
    assert [sum(winner.paid_by.values()) for winner in outcome.winners] == [1] * len(outcome.winners)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(electorates.ticks, min_size=1, max_size=7),
    st.sets(st.sampled_from(electorates.PROPOSALS), max_size=4),
    st.integers(1, 4),
)
def test_ejr_plus_equals_its_definition_over_all_groups(ticks, chosen, seats):
    profile = weigh(
        [Ballot(str(n), None, tuple(sorted(tick))) for n, tick in enumerate(ticks)],
        "ballot",
        proposals=electorates.PROPOSALS,
    )
    voters, _ = electorates.voters(profile)
    expected = textbook.ejr_plus_fails_for(voters, profile.proposals, chosen, seats)
    assert left_out(profile, chosen, seats) == expected


def test_ejr_plus_sees_the_bloc_that_most_votes_leaves_out():
    ballots = [Ballot(str(n), None, ("a", "b")) for n in range(6)] + [
        Ballot(f"s{n}", None, ("c",)) for n in range(4)
    ]
    profile = weigh(ballots, "ballot")
    assert left_out(profile, most_votes(profile, 2).chosen, 2) == []
    assert left_out(profile, most_votes(profile, 3).chosen, 3) == []
    assert left_out(profile, ["a", "b"], 3) == ["c"]


def test_refuse_a_negative_number_of_seats():
    profile = weigh([Ballot("1", None, ("a",))])
    for rule in (most_votes, seqpav):
        with pytest.raises(ValueError, match="below 0"):
            rule(profile, -1)
