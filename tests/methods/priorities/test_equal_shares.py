from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.ejr import left_out
from listens.methods.priorities.equal_shares import equal_shares
from listens.methods.priorities.ties import ListedOrder
from listens.methods.priorities.weights import weigh
from tests.methods.priorities import electorates, textbook

budgets = st.fractions(Fraction(1, 3), 20, max_denominator=3)


def test_worked_by_hand():
    """Three of four tick a and b, one ticks c; 2 seats: half a seat each. a costs its three 1/3; b cannot be met."""
    profile = weigh(
        [*(Ballot(str(n), None, ("a", "b")) for n in range(3)), Ballot("3", None, ("c",))], "ballot"
    )

    alone = equal_shares(profile, 2, complete=False, ties=ListedOrder(("a", "b", "c")))
    filled = equal_shares(profile, 2, ties=ListedOrder(("a", "b", "c")))

    assert alone.chosen == ["a"]
    assert {other.proposal: other.short_by for other in alone.not_chosen} == {
        "b": Fraction(1, 2),
        "c": Fraction(1, 2),
    }
    # b's three hold 1/2 and fill at 3, c's one holds 1/2 and fills at 1: b is full first, at 1/6.
    assert filled.chosen == ["a", "b"]
    assert filled.winners[1].filled_at == Fraction(1, 6)
    assert filled.not_chosen[0].short_by == Fraction(1, 3)


@given(
    electorates.profiles,
    electorates.costs,
    budgets,
    electorates.orders,
    st.sampled_from(["cost", "cardinality"]),
)
def test_equals_the_textbook(profile, costs, budget, order, utility):
    voters, organisations = electorates.voters(profile)
    winners, payments, money = textbook.equal_shares(voters, costs, budget, order, utility)

    outcome = equal_shares(profile, budget, costs, utility=utility, ties=ListedOrder(order))

    assert outcome.chosen == winners
    assert [winner.paid_by for winner in outcome.winners] == [
        electorates.by_organisation(paid, organisations) for paid in payments
    ]
    assert {other.proposal: other.short_by for other in outcome.not_chosen} == {
        name: cost - sum(money[i] for i, (ticks, _) in enumerate(voters) if name in ticks)
        for name, cost in costs.items()
        if name not in winners
    }


@given(electorates.profiles, electorates.costs, budgets, st.booleans())
def test_pays_each_cost_exactly_within_the_budget(profile, costs, budget, complete):
    outcome = equal_shares(profile, budget, costs, complete=complete)
    for winner in outcome.winners:
        assert sum(winner.paid_by.values()) == winner.cost == costs[winner.proposal]
    assert outcome.left >= 0
    assert all(other.short_by >= 0 for other in outcome.not_chosen)


@given(electorates.profiles, st.integers(1, 6))
def test_completed_seats_are_filled_and_paid(profile, seats):
    outcome = equal_shares(profile, seats)
    supported = {choice for choices, _ in profile.counts for choice in choices}
    assert len(outcome.winners) == min(seats, len(supported))
    assert [sum(winner.paid_by.values()) for winner in outcome.winners] == [1] * len(outcome.winners)


@given(electorates.profiles, electorates.costs, budgets)
def test_leaves_no_deserving_group_out(profile, costs, budget):
    """A theorem (Brill and Peters 2023): Equal Shares with cost utilities satisfies EJR+ up to one project."""
    assert left_out(profile, equal_shares(profile, budget, costs).chosen, budget, costs) == []


@given(electorates.profiles, st.integers(1, 6))
def test_leaves_no_deserving_group_out_of_the_seats(profile, seats):
    assert left_out(profile, equal_shares(profile, seats).chosen, seats) == []


def test_refuses_what_it_does_not_know():
    profile = weigh([Ballot("1", None, ("a",))])
    with pytest.raises(ValueError, match="no utility"):
        equal_shares(profile, 1, utility="joy")
    with pytest.raises(ValueError, match="below 0"):
        equal_shares(profile, 1, {"a": Fraction(-1)})
