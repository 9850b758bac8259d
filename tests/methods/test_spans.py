"""Stretches of a text: which are whole, and a text cut where any begins or ends."""

import pytest

from listens.methods.spans import Segment, cuts_a_letter, is_in, segments


@pytest.mark.parametrize("span", [(0, 1), (2, 5), (0, 5)])
def test_what_is_in_the_text(span):
    assert is_in("ab cd", span)


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 2), (0, 6), (9, 12), (2, 3)])
def test_outside_reversed_empty_or_blank_is_not(span):
    assert not is_in("ab cd", span)


WITHIN = [
    ("e\u0301a", {1}),  # an accent of its own
    ("رُطوبة", {1}),  # an Arabic vowel sign
    ("कि", {1}),  # a Devanagari vowel
    ("👩‍⚕️x", {1, 2, 3}),  # a joined emoji with a variation sign
    ("👍🏽x", {1}),  # a skin tone
    ("🇸🇴🇬🇧", {1, 3}),  # two flags
    ("\u1112\u1161\u11ab", {1, 2}),  # a Korean syllable in parts
    ("می\u200cشود", {2}),  # Persian, with a sign that keeps letters apart
    ("a\r\nb", {2}),
    ("damp", set()),
]


@pytest.mark.parametrize(("text", "within"), WITHIN)
def test_a_letter_with_its_marks_is_not_cut(text, within):
    assert {at for at in range(len(text) + 1) if cuts_a_letter(text, at)} == within


def test_a_text_is_cut_where_any_span_begins_or_ends():
    assert segments(0, 10, [(2, 6), (4, 8), (20, 30)]) == [
        Segment(0, 2, ()),
        Segment(2, 4, (0,)),
        Segment(4, 6, (0, 1)),
        Segment(6, 8, (1,)),
        Segment(8, 10, ()),
    ]
    assert segments(3, 5, [(2, 4)], cut=False) == [Segment(3, 5, (0,))]
