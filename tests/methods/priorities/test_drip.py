from dataclasses import replace
from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.drip import drip
from listens.methods.priorities.ties import ListedOrder, PublishedOrder, Tie
from listens.methods.priorities.weights import weigh
from tests.methods.priorities import electorates, textbook


def test_phragmens_own_example():
    """Phragmen 1894, as Janson (2016) gives it: 1034 ABC, 519 PQR, 90 ABQ, 47 APQ; elected A, Q, B."""
    cast = [("ABC", 1034), ("PQR", 519), ("ABQ", 90), ("APQ", 47)]
    profile = weigh([Ballot(f"{t}{n}", None, tuple(t)) for t, times in cast for n in range(times)], "ballot")

    outcome = drip(profile, 3)

    assert outcome.chosen == ["A", "Q", "B"]
    assert [winner.filled_at for winner in outcome.winners[:2]] == [
        Fraction(1, 1171),
        (1 + 137 * Fraction(1, 1171)) / 656,
    ]


def test_two_organisations_pay_for_what_they_ticked():
    """Worked by hand. Mosque: one sheet a,b. School: two ballots a,c and c: halves of one share."""
    profile = weigh(
        [Ballot("1", "Mosque", ("a", "b")), Ballot("2", "School", ("a", "c")), Ballot("3", "School", ("c",))],
        proposals=["a", "b", "c", "d"],
    )

    outcome = drip(profile, 2)

    # a: speed 3/2, full at 2/3. Then c: jugs of ballot 2 empty, ballot 3 holds 1/3; both fill at 1/2: full at 4/3.
    assert outcome.chosen == ["a", "c"]
    assert [winner.filled_at for winner in outcome.winners] == [Fraction(2, 3), Fraction(4, 3)]
    assert outcome.winners[0].paid_by == {"Mosque": Fraction(2, 3), "School": Fraction(1, 3)}
    assert outcome.winners[1].paid_by == {"School": Fraction(1)}
    # b: the mosque's jug, emptied at 2/3, holds 2/3 at 4/3. Nobody ticked d.
    assert [(other.proposal, other.short_by) for other in outcome.not_chosen] == [
        ("b", Fraction(1, 3)),
        ("d", 1),
    ]


def level(*rows):
    return drip(weigh([Ballot(str(n), who, (what,)) for n, (who, what) in enumerate(rows)]), 1)


def test_level_proposals_go_by_more_organisations():
    outcome = level(("A", "a"), ("B", "b"), ("B", "x"), ("C", "b"), ("C", "y"))
    assert outcome.chosen == ["b"]
    assert outcome.ties == (Tie(1, ("a", "b"), "b", "organisations"),)


def test_then_by_more_people():
    outcome = level(("A", "a"), ("B", "b"), ("B", "b"))
    assert outcome.ties == (Tie(1, ("a", "b"), "b", "people"),)


def test_then_by_a_lot_anyone_can_draw_again():
    profile = weigh([Ballot("1", "A", ("a",)), Ballot("2", "B", ("b",))])
    drawn = {seed: drip(profile, 1, ties=PublishedOrder.of(profile, seed)) for seed in range(12)}
    for seed, outcome in drawn.items():
        first = min("ab", key=lambda name: sha256(f"{seed}:{name}".encode()).hexdigest())
        assert outcome.ties == (Tie(1, ("a", "b"), first, "lot"),)
    assert {outcome.chosen[0] for outcome in drawn.values()} == {"a", "b"}


@given(electorates.profiles, electorates.orders)
def test_equals_the_textbook(profile, order):
    voters, organisations = electorates.voters(profile)
    winners, payments = textbook.phragmen(voters, profile.proposals, 4, order)

    outcome = drip(profile, 4, ties=ListedOrder(order))

    assert outcome.chosen == winners
    assert [winner.paid_by for winner in outcome.winners] == [
        electorates.by_organisation(paid, organisations) for paid in payments
    ]


@given(electorates.profiles)
def test_each_winner_is_paid_for_exactly_once(profile):
    outcome = drip(profile, 5)
    assert [sum(winner.paid_by.values()) for winner in outcome.winners] == [1] * len(outcome.winners)
    assert all(amount > 0 for winner in outcome.winners for amount in winner.paid_by.values())
    assert all(0 <= other.short_by <= 1 for other in outcome.not_chosen)


@given(electorates.profiles)
def test_taking_one_more_never_unchooses_one(profile):
    chosen = [drip(profile, seats).chosen for seats in range(7)]
    assert all(longer[: len(shorter)] == shorter for shorter, longer in zip(chosen, chosen[1:], strict=False))


@given(electorates.ballots, st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_does_not_matter(ballots, chance):
    shuffled = list(ballots)
    chance.shuffle(shuffled)
    assert drip(weigh(shuffled), 4) == drip(weigh(ballots), 4)


@given(electorates.ballots, st.integers(2, 4))
def test_copying_every_ballot_changes_nothing(ballots, copies):
    """A sheet and its copies over many delegates weigh the same, so payments stay the same too."""
    many = [
        Ballot(f"{ballot.id}-{n}", ballot.organisation, ballot.choices)
        for ballot in ballots
        for n in range(copies)
    ]
    order = ListedOrder(electorates.PROPOSALS)
    one, other = (
        drip(weigh(cast, proposals=electorates.PROPOSALS), 4, ties=order) for cast in (ballots, many)
    )
    assert one == other


@given(electorates.profiles, st.integers(2, 9))
def test_scaling_all_weights_changes_only_the_times(profile, factor):
    accounts = Accounts.of(profile)
    order = ListedOrder(electorates.PROPOSALS)
    one = drip(accounts, 4, ties=order)
    heavier = replace(accounts, each=tuple(each * factor for each in accounts.each))
    other = drip(heavier, 4, ties=order)
    assert [(w.proposal, w.paid_by) for w in one.winners] == [(w.proposal, w.paid_by) for w in other.winners]
    assert [w.filled_at for w in one.winners] == [w.filled_at * factor for w in other.winners]


def test_with_costs_it_stops_at_the_first_bucket_that_does_not_fit():
    profile = weigh([Ballot("1", None, ("a", "b", "c")), Ballot("2", None, ("b",))], "ballot")
    costs = {"a": Fraction(1), "b": Fraction(10), "c": Fraction(2)}
    outcome = drip(profile, Fraction(12), costs)
    # a at 1, c at 3 (it waits for the emptied jug), then b would need 10 of the 9 left.
    assert outcome.chosen == ["a", "c"]
    assert outcome.left == 9


def test_refuses_a_negative_number_of_seats():
    with pytest.raises(ValueError, match="below 0"):
        drip(weigh([Ballot("1", None, ("a",))]), -1)
