"""The small-number rule and how a published number is printed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listens.core import published

SAID = {"definition": "people heard", "as_at": dt.date(2026, 11, 16), "source": "release 3"}


@pytest.mark.parametrize(
    ("n", "expected"), [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (1002, 1000), (1003, 1005)]
)
def test_small_numbers_are_hidden_and_the_others_rounded(n, expected):
    assert published.safe_count(n, hide_below=8, round_to=5) == expected


@given(st.integers(0, 10_000), st.integers(1, 20), st.integers(1, 20))
def test_no_small_number_can_be_read_off_and_no_rounding_goes_far(n, hide_below, round_to):
    shown = published.safe_count(n, hide_below=hide_below, round_to=round_to)
    if 0 < n < hide_below:
        assert shown is None
    else:
        assert shown % round_to == 0 and abs(shown - n) <= round_to / 2


def test_a_negative_count_is_an_error():
    with pytest.raises(ValueError):
        published.safe_count(-1, hide_below=8, round_to=5)


def test_numbers_are_printed_for_people():
    assert str(published.people_count(None, **SAID)) == "not shown"
    assert str(published.people_count(6000, **SAID)) == "6,000"
    assert str(published.act(12.5, **SAID)) == "12.5"
    assert str(published.act(12.0, **SAID)) == "12"
    assert str(published.estimate(0.5, 0.25, 0.75, **SAID)) == "0.5"
