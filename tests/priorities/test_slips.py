"""A slip votes: by its code, as often as it likes, until the close; and what is refused, with what to do."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.priorities import codes, long_lists
from listens.priorities.actions import (
    cast_ballot,
    close_voting,
    enter_ballot,
    lock_long_list,
    make_slips,
    open_voting,
    replace_slip,
    take_back_slips,
)
from listens.priorities.actions.trying import CLOSED_FOR, MOST_WRONG
from listens.priorities.models import Ballot, VotingSlip
from tests.priorities.made import slip_vote, vote

ONE = {"Mill Lane Tenants": 2, "Larkwood Women's Association": 1, "St Brannock's Church": 6}


@pytest.fixture
def voting(cast):
    long_list, made = slip_vote(cast, ONE)
    return long_list, made["Mill Lane Tenants"]


def wrong_half(code: str) -> str:
    return code[:-1] + ("Z" if code[-1] != "Z" else "Y")


def test_a_slip_votes_and_its_last_ballot_counts(cast, voting):
    long_list, (code, _other) = voting
    first = cast_ballot(cast.area, code, ["damp", "wages"])
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    second = cast_ballot(cast.area, typed, ["bus", "damp"])
    counted = Ballot.objects.get(is_counted=True)
    assert (counted.pk, counted.choices, counted.way) == (second.pk, ["bus", "damp"], "phone")
    assert (first.chain_seq, second.chain_seq) == (2, 3)  # the lock is first
    assert [slip.choices for slip in long_lists.slips(long_list)] == [("bus", "damp")]
    assert long_lists.verify(long_list) is None


def test_the_same_ticks_again_change_nothing(cast, voting):
    _long_list, (code, _other) = voting
    first = cast_ballot(cast.area, code, ["damp", "wages"])
    num_rows = AuditEvent.objects.count()
    assert cast_ballot(cast.area, code, ["wages", "damp"]) == first
    assert Ballot.objects.count() == 1 and AuditEvent.objects.count() == num_rows


def test_the_order_of_ticks_is_not_kept_for_it_would_tell_the_slip(cast, voting):
    _long_list, (code, _other) = voting
    assert cast_ballot(cast.area, code, ["wages", "bus"]).choices == ["bus", "wages"]


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ([], "You ticked 0. Tick at least 2"),
        (["damp"], "Tick at least 2"),
        (["damp", "wages", "waits", "bus"], "Tick at most 3"),
        (["damp", "damp", "bus"], "more than once"),
        (["damp", "moon"], "not on the long-list"),
    ],
)
def test_wrong_ticks_change_nothing(cast, voting, choices, says):
    _long_list, (code, _other) = voting
    cast_ballot(cast.area, code, ["damp", "wages"])
    with pytest.raises(Refused, match=says):
        cast_ballot(cast.area, code, choices)
    assert Ballot.objects.get().choices == ["damp", "wages"]


@pytest.mark.parametrize("code", ["", "AAAA", "ÜÜÜÜ-AAAA", "A" * 200, "7KQD-M2XR"])
def test_an_unknown_code_is_refused(cast, voting, code):
    with pytest.raises(Refused, match="do not know this code"):
        cast_ballot(cast.area, code, ["damp", "wages"])
    assert not Ballot.objects.exists()


def test_a_code_opens_nothing_in_another_area(cast, voting):
    with pytest.raises(Refused, match="do not know this code"):
        cast_ballot(cast.other_area, voting[1][0], ["damp", "wages"])


def test_no_code_and_no_half_of_one_is_in_the_database(cast, voting):
    _long_list, made = voting
    cast_ballot(cast.area, made[0], ["damp", "wages"])
    kept = str(list(VotingSlip.objects.values())) + str(list(AuditEvent.objects.values("detail")))
    for code in made:
        assert code[:4] not in kept and code[5:] not in kept and code.replace("-", "") not in kept


def test_an_unknown_half_and_a_wrong_half_are_answered_alike_with_the_same_work(cast, voting):
    _long_list, (code, _other) = voting
    unknown = next(new for new, _digests in codes.new_codes(cast.area, 1, set()))
    seen = []
    for tried in (unknown, wrong_half(code)):
        with CaptureQueriesContext(connection) as queries, pytest.raises(Refused) as refused:
            cast_ballot(cast.area, tried, ["damp", "wages"])
        seen.append((str(refused.value), [query["sql"].split(" ")[0] for query in queries]))
    assert seen[0] == seen[1]


def test_ten_wrong_halves_close_a_slip_for_a_quarter_of_an_hour_and_no_other(cast, voting):
    _long_list, (code, other) = voting
    for _try in range(MOST_WRONG):
        with pytest.raises(Refused, match="do not know"):
            cast_ballot(cast.area, wrong_half(code), ["damp", "wages"])
    for tried in (code, wrong_half(code)):  # a guesser does not learn that the next guess was right
        with pytest.raises(Refused, match="closed for 15 minutes"):
            cast_ballot(cast.area, tried, ["damp", "wages"])
    cast_ballot(cast.area, other, ["damp", "wages"])
    VotingSlip.objects.exclude(locked_until=None).update(
        locked_until=cast.area.now() - dt.timedelta(seconds=1)
    )
    cast_ballot(cast.area, code, ["damp", "wages"])
    assert dt.timedelta(minutes=15) == CLOSED_FOR
    assert Ballot.objects.filter(is_counted=True).count() == 2


def test_a_slip_taken_back_votes_no_more_and_what_it_voted_does_not_count(cast, voting):
    long_list, (code, other) = voting
    cast_ballot(cast.area, code, ["damp", "wages"])
    number = VotingSlip.objects.get(ballots__isnull=False).number
    new = replace_slip(cast.amina, long_list, number, why="It fell into the tea.")
    with pytest.raises(Refused, match="taken back. Ask at the desk"):
        cast_ballot(cast.area, code, ["damp", "bus"])
    assert not Ballot.objects.filter(is_counted=True).exists()
    cast_ballot(cast.area, new.code, ["damp", "bus"])
    cast_ballot(cast.area, other, ["damp", "bus"])
    assert Ballot.objects.filter(is_counted=True).count() == 2
    assert VotingSlip.objects.get(number=number).revoked_why == "It fell into the tea."
    with pytest.raises(Refused, match="No slip with the number"):
        replace_slip(cast.amina, long_list, number, why="Again.")


def test_a_lost_pack_is_taken_back_and_made_anew(cast, voting):
    long_list, (code, _other) = voting
    share = long_list.shares.get(public_name="Mill Lane Tenants")
    with pytest.raises(Refused, match="made already"):
        make_slips(cast.amina, long_list, share)
    with pytest.raises(Refused, match="Say in a few words why"):
        take_back_slips(cast.amina, share, why=" ")
    assert take_back_slips(cast.amina, share, why="The envelope is lost.") == 2
    made = make_slips(cast.amina, long_list)
    assert [slip.share for slip in made] == [share, share] and code not in [slip.code for slip in made]
    assert [slip.number for slip in made] == [10, 11]
    cast_ballot(cast.area, made[0].code, ["damp", "wages"])


def test_a_slip_votes_neither_before_the_vote_opens_nor_after_the_clock_ran_out_nor_after_the_close(cast):
    long_list = vote(cast, until="draft")
    with pytest.raises(Refused, match="already"):
        make_slips(cast.amina, long_list)
    long_list.shares.update(num_delegates=1)
    lock_long_list(cast.amina, long_list)
    code = make_slips(cast.amina, long_list)[0].code
    with pytest.raises(Refused, match="not open yet. Keep the slip"):
        cast_ballot(cast.area, code, ["damp", "wages"])
    open_voting(cast.amina, long_list)
    cast_ballot(cast.area, code, ["damp", "wages"])
    long_list.closes_at = cast.area.now() - dt.timedelta(seconds=1)
    long_list.save()
    with pytest.raises(Refused, match="vote is closed"):
        cast_ballot(cast.area, code, ["damp", "bus"])
    # What lies in the box can still be typed in.
    enter_ballot(cast.amina, long_list, choices=["damp", "bus"], source_id="2")
    close_voting(cast.amina, long_list)
    with pytest.raises(Refused, match="do not know this code"):
        cast_ballot(cast.area, code, ["damp", "bus"])
    with pytest.raises(Refused, match="already"):
        make_slips(cast.amina, long_list)
    assert Ballot.objects.count() == 2


def test_first_halves_are_one_slips_each(cast):
    made = codes.new_codes(cast.area, 300, set())
    assert len({digests.first for _code, digests in made}) == 300
    taken = {digests.first for _code, digests in made[:5]}
    assert not taken & {digests.first for _code, digests in codes.new_codes(cast.area, 50, taken)}
    assert {len(code) for code, _digests in made} == {9}


def test_a_vote_takes_few_queries_and_no_more_with_more_slips(cast):
    _long_list, made = slip_vote(cast, {"Mill Lane Tenants": 5, "Larkwood Women's Association": 60, "C": 5})
    cast_ballot(cast.area, made["C"][0], ["damp", "wages"])  # what is the same for all is read once
    counted = []
    for code in (made["Mill Lane Tenants"][0], made["Larkwood Women's Association"][40]):
        with CaptureQueriesContext(connection) as queries:
            cast_ballot(cast.area, code, ["damp", "wages"])
        counted.append(len([query for query in queries if "SAVEPOINT" not in query["sql"]]))
    assert counted[0] == counted[1] <= 15
