"""The lock and the close: what is fixed, what is sealed, and that nothing leads from a code to a choice afterwards."""

import datetime as dt
import hashlib
import json
import random
from functools import partial

import pytest
from django.db import transaction

from listens.core import chain, clock
from listens.core.acting import Refused
from listens.core.models import AuditEvent, ChainEntry, Grant
from listens.priorities import long_lists, sealing
from listens.priorities.actions import (
    add_share,
    add_shares_of_listeners,
    cast_ballot,
    close_voting,
    count_ballots,
    draft_long_list,
    enter_ballot,
    lock_long_list,
    open_voting,
)
from listens.priorities.checks import ballot_logs
from listens.priorities.models import Ballot, LongList, VotingSlip
from tests.cast import organisation
from tests.priorities.made import listened, proposals, slip_vote, vote

FOUR = {"Large": 6, "Small": 2, "Tiny": 1, "Middle": 5}
TICKS = {"Large": ["damp", "wages"], "Small": ["bus", "waits"], "Tiny": ["waits"], "Middle": ["damp"]}


def everybody_votes(cast, made):
    for name, codes in made.items():
        for code in codes:
            cast_ballot(cast.area, code, sorted({*TICKS[name], "bus", "wages"})[:3])


@pytest.fixture
def voted(cast):
    long_list, made = slip_vote(cast, FOUR)
    everybody_votes(cast, made)
    return long_list, made


def test_the_lock_is_the_first_place_of_the_log_and_can_be_worked_out_from_what_is_published(cast, voted):
    long_list, _made = voted
    close_voting(cast.amina, long_list)
    told = sealing.published_result(count_ballots(cast.amina, long_list))["vote"]
    lines = [json.loads(line) for line in sealing.log_lines(long_list)]
    canonical = json.dumps(
        [told["locked"], told["private_lock_digest"]],
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    assert hashlib.sha256(f"\n{canonical}".encode()).hexdigest() == lines[0]["digest"] == told["lock_digest"]
    file = sealing.ballots_csv(long_list).encode()
    assert hashlib.sha256(file).hexdigest() == lines[-1]["digest"] == told["ballots_sha256"]
    assert lines[-1]["link"] == told["log_head"] and len(lines) == told["log_entries"] == 16
    assert [each["name"] for each in told["locked"]["organisations"]] == sorted(FOUR)
    assert "delegates" not in str(told["locked"]) and "pseudonym" not in str(told["locked"])


def test_after_the_close_nothing_leads_from_a_slip_a_receipt_or_a_time_to_a_choice(cast, voted):
    long_list, made = voted
    changed = cast_ballot(cast.area, made["Tiny"][0], ["damp", "wages"])
    place, salt = changed.chain_seq, changed.salt
    actors = set(long_list.shares.values_list("actor", flat=True))
    told = AuditEvent.objects.filter(verb="cast_ballot")
    assert (
        len(actors) == 1 == len({(row.actor_id, row.subject_id) for row in told})
    )  # not whose slips they were
    close_voting(cast.amina, long_list)
    ballots = Ballot.objects.filter(long_list=long_list)
    assert ballots.count() == 14 and not VotingSlip.objects.exists()
    assert not ballots.exclude(salt="", chain_seq=None, slip=None, way="sealed").exists()
    assert not ballots.filter(pk=changed.pk).exists()
    kept = str(list(ballots.values()))
    assert salt not in kept and ChainEntry.objects.get(chain=long_lists.chain_of(long_list), seq=place)
    assert not long_list.shares.exclude(actor=None).exists()
    assert not Grant.objects.filter(actor__in=actors).exists()


def test_a_pseudonym_stands_on_no_share_and_no_organisation(cast, voted):
    long_list, _made = voted
    close_voting(cast.amina, long_list)
    rows = sealing.published_ballots(long_list)
    assert {name for _n, name, _w, _c in rows} == {"Large", "small-1", "small-2", "small-3"}
    hidden = Ballot.objects.exclude(stands_as="")
    assert hidden.count() == 8 and not hidden.exclude(share=None).exists()
    assert set(long_list.shares.values_list("public_name", flat=True)) == set(FOUR)
    assert [number for number, *_rest in rows] == list(range(1, 15))
    weights = {name: weight for _n, name, weight, _c in rows}
    assert weights["Large"] == "1/6" and sorted(weights.values()) == ["1", "1/2", "1/5", "1/6"]


def test_two_with_few_ballots_are_joined_by_the_one_with_the_fewest(cast):
    long_list, made = slip_vote(cast, FOUR | {"Five": 5})
    everybody_votes(
        cast, {name: codes for name, codes in made.items() if name in ("Large", "Middle", "Tiny")}
    )
    drawn = sealing.draw_pseudonyms(long_list, random.Random(1))
    names = {share.public_name for share in long_list.shares.filter(pk__in=drawn)}
    assert names == {"Tiny", "Middle", "Large"} and sorted(drawn.values()) == [
        "small-1",
        "small-2",
        "small-3",
    ]


def test_who_is_open_stands_under_its_own_name(cast):
    long_list, made = slip_vote(cast, FOUR, if_few="open")
    everybody_votes(cast, made)
    assert sealing.draw_pseudonyms(long_list) == {}


def test_which_organisation_gets_which_pseudonym_is_drawn(cast, voted):
    long_list, _made = voted
    drawn = {tuple(sorted(sealing.draw_pseudonyms(long_list).items())) for _time in range(40)}
    assert len(drawn) > 1


def test_the_order_of_the_ballots_is_drawn(cast, voted, monkeypatch):
    long_list, _made = voted
    came = [slip.choices for slip in long_lists.slips(long_list)]
    monkeypatch.setattr(sealing, "LOT", random.Random(5))
    close_voting(cast.amina, long_list)
    assert [choices for *_rest, choices in sealing.published_ballots(long_list)] != came
    assert sorted(choices for *_rest, choices in sealing.published_ballots(long_list)) == sorted(came)


def test_nothing_of_an_open_vote_is_published(cast, voted):
    long_list, _made = voted
    assert sealing.published_ballots(long_list) == []


def test_a_close_is_done_once_and_never_undone(cast, voted):
    long_list, _made = voted
    close_voting(cast.amina, long_list)
    before = (sealing.ballots_csv(long_list), list(sealing.log_lines(long_list)))
    close_voting(cast.amina, long_list)
    assert before == (sealing.ballots_csv(long_list), list(sealing.log_lines(long_list)))
    for again in (open_voting, lock_long_list):
        with pytest.raises(Refused, match="already"):
            again(cast.amina, long_list)
    count_ballots(cast.amina, long_list)
    with pytest.raises(Refused, match="already"):
        open_voting(cast.amina, long_list)


def undone(tampering):
    """Do it, look, and take it back."""
    sid = transaction.savepoint()
    yield tampering()
    transaction.savepoint_rollback(sid)


def test_a_ballot_changed_before_the_close_stops_it_and_nothing_is_sealed(cast, voted):
    long_list, _made = voted
    ballots = Ballot.objects.filter(chain_seq=5)
    for change in ({"choices": ["bus", "wages"]}, {"share": None}, {"salt": "0" * 32}):
        for _done in undone(partial(ballots.update, **change)):
            with pytest.raises(Refused, match="Ballot 5 does not agree with the ballot log"):
                close_voting(cast.amina, long_list)
            assert long_lists.state_of(long_list)[0] == "open" and VotingSlip.objects.exists()


def test_what_is_changed_after_the_close_is_found(cast, voted):
    long_list, _made = voted
    close_voting(cast.amina, long_list)
    assert long_lists.verify(long_list) is None
    ballots = Ballot.objects.filter(long_list=long_list)
    log = ChainEntry.objects.filter(chain=long_lists.chain_of(long_list))
    one_more = Ballot(
        long_list=long_list, way="sealed", source="sealed", source_id="15", choices=["bus", "damp"]
    )
    for number, tampering in enumerate(
        (
            partial(ballots.filter(source_id="3").update, choices=["bus", "damp"]),
            partial(ballots.filter(source_id="3").update, source_id="15"),
            partial(ballots.filter(stands_as="small-1").update, stands_as="small-9"),
            ballots.filter(source_id="14").delete,
            one_more.save,
            partial(log.filter(seq=7).update, digest="0" * 64),
            log.filter(seq=16).delete,
            partial(LongList.objects.update, lock_digest="0" * 64),
        )
    ):
        for _done in undone(tampering):
            assert [line for line in ballot_logs() if "ballot log does not hold" in line], number
    assert not list(ballot_logs())


def test_an_organisation_that_is_split_merged_or_moved_after_the_lock_gets_no_second_share(cast):
    long_list = vote(cast, until="locked")
    half = organisation(cast.area, "St Brannock's Church North")
    for again in (half, cast.community):
        with pytest.raises(Refused, match="already"):
            add_share(cast.amina, long_list, again, why="It split.")
    with pytest.raises(Refused, match="already"):
        add_shares_of_listeners(cast.amina, long_list)
    cast.community.name = "St Brannock's and St Mary's"
    cast.community.save()
    cast.second_community.area = cast.other_area
    cast.second_community.save()
    open_voting(cast.amina, long_list)
    assert sorted(long_list.shares.values_list("public_name", flat=True)) == [
        "Larkwood Women's Association",
        "St Brannock's Church",
    ]
    share = long_list.shares.get(organisation=cast.community)
    enter_ballot(cast.amina, long_list, share=share, choices=["damp", "bus"], source_id="1")
    close_voting(cast.amina, long_list)
    assert share.public_name in sealing.ballots_csv(long_list)
    # A share slipped past the actions is not what was locked.
    long_list.shares.create(organisation=half, public_name=half.name)
    with pytest.raises(Refused, match="changed after it was locked"):
        count_ballots(cast.amina, long_list)


def test_who_expects_few_ballots_says_before_the_lock_how_it_stands(cast):
    proposals(cast)
    listened(cast)
    long_list = draft_long_list(cast.amina, cast.round, num_seats=2, min_ticks=2, max_ticks=3)
    add_shares_of_listeners(cast.amina, long_list)
    with pytest.raises(Refused, match="fewer than three organisations"):
        lock_long_list(cast.amina, long_list)
    third = organisation(cast.area, "Third")
    add_share(cast.amina, long_list, third, num_delegates=5, why="It joined late.")
    with pytest.raises(Refused, match="fewer than five ballots"):
        lock_long_list(cast.amina, long_list)
    for each in (cast.community, cast.second_community):
        add_share(cast.amina, long_list, each, num_delegates=2, if_few="pseudonym")
    add_share(cast.amina, long_list, third, way="sheet", why="It joined late.")
    with pytest.raises(Refused, match="Third will have fewer than five"):
        lock_long_list(cast.amina, long_list)
    add_share(cast.amina, long_list, third, num_delegates=5, why="It joined late.")
    draft_long_list(cast.amina, cast.round, num_seats=2, min_ticks=2, max_ticks=3, scheme="square-root")
    long_list.refresh_from_db()
    with pytest.raises(Refused, match="Shares by size tell which organisation"):
        lock_long_list(cast.amina, long_list)
    draft_long_list(cast.amina, cast.round, num_seats=2, min_ticks=2, max_ticks=3, scheme="ballot")
    lock_long_list(cast.amina, LongList.objects.get())


def test_who_has_not_listened_needs_a_reason_that_is_locked_in_public(cast):
    long_list, _made = slip_vote(cast, FOUR)
    told = sealing.locking.public_part(long_list)
    assert {each["why"] for each in told["organisations"]} == {"It joined late."}


def test_without_an_accepted_conversation_and_a_reason_there_is_no_share(cast):
    long_list = vote(cast, until="draft")
    late = organisation(cast.area, "Late")
    with pytest.raises(Refused, match="Late has no accepted conversation in Autumn round"):
        add_share(cast.amina, long_list, late)
    cast.community.conversations.get().reviews.all().delete()
    with pytest.raises(Refused, match="no accepted conversation"):
        add_share(cast.amina, long_list, cast.community)


@pytest.mark.parametrize(("hours", "box", "is_closed"), [(0, True, False), (0, False, True), (3, True, True)])
def test_the_clock_closes_a_vote_whose_time_ran_out_once_nothing_can_lie_in_the_box(
    cast, hours, box, is_closed
):
    long_list, made = slip_vote(cast, FOUR)
    everybody_votes(cast, made if not box else made | {"Large": made["Large"][1:]})
    long_list.closes_at = cast.area.now() + dt.timedelta(minutes=1)
    long_list.save()
    assert clock.move_on() == 0
    long_list.closes_at = cast.area.now() - dt.timedelta(hours=hours, seconds=1)
    long_list.save()
    assert clock.move_on() == int(is_closed)
    assert (long_lists.state_of(long_list)[0] == "closed") == is_closed
    assert clock.move_on() == 0


def test_a_vote_without_a_ballot_can_be_closed(cast):
    long_list = vote(cast)
    close_voting(cast.amina, long_list)
    assert long_lists.verify(long_list) is None
    with pytest.raises(Refused, match="no ballot to count"):
        count_ballots(cast.amina, long_list)


def test_the_chain_of_an_open_vote_holds_every_ballot_that_ever_came_in(cast, voted):
    long_list, made = voted
    cast_ballot(cast.area, made["Tiny"][0], ["damp", "wages"])
    assert chain.verify(long_lists.chain_of(long_list)) is None
    Ballot.objects.filter(is_counted=False).delete()
    assert long_lists.verify(long_list) is not None
