import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listens.methods.priorities.ballots import Ballot, problem_with_ticks, read_csv_ballots

HEADER = "ballot,organisation,choices\n"


def read(text, **settings):
    return read_csv_ballots(text, **{"min_ticks": 2, "max_ticks": 3, **settings})


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "1,Choir,a|b\n",
        "\ufeff" + HEADER + "1,Choir, a | b |\n",
        "ballot;organisation;choices\r\n1;Choir;a|b\r\n",
        "choices\tballot\torganisation\na|b\t1\tChoir\n",
        "\n" + HEADER + ",,\n1,Choir,a|b\n\n",
        "Ballot,Organisation,CHOICES,remark\n1,Choir,a|b,late\n",
    ],
)
def test_forgives_what_spreadsheets_do(text):
    assert read(text) == ([Ballot("1", "Choir", ("a", "b"))], [])


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ("2,Choir,a|a|b", "choices", "“a” is ticked more than once"),
        ("2,Choir,a|zebra", "choices", "“zebra” is not on the long-list"),
        ("2,Choir,a|b|c|d", "choices", "4 proposals are ticked; the most is 3"),
        ("2,Choir,a", "choices", "1 proposal is ticked; the least is 2"),
        ("2,Choir,", "choices", "0 proposals are ticked"),
        ("2,Choir", "choices", "0 proposals are ticked"),
        ("1,Choir,a|b", "ballot", "“1” was already on row 2"),
        ("2,,a|b", "organisation", "It is empty"),
        ("2,Ch\x00ir,a|b", "organisation", "no text should hold"),
        ("\ud800,Choir,a|b", "ballot", "no text should hold"),
        ("2," + "x" * 100_001 + ",a|b", "organisation", "100001 characters"),
        ('2,Choir,"' + "x" * 150_000 + '"', "the row", "cannot be read"),
    ],
)
def test_a_bad_row_is_a_finding_and_the_others_are_kept(row, column, says):
    text = HEADER + "1,Choir,a|b\n" + row + "\n3,School,b|c\n"
    ballots, findings = read(text, proposals={"a", "b", "c", "d"}, needs_organisation=True)
    assert [ballot.id for ballot in ballots] == ["1", "3"]
    assert [(finding.row, finding.column) for finding in findings] == [(3, column)]
    assert says in findings[0].problem
    assert findings[0].fix


def test_says_which_column_is_missing_and_which_are_there():
    ballots, (finding,) = read("ballot,votes\n1,a|b\n")
    assert (ballots, finding.row, finding.column) == ([], 1, "choices")
    assert "ballot, votes" in finding.problem


def test_an_empty_file_is_a_finding():
    assert read("")[1][0].problem == "It is empty."


def test_another_column_can_name_the_organisation():
    (ballot,), _ = read("ballot,Group,choices\n1,Choir,a|b\n", organisation_column="group")
    assert ballot.organisation == "Choir"


def test_a_ballot_without_a_number_is_called_by_its_row():
    assert [ballot.id for ballot in read(HEADER + ",Choir,a|b\n,Choir,b|c\n")[0]] == ["row 2", "row 3"]


@given(st.text() | st.text(alphabet=',;|"\n\r ab1\x00').map(lambda rest: HEADER + rest))
def test_nothing_in_a_file_raises(text):
    ballots, findings = read(text, proposals={"a", "b"})
    assert all(2 <= len(set(ballot.choices)) <= 3 for ballot in ballots)
    assert all(finding.row >= 1 and finding.problem and finding.fix for finding in findings)


def test_a_cell_of_a_hundred_thousand_ticks_takes_no_minute():
    """Looked up one by one in all the others, they took one."""
    many = tuple(map(str, range(100_000)))
    started = time.process_time()
    what, _fix = problem_with_ticks((*many, "99999"), 1, 5, None)
    assert "“99999” is ticked more than once" in what and time.process_time() - started < 2
