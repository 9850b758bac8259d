from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listens.methods.priorities.alike import Alike, alike
from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.weights import weigh


def cast(*rows):
    return weigh([Ballot(str(n), "Choir", choices) for n, choices in enumerate(rows)])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Safer crossing at Mill Road", "A safer crossing at Mill Road"),
        ("Mill Road: safe crossing", "SAFE CROSSING, Mill Road"),
        ("More GP appointments in the evening", "More GP appointments in the evenings"),
        ("مواعيد أكثر عند الطبيب", "مواعيد اكثر عند الطبيب"),
    ],
)
def test_nearly_the_same_words_are_flagged(first, second):
    (pair,) = alike({"a": first, "b": second})
    assert (pair.first, pair.second, pair.supporters) == ("a", "b", None)
    assert 0.85 <= pair.words <= 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Safer crossing at Mill Road", "Safer homes on Station Road"),
        ("A living wage in care homes", "A warm home in winter"),
        ("", ""),
        ("!", "?"),
    ],
)
def test_other_words_are_not(first, second):
    assert alike({"a": first, "b": second}) == []


def test_nearly_the_same_supporters_are_flagged_whatever_the_words():
    profile = cast(*[("homes", "rent", "buses")] * 9, ("homes", "buses"), ("buses",), ("buses",))
    found = alike({"homes": "Damp homes", "rent": "Fair rents", "buses": "Evening buses"}, profile)
    # Homes and rent: 9 of 10. Homes and buses: 10 of 12. Rent and buses: 9 of 12.
    assert found == [Alike("homes", "rent", Fraction(9, 10), None)]


def test_a_handful_of_ballots_says_nothing():
    assert alike({}, cast(*[("a", "b")] * 4)) == []
    assert [(pair.first, pair.second) for pair in alike({}, cast(*[("a", "b")] * 5))] == [("a", "b")]


def test_the_most_alike_come_first_with_both_reasons():
    profile = cast(*[("a", "b", "c")] * 9, ("a", "c"))
    found = alike({"a": "Warm homes", "b": "Warm homes!", "c": "Buses"}, profile)
    assert [(pair.first, pair.second) for pair in found] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert (found[0].words, found[0].supporters) == (1.0, Fraction(9, 10))


@settings(max_examples=30)
@given(st.dictionaries(st.text(min_size=1, max_size=3), st.text(max_size=20), max_size=5))
def test_any_text_can_be_compared_with_itself_and_the_order_does_not_matter(texts):
    found = alike(texts)
    assert found == alike(dict(reversed(texts.items())))
    assert all(pair.first < pair.second for pair in found)
