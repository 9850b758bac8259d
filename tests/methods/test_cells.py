"""Text that a spreadsheet program would run goes out guarded and comes back as it was."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from listens.methods.cells import FORMULA, csv_of, guarded, unguarded


@given(st.text(alphabet="'=+-@\t\rab ", max_size=8))
def test_nothing_is_a_formula_and_everything_comes_back(text):
    assert not guarded(text).startswith(FORMULA)
    assert unguarded(guarded(text)) == text


def test_numbers_and_plain_text_stay_as_they_are():
    rows = list(csv.reader(io.StringIO(csv_of(["n", "name"], [[-3, "O'Brien"], [2, "=1+1"]]))))
    assert rows == [["n", "name"], ["-3", "O'Brien"], ["2", "'=1+1"]]
