from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.election import BadFile
from listens.methods.priorities.pabulib import parse

PB = """META
key;value
description;A made-up ward
budget;1000,5
vote_type;{vote_type}
{limits}PROJECTS
project_id;cost;name;category;selected
1;250.25;Benches;public space;1
2;400;"Trees; many";;0
3;600;Lights;;2
VOTES
voter_id;vote;points;district
{votes}
"""


def pb(votes, vote_type="approval", limits=""):
    return PB.format(
        vote_type=vote_type, votes=votes, limits="".join(f"{limit}\n" for limit in limits.split())
    )


def test_reads_costs_names_and_ticks():
    election = parse(pb("a;1,2;;North\nb;3;;\nc;;;South"))
    assert election.budget == Fraction(2001, 2)
    assert election.costs == {"1": Fraction(1001, 4), "2": 400, "3": 600}
    assert (election.projects["2"].name, election.projects["1"].category) == ("Trees; many", "public space")
    assert [project.selected for project in election.projects.values()] == [True, False, True]
    assert list(election.ballots()[0]) == [
        Ballot("a", None, ("1", "2")),
        Ballot("b", None, ("3",)),
        Ballot("c", None, ()),
    ]
    assert election.findings == election.remarks == ()


def test_a_column_of_the_voters_can_stand_for_the_organisation():
    election = parse(pb("a;1,2;;North\nb;3;;"))
    ballots, (finding,) = election.ballots("district")
    assert ballots == [Ballot("a", "North", ("1", "2"))]
    assert (finding.row, finding.column) == (14, "district")
    assert len(election.ballots("district", needs_organisation=False)[0]) == 2
    with pytest.raises(BadFile, match="no column “borough”"):
        election.ballots("borough")


def test_a_ranking_keeps_its_order_and_points_of_nought_are_a_tick():
    assert parse(pb("a;3,1;;", "ordinal")).votes[0].choices == ("3", "1")
    assert parse(pb("a;3,1;5,0;", "cumulative")).votes[0].choices == ("3", "1")


@pytest.mark.parametrize(
    ("votes", "vote_type", "limits", "says"),
    [
        ("a;1,2;;\nb;1,2,3;;", "approval", "max_length;2", "3 proposals are ticked; the most is 2"),
        ("a;1,2;;\nb;1;;", "approval", "min_length;2", "1 proposal is ticked; the least is 2"),
        ("a;1;;\nb;1,2;;", "choose-1", "", "the most is 1"),
        ("a;1;;\nb;9;;", "approval", "", "“9” is not on the long-list"),
        ("a;1;;\na;2;;", "approval", "", "“a” already voted on row 13"),
    ],
)
def test_a_ballot_outside_the_files_own_limits_is_reported(votes, vote_type, limits, says):
    election = parse(pb(votes, vote_type, limits))
    assert [vote.id for vote in election.votes] == ["a"]
    assert says in election.findings[0].problem
    assert election.findings[0].row == (15 if limits else 14)


@pytest.mark.parametrize(
    ("votes", "limits", "says"),
    [
        ("a;2,3;;", "max_sum_cost;999.9", "The cost comes to 1000; the most is 999.9."),
        ("a;2,3;2,1;", "min_sum_points;4", "The points come to 3; the least is 4."),
        ("a;2,3;1,1.5;", "max_sum_points;2", "The points come to 2.5; the most is 2."),
        ("a;2,2;;", "", "A project is ticked twice."),
    ],
)
def test_oddities_a_city_counted_are_counted_and_remarked_on(votes, limits, says):
    election = parse(pb(votes, "cumulative", limits))
    assert len(election.votes) == 1
    assert [remark.problem for remark in election.remarks] == [says]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no section META"),
        ("hello", "does not begin with META"),
        ("META\nkey;value\nbudget;1\n", "no section PROJECTS"),
        ("META\nPROJECTS\nproject_id;cost\nVOTES\n", "lists no project"),
        ("META\nPROJECTS\nproject_id;cost\n1;5\n", "no section VOTES"),
        ("META\nPROJECTS\nproject_id;cost\n1;dear\nVOTES\n", "Row 4: “dear” is no cost"),
        ("META\nPROJECTS\nproject_id;cost\n1;-2\nVOTES\n", "no cost"),
        ("META\nPROJECTS\nproject_id;cost\n;5\nVOTES\n", "no project_id"),
        ("META\nPROJECTS\nproject_id;cost\n1;5\n1;6\nVOTES\n", "listed twice"),
        ("META\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id\nx\n", "no column “vote”"),
        (pb("a;1;;", "quadratic"), "“quadratic” is not one of"),
        ("META\n\x00", "NUL"),
        ('META\nkey;value\nx;"' + "y" * 150_000, "cannot be read"),
    ],
)
def test_an_unusable_file_is_refused_with_one_sentence(text, says):
    with pytest.raises(BadFile, match=says) as refused:
        parse(text)
    assert "\n" not in str(refused.value)


def test_sections_may_trail_the_delimiters_a_spreadsheet_adds():
    text = "\ufeffMETA;;\nkey;value;\nbudget;5;\nPROJECTS;;\nproject_id;cost;\n1;5;\nVOTES;;\nvoter_id;vote;\na;1;\n"
    assert parse(text).votes[0].choices == ("1",)


PLAIN = "a;1,2;3;North\nb;3;;\nc;3, 1;1;South\n"


@pytest.mark.parametrize(
    "votes",
    [
        PLAIN.replace("\n", "\r\n"),
        PLAIN + "\n",
        PLAIN.replace("North", '"North"'),
        PLAIN.replace("b;3;;", "b;3"),
        PLAIN + ";;;\n",
        PLAIN + "VOTES\nvoter_id;vote\n",
        PLAIN + "META\nkey;value\n",
    ],
)
def test_votes_read_the_same_with_csv_and_without(votes):
    def told(text):
        return [(vote.row, vote.id, vote.choices, vote.column("district")) for vote in parse(text).votes]

    assert told(pb(votes)) == told(pb(PLAIN))


@given(st.text(alphabet='MEATPROJCSV;\n\r,"1259ab.-\x00') | st.text(alphabet=';,\n"123ab').map(pb))
def test_only_badfile_is_ever_raised(text):
    try:
        election = parse(text)
    except BadFile:
        return
    assert all(choice in election.projects for vote in election.votes for choice in vote.choices)


@pytest.mark.parametrize(
    ("written", "cost"),
    [
        ("446829.4", Fraction(2234147, 5)),
        ("12,5", Fraction(25, 2)),
        (" 1 000 ", 1000),
        ("1.5E+06", 1_500_000),
        (".5", Fraction(1, 2)),
    ],
)
def test_decimal_costs_are_exact(written, cost):
    assert parse(pb("a;1;;").replace("250.25", written)).costs["1"] == cost


@pytest.mark.parametrize("written", ["1e999999999", "9" * 5000, "1/0", "²", "inf", "-3"])
def test_what_is_no_cost_is_refused_at_once(written):
    with pytest.raises(BadFile, match="is no cost"):
        parse(pb("a;1;;").replace("250.25", written))
