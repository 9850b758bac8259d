"""Attacks on an open vote from within: voting twice, and finding out what somebody ticked."""

import pytest

from listens.core.acting import Refused
from listens.core.tables import UnreadableTable
from listens.priorities.actions import (
    import_ballots,
    replace_slip,
    settle_double_vote,
    settle_paper,
    write_proposal,
)
from listens.priorities.models import Ballot, Proposal
from listens.priorities.paper.double_votes import double_votes
from listens.priorities.reconciliation import lines
from tests.priorities.made import proposals
from tests.priorities.papers import LARKWOOD, by_phone, counted, typed, with_slips


def test_a_paper_that_differed_counts_no_more_once_its_slip_was_taken_back(cast):
    """Its holder got another slip at the desk and voted with it: settling the old one would count twice."""
    long_list, _made = with_slips(cast)
    typed(long_list, cast.amina, 1, "damp bus")
    paper = typed(long_list, cast.ivo, 1, "damp wages")
    other = replace_slip(cast.amina, long_list, 1, why="Lost")
    by_phone(cast, other, "damp bus")
    with pytest.raises(Refused, match="taken back"):
        settle_paper(cast.amina, paper, seen=2, choices=["damp", "bus"])
    assert counted(long_list) == [("phone", ["bus", "damp"])]


def test_a_double_vote_of_a_slip_that_was_taken_back_is_not_settled_any_more(cast):
    long_list, made = with_slips(cast, typed_twice=False)
    by_phone(cast, made[0], "damp bus")
    paper = typed(long_list, cast.amina, 1, "damp wages")
    [found] = double_votes(long_list)
    replace_slip(cast.amina, long_list, 1, why="Lost")
    assert double_votes(long_list) == []
    with pytest.raises(Refused, match="taken back"):
        settle_double_vote(
            cast.amina, paper, seen=found.seq, place=found.place, stands="paper", reason="Asked."
        )
    assert counted(long_list) == []


@pytest.mark.parametrize("guess", ["damp bus", "damp wages"])
def test_whoever_types_a_made_up_paper_does_not_learn_what_the_phone_ticked(cast, guess):
    """Right or wrong, the guess looks the same: one slip to ask about, and the same sums once it is settled."""
    long_list, made = with_slips(cast, typed_twice=False)
    by_phone(cast, made[0], "damp bus")
    paper = typed(long_list, cast.amina, 1, guess)
    [found] = double_votes(long_list)
    settle_double_vote(
        cast.amina, paper, seen=found.seq, place=found.place, stands="paper", reason="Handed in later."
    )
    line = next(line for line in lines(long_list) if line.share.public_name == LARKWOOD)
    assert (line.num_by_phone, line.num_on_paper) == (0, 1)
    assert double_votes(long_list) == [] and len(counted(long_list)) == 1


@pytest.mark.parametrize("name", ["paper", "phone", "sheet", "tally", "sealed"])
def test_a_file_does_not_tell_what_stands_on_a_typed_slip(cast, name):
    """Called like the pile of typed slips, a file whose ballot is called like one of them was compared with it."""
    long_list, _made = with_slips(cast, typed_twice=False)
    typed(long_list, cast.amina, 1, "damp bus")
    number = Ballot.objects.get(way="paper").source_id
    rows = f"ballot,organisation,choices\n{number},{LARKWOOD},damp|bus\n"
    with pytest.raises(UnreadableTable, match="another name"):
        import_ballots(cast.amina, cast.round, rows.encode(), source=name, dry_run=True)


@pytest.mark.parametrize(
    "reference", ["damp|bus", "damp, bus", "a;b", "two\nlines", "Damp", " damp ", "ＤＡＭＰ"]
)
def test_a_reference_that_would_be_read_as_another_is_refused(cast, reference):
    """Ticks stand in files with | between them, and typed ones are read without regard to capitals."""
    made = proposals(cast)
    with pytest.raises(Refused, match="reference"):
        write_proposal(cast.amina, cast.round, reference=reference, title="Another", decided_by="The council")
    assert Proposal.objects.count() == len(made)
