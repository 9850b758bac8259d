"""The most winnable subset, against looking at every subset the slow way."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.coverage import coverage
from listens.methods.priorities.drip import drip
from listens.methods.priorities.weights import weigh
from listens.methods.priorities.winnable import long_list_of, most_winnable
from tests.methods.priorities import electorates

CAST = [
    *(Ballot(f"m{n}", "Mosque", ("homes", "buses")) for n in range(4)),
    *(Ballot(f"s{n}", "School", ("homes", "parks")) for n in range(4)),
    *(Ballot(f"c{n}", "Choir", ("hall",)) for n in range(2)),
]


def test_what_can_be_won_takes_the_place_of_what_cannot_and_nobody_is_left_without():
    profile = weigh(CAST)
    listed = long_list_of(profile, 2)
    assert listed == drip(profile, 4).chosen
    assert set(listed[:2]) == {"homes", "hall"}

    scores = {"homes": 1, "hall": 2, "buses": 5, "parks": 5}
    found = most_winnable(profile, listed, 2, scores)

    # Buses and parks would score 10, but reach 8 of 10 (below 95 % of 10) and leave the choir without.
    assert set(found.chosen) == {"homes", "hall"}
    assert (found.score, found.own_score, found.coverage, found.left_without) == (3, 3, 1, ())
    assert set(found.dropped) == {"buses", "parks"}

    lower = most_winnable(profile, listed, 3, scores, keep=Fraction(8, 10))
    assert set(lower.chosen) == {"hall", "buses", "parks"}
    assert (lower.swapped_out, lower.dropped, lower.coverage) == (("homes",), ("homes",), 1)


@given(electorates.profiles, st.data())
def test_equals_looking_at_every_subset(profile, data):
    listed = drip(profile, 6).chosen
    seats = data.draw(st.integers(1, len(listed)))
    scores = {name: data.draw(st.integers(1, 5)) for name in listed}
    keep = data.draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(95, 100), Fraction(1)]))
    found = most_winnable(profile, listed, seats, scores, keep)

    def without(chosen):
        has = {name for choices, name in profile.counts if set(choices) & set(chosen)}
        return {name for choices, name in profile.counts if set(choices) & set(listed)} - has

    def worth(chosen):
        early = [-listed.index(name) for name in chosen]
        reach = coverage(profile, chosen).all
        return -len(without(chosen)), sum(scores[name] for name in chosen), reach, early

    own = coverage(profile, listed[:seats]).all
    able = [subset for subset in combinations(listed, seats) if coverage(profile, subset).all >= keep * own]
    best = max(able, key=worth)
    assert found.chosen == best
    assert found.coverage == coverage(profile, best).all >= keep * found.own_coverage
    assert (found.own_coverage, set(found.left_without)) == (own, without(best))
    assert (found.score, found.own_score) == (
        sum(scores[name] for name in best),
        sum(scores[name] for name in listed[:seats]),
    )
    # Each dropped is named, and what came in is as many as what went out.
    assert sorted(found.chosen + found.dropped) == sorted(listed)
    assert set(found.swapped_out) == set(listed[:seats]) - set(best)
    assert set(found.swapped_in) == set(best) - set(listed[:seats])


def test_a_list_of_twenty_is_searched_whole():
    """184,756 subsets of ten: the best score that reaches everybody is known by construction."""
    names = [f"p{n:02d}" for n in range(20)]
    profile = weigh([Ballot(str(n), f"o{n}", (names[n], names[n + 10])) for n in range(10)], proposals=names)
    scores = {name: 5 if n % 2 else 1 for n, name in enumerate(names)}
    found = most_winnable(profile, names, 10, scores)
    # One of each pair p, p+10 must be taken, and both of a pair score the same.
    assert (found.score, found.left_without, found.coverage) == (30, (), 1)
    assert found.chosen == tuple(names[:10])


@pytest.mark.parametrize(
    ("listed", "seats", "scores", "says"),
    [
        ([f"p{n}" for n in range(21)], 3, {}, "the most is 20"),
        (["homes", "homes"], 1, {"homes": 1}, "twice"),
        (["homes", "moon"], 1, {"homes": 1, "moon": 1}, "“moon” was not in the vote"),
        (["homes"], 2, {"homes": 1}, "between 1 and 1"),
        (["homes"], 0, {"homes": 1}, "between 1 and 1"),
        (["homes", "hall"], 1, {"homes": 1}, "Score “hall” from 1 to 5"),
        (["homes", "hall"], 1, {"homes": 1, "hall": 6}, "Score “hall” from 1 to 5"),
    ],
)
def test_refuses_what_it_cannot_work_with(listed, seats, scores, says):
    with pytest.raises(ValueError, match=says):
        most_winnable(weigh(CAST), listed, seats, scores)


def test_the_long_list_is_a_little_longer_than_the_seats_and_never_above_twenty():
    names = [f"p{n:02d}" for n in range(30)]
    profile = weigh([Ballot(name, name, (name,)) for name in names])
    assert [len(long_list_of(profile, seats)) for seats in (1, 4, 6, 8, 10, 15)] == [2, 7, 11, 14, 17, 20]
