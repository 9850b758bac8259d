"""Small electorates for the property tests."""

from fractions import Fraction

from hypothesis import strategies as st

from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.weights import SCHEMES, weigh

PROPOSALS = ("a", "b", "c", "d", "e", "f")

ticks = st.sets(st.sampled_from(PROPOSALS), min_size=1, max_size=5)
ballots = st.lists(
    st.tuples(st.sampled_from(["Mosque", "School", "Choir"]), ticks), min_size=1, max_size=12
).map(
    lambda rows: [
        Ballot(str(number), organisation, tuple(sorted(chosen)))
        for number, (organisation, chosen) in enumerate(rows)
    ]
)
profiles = st.builds(
    lambda cast, scheme, minimum: weigh(cast, scheme, min_ballots=minimum, proposals=PROPOSALS),
    ballots,
    st.sampled_from(SCHEMES),
    st.integers(0, 5),
)
costs = st.lists(st.integers(1, 9), min_size=len(PROPOSALS), max_size=len(PROPOSALS)).map(
    lambda drawn: {name: Fraction(cost, 2) for name, cost in zip(PROPOSALS, drawn, strict=True)}
)
orders = st.permutations(PROPOSALS).map(tuple)


def voters(profile):
    """The profile ballot by ballot: (ticks, weight), and the organisation of each."""
    each = profile.weighting.per_ballot(profile.num_ballots)
    rows = [
        (set(choices), each[organisation], organisation)
        for (choices, organisation), count in profile.counts.items()
        for _ in range(count)
    ]
    return [(chosen, weight) for chosen, weight, _ in rows], [organisation for _, _, organisation in rows]


def by_organisation(paid, organisations):
    """Payments of voters summed to payments of organisations; who paid nothing is left out."""
    summed = {}
    for voter, amount in paid.items():
        summed[organisations[voter]] = summed.get(organisations[voter], 0) + amount
    return {name: amount for name, amount in summed.items() if amount}
