"""What the method promises of every rule, whatever the ballots (the drip's and Equal Shares' own are with them)."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.count import RULES, chosen_by
from listens.methods.priorities.ejr import left_out
from listens.methods.priorities.weights import SCHEMES, weigh
from tests.methods.priorities import electorates

PLACES = ("Mosque", "School", "Choir")
rules, schemes, seats = st.sampled_from(RULES), st.sampled_from(SCHEMES), st.integers(1, 6)
quick = settings(max_examples=60)


@quick
@given(
    electorates.ballots,
    rules,
    schemes,
    seats,
    st.permutations(electorates.PROPOSALS),
    st.permutations(PLACES),
)
def test_names_and_their_order_decide_nothing_but_lots(ballots, rule, scheme, seats, proposals, places):
    """Everything renamed, ballots and long-list turned round: the same choice under the new names."""
    called = dict(zip(electorates.PROPOSALS, proposals, strict=True))
    known_as = dict(zip(PLACES, places, strict=True))
    renamed = [
        Ballot(
            f"x{ballot.id}", known_as[ballot.organisation], tuple(called[c] for c in reversed(ballot.choices))
        )
        for ballot in reversed(ballots)
    ]
    one = chosen_by(rule, weigh(ballots, scheme, proposals=electorates.PROPOSALS), seats)
    other = chosen_by(rule, weigh(renamed, scheme, proposals=reversed(electorates.PROPOSALS)), seats)
    assume(all(tie.decided_by != "lot" for tie in one.ties))

    assert [called[name] for name in one.chosen] == other.chosen
    assert {called[o.proposal]: o.short_by for o in one.not_chosen} == {
        o.proposal: o.short_by for o in other.not_chosen
    }
    if rule != "most-votes":
        paid = [{known_as[who]: part for who, part in w.paid_by.items()} for w in one.winners]
        assert paid == [w.paid_by for w in other.winners]


@quick
@given(electorates.ballots, rules, schemes, seats)
def test_voters_twice_over_change_no_choice_and_no_payment(ballots, rule, scheme, seats):
    """Weights have no scale: only how they compare counts."""
    twice = [replace_id(ballot, copy) for ballot in ballots for copy in "ab"]
    sizes = {"Mosque": 60, "School": 300}
    one, other = (
        chosen_by(rule, weigh(cast, scheme, sizes, proposals=electorates.PROPOSALS), seats)
        for cast in (ballots, twice)
    )
    by_cast = scheme in ("square-root", "bands")  # the choir has no size here: its ballots stand in
    assume(not (by_cast and any(ballot.organisation == "Choir" for ballot in ballots)))
    assert one.chosen == other.chosen
    assert [w.paid_by for w in one.winners] == [w.paid_by for w in other.winners]


def replace_id(ballot, copy):
    return replace(ballot, id=f"{ballot.id}{copy}")


@quick
@given(electorates.profiles, st.sampled_from(["drip", "most-votes", "seqpav"]), seats)
def test_one_more_seat_never_unchooses_one(profile, rule, seats):
    """Of Equal Shares it is not true, and not promised."""
    fewer, more = (chosen_by(rule, profile, number).chosen for number in (seats, seats + 1))
    assert more[: len(fewer)] == fewer


@quick
@given(
    electorates.profiles,
    electorates.costs,
    st.fractions(1, 20, max_denominator=3),
    st.sampled_from(RULES[:2]),
)
def test_what_is_bought_is_paid_for_to_the_last_fraction(profile, costs, budget, rule):
    outcome = chosen_by(rule, profile, budget, costs)
    for winner in outcome.winners:
        assert sum(winner.paid_by.values(), Fraction(0)) == costs[winner.proposal]
    assert outcome.left >= 0


@quick
@given(electorates.profiles, seats)
def test_equal_shares_denies_no_group_under_any_way_of_sharing(profile, seats):
    for scheme in SCHEMES:
        on = profile.under(scheme)
        assert left_out(on, chosen_by("equal-shares", on, seats).chosen, seats) == []
