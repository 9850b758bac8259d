"""From the gate to the result, through the actions."""

from fractions import Fraction

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.tables import UnreadableTable
from listens.priorities import long_lists
from listens.priorities.actions import (
    add_share,
    count_ballots,
    decide_gate,
    draft_long_list,
    enter_ballot,
    import_ballots,
    lock_long_list,
    open_voting,
    write_proposal,
)
from listens.priorities.models import Ballot, Proposal
from tests.priorities.made import proposals, vote

PB = """META
key;value
num_projects;4
num_votes;3
budget;2
vote_type;approval
min_length;1
max_length;3
PROJECTS
project_id;cost
1;1
2;1
3;1
4;1
VOTES
voter_id;vote;district
a;1,2;St Brannock's Church
b;1,3,4;Larkwood Women's Association
c;1,2,3,4;St Brannock's Church
"""
MAPPING = {"1": "damp", "2": "wages", "3": "waits", "4": "bus", "district": "organisation"}


def test_the_gate_needs_somebody_outside_who_decides_and_a_theme(cast):
    proposal = write_proposal(cast.amina, cast.round, reference="rent", title="Rent")
    with pytest.raises(Refused, match="Name who outside"):
        decide_gate(cast.amina, proposal, outcome="on", reason="Heard.")
    assert decide_gate(cast.amina, proposal, outcome="parked", reason="Nobody decides it.").seq == 1
    with pytest.raises(Refused, match="reference"):
        write_proposal(cast.amina, cast.round, reference="rent", title="Rent again")


def test_a_long_list_needs_two_proposals_and_sensible_settings(cast):
    with pytest.raises(Refused, match="two proposals"):
        draft_long_list(cast.amina, cast.round, num_seats=1)
    proposals(cast)
    with pytest.raises(Refused, match="between 1 and 3"):
        draft_long_list(cast.amina, cast.round, num_seats=4)
    with pytest.raises(Refused, match="Ticks"):
        draft_long_list(cast.amina, cast.round, num_seats=2, min_ticks=3, max_ticks=2)


def test_public_bodies_have_no_share(cast):
    long_list = vote(cast, until="draft")
    assert {share.organisation for share in long_list.shares.all()} == {cast.community, cast.second_community}
    with pytest.raises(Refused, match="do not vote"):
        add_share(cast.amina, long_list, cast.body)


def test_nothing_changes_after_the_lock(cast):
    long_list = vote(cast, until="locked")
    with pytest.raises(Refused, match="already"):
        draft_long_list(cast.amina, cast.round, num_seats=3, max_ticks=4)
    Proposal.objects.filter(reference="damp").update(title="Something else")
    with pytest.raises(Refused, match="changed after it was locked"):
        open_voting(cast.amina, long_list)


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        (["damp"], "the least is 2"),
        (["damp", "wages", "waits", "bus"], "the most is 3"),
        (["damp", "damp"], "more than once"),
        (["damp", "moon"], "not on the long-list"),
    ],
)
def test_ticks_that_are_wrong_are_refused_with_what_to_do(cast, choices, says):
    long_list = vote(cast)
    with pytest.raises(Refused, match=says):
        enter_ballot(cast.amina, long_list, share=long_list.shares.first(), choices=choices, source_id="7")
    assert not long_list.ballots.exists()


def test_a_slip_typed_twice_counts_once_and_with_other_ticks_is_refused(cast):
    long_list = vote(cast)
    share = long_list.shares.first()
    for _time in range(2):
        enter_ballot(cast.amina, long_list, share=share, choices=["damp", "bus"], source_id="7")
    assert long_list.ballots.count() == 1
    with pytest.raises(Refused, match="typed before"):
        enter_ballot(cast.amina, long_list, share=share, choices=["damp", "wages"], source_id="7")


def test_a_ballot_after_the_close_is_refused(cast):
    long_list = vote(cast, until="closed")
    with pytest.raises(Refused, match="vote is closed"):
        enter_ballot(
            cast.amina, long_list, share=long_list.shares.first(), choices=["damp", "bus"], source_id="9"
        )


def test_the_result_explains_who_paid_and_counting_again_changes_nothing(cast):
    long_list = vote(cast, until="closed")
    result = count_ballots(cast.amina, long_list)
    assert result.content["winners"][0]["proposal"] == "damp"
    for winner in result.content["winners"]:
        assert sum(Fraction(part) for part in winner["paid_by"].values()) == 1
    assert count_ballots(cast.amina, long_list) == result


def test_a_changed_ballot_is_found_before_the_count(cast):
    long_list = vote(cast, until="closed")
    assert long_lists.verify(long_list) is None
    Ballot.objects.filter(choices=["damp", "wages"]).update(choices=["bus", "wages"])
    assert long_lists.verify(long_list).seq == 4
    with pytest.raises(Refused, match="Ballot 4 does not agree"):
        count_ballots(cast.amina, long_list)


def test_a_pb_file_comes_in_once_with_a_finding_for_the_bad_ballot(cast):
    long_list = vote(cast)
    for added, unchanged in ((2, 0), (0, 2)):
        outcome = import_ballots(cast.amina, cast.round, PB.encode(), mapping=MAPPING, source="hall.pb")
        assert (outcome.num_added, outcome.num_unchanged, outcome.num_rejected) == (added, unchanged, 1)
    assert "c" not in long_list.ballots.values_list("source_id", flat=True)
    with pytest.raises(UnreadableTable, match="not on the long-list"):
        import_ballots(cast.amina, cast.round, PB.encode(), source="hall.pb")


def test_all_or_nothing_and_a_dry_run_keep_nothing(cast):
    long_list = vote(cast)
    import_ballots(
        cast.amina, cast.round, PB.encode(), mapping=MAPPING, source="hall.pb", all_or_nothing=True
    )
    import_ballots(cast.amina, cast.round, PB.encode(), mapping=MAPPING, source="hall.pb", dry_run=True)
    assert not long_list.ballots.exists()


def test_a_csv_finding_names_the_row_of_the_file(cast):
    vote(cast)
    rows = "ballot;organisation;choices\n1;St Brannock's Church;damp|bus\n2;Nobody's;damp|bus\n3;;damp|bus\n"
    outcome = import_ballots(cast.amina, cast.round, rows.encode("cp1252"), source="slips.csv")
    assert outcome.num_added == 1
    assert sorted(finding.row for finding in outcome.findings) == [3, 4]


@pytest.mark.parametrize(
    "data", [b"", b"\xff\x00\xfe", b"META\n", b"PK\x03\x04zip", b"ballot\x00,choices\n1,damp"]
)
def test_rubbish_is_a_sentence_and_never_an_error(cast, data):
    long_list = vote(cast)
    try:
        outcome = import_ballots(cast.amina, cast.round, data, source="rubbish")
    except UnreadableTable as unreadable:
        assert str(unreadable)
    else:
        assert outcome.findings
    assert not long_list.ballots.exists()


def test_only_an_organiser_runs_the_vote(cast):
    long_list = vote(cast, until="draft")
    for actor in (cast.hana, cast.bea, cast.dele, cast.esi):
        with pytest.raises(Denied):
            lock_long_list(actor, long_list)
