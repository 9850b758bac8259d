"""Slips and sheets typed by two people, and slips that voted by phone too."""

from __future__ import annotations

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused, Stale
from listens.core.models import AuditEvent
from listens.priorities import long_lists
from listens.priorities.actions import (
    close_voting,
    count_ballots,
    replace_slip,
    settle_double_vote,
    settle_paper,
    take_back_typed,
    type_sheet,
)
from listens.priorities.models import PaperSlip, PaperStep, SlipCount
from listens.priorities.paper.double_votes import double_votes
from listens.priorities.paper.fetch import PileSize, pile_size
from listens.priorities.paper.standing import State
from tests.priorities.papers import by_phone, counted, state, typed, with_sheets, with_slips


class TestTwoPeople:
    def test_a_slip_counts_when_the_second_person_typed_the_same(self, cast):
        long_list, _made = with_slips(cast)
        assert state(typed(long_list, cast.amina, 1, "damp bus")) == State.ONCE
        assert counted(long_list) == []
        assert state(typed(long_list, cast.ivo, 1, "bus damp")) == State.AGREED
        assert counted(long_list) == [("paper", ["bus", "damp"])]
        ballot = long_list.ballots.get()
        assert ballot.share == ballot.slip.share and ballot.slip.number == 1

    def test_the_same_person_twice_is_one_person(self, cast):
        long_list, _made = with_slips(cast)
        for _time in range(2):
            paper = typed(long_list, cast.amina, 1, "damp bus")
        assert state(paper) == State.ONCE and paper.steps.count() == 1
        with pytest.raises(Refused, match="take it back first"):
            typed(long_list, cast.amina, 1, "damp wages")
        take_back_typed(cast.amina, paper)
        with pytest.raises(Refused, match="nothing of it"):
            take_back_typed(cast.amina, paper)
        assert state(typed(long_list, cast.amina, 1, "damp wages")) == State.ONCE
        assert counted(long_list) == []

    def test_what_differs_waits_for_a_third_look(self, cast):
        long_list, _made = with_slips(cast)
        typed(long_list, cast.amina, 1, "damp bus")
        paper = typed(long_list, cast.ivo, 1, "damp wages")
        assert state(paper) == State.DIFFERS and counted(long_list) == []
        with pytest.raises(Refused, match="Two people"):
            take_back_typed(cast.ivo, paper)
        with pytest.raises(Stale):
            settle_paper(cast.ivo, paper, seen=1, choices=["damp", "wages"])
        settle_paper(cast.ivo, paper, seen=2, choices=["damp", "wages"])
        assert counted(long_list) == [("paper", ["damp", "wages"])]
        with pytest.raises(Refused, match="Say why"):
            settle_paper(cast.ivo, paper, seen=3, choices=["damp", "bus"])
        settle_paper(cast.ivo, paper, seen=3, choices=["damp", "bus"], reason="We read 7 for 1.")
        assert counted(long_list) == [("paper", ["bus", "damp"])]
        assert long_lists.verify(long_list) is None

    def test_a_spoiled_slip_counts_nothing_and_is_never_guessed(self, cast):
        long_list, _made = with_slips(cast)
        with pytest.raises(Refused, match=r"4 proposals are ticked.*spoiled"):
            typed(long_list, cast.amina, 2, "damp wages bus waits")
        with pytest.raises(Refused, match="not both"):
            typed(long_list, cast.amina, 2, "damp bus", spoiled="too_many")
        with pytest.raises(Refused, match="few words"):
            typed(long_list, cast.amina, 2, spoiled="other")
        typed(long_list, cast.amina, 2, spoiled="too_many")
        paper = typed(long_list, cast.ivo, 2, spoiled="unreadable")
        assert state(paper) == State.SPOILED and counted(long_list) == []
        settle_paper(cast.amina, paper, seen=2, choices=["damp", "bus"], reason="It can be read.")
        assert counted(long_list) == [("paper", ["bus", "damp"])]
        settle_paper(cast.amina, paper, seen=3, choices=[], spoiled="other", reason="A child drew on it.")
        assert counted(long_list) == [] and state(paper) == State.SPOILED

    def test_once_is_enough_where_the_vote_says_so(self, cast):
        long_list, _made = with_slips(cast, typed_twice=False)
        paper = typed(long_list, cast.amina, 1, "Damp BUS")
        assert state(paper) == State.AGREED and counted(long_list) == [("paper", ["bus", "damp"])]
        typed(long_list, cast.ivo, 1, "bus damp")
        with pytest.raises(Refused, match="something else"):
            typed(long_list, cast.ivo, 1, "bus wages")
        assert long_list.ballots.count() == 1

    def test_a_slip_is_found_by_its_number_or_its_code_and_one_of_this_vote(self, cast):
        long_list, made = with_slips(cast)
        assert typed(long_list, cast.amina, made[3].code.lower(), "damp bus").slip.number == made[3].number
        for unknown in ("99", "ABCD EFGH", "0", ""):
            with pytest.raises(Refused, match=r"no slip|Type the number"):
                typed(long_list, cast.amina, unknown, "damp bus")
        church = long_list.shares.get(organisation=cast.community)
        with pytest.raises(Refused, match="was printed for Larkwood"):
            typed(long_list, cast.amina, 1, "damp bus", share=church)
        replace_slip(cast.amina, long_list, 2, why="Lost at the door")
        with pytest.raises(Refused, match=r"taken back \(Lost at the door\)"):
            typed(long_list, cast.amina, 2, "damp bus")
        assert PaperSlip.objects.count() == 1

    def test_paper_without_printed_slips_has_a_number_and_an_organisation(self, cast):
        long_list, _made = with_slips(cast, delegates=0)
        church, other = long_list.shares.order_by("-public_name")
        with pytest.raises(Refused, match="which organisation"):
            typed(long_list, cast.amina, "K1", "damp bus")
        typed(long_list, cast.amina, "K1", "damp bus", share=church)
        paper = typed(long_list, cast.ivo, "K1", "damp bus", share=other)
        assert state(paper) == State.DIFFERS
        with pytest.raises(Refused, match="which of the two"):
            settle_paper(cast.amina, paper, seen=2, choices=["damp", "bus"])
        settle_paper(cast.amina, paper, seen=2, choices=["damp", "bus"], share=other)
        assert long_list.ballots.get(is_counted=True).share == other
        settle_paper(cast.amina, paper, seen=3, choices=["damp", "waits"], share=church, reason="Misread.")
        assert counted(long_list) == [("paper", ["damp", "waits"])]


class TestPhoneAndPaper:
    def test_until_somebody_settles_it_the_phone_stands_and_it_counts_once(self, cast):
        long_list, made = with_slips(cast)
        by_phone(cast, made[0], "damp bus")
        for actor in (cast.amina, cast.ivo):
            paper = typed(long_list, actor, 1, "damp wages")
        assert counted(long_list) == [("phone", ["bus", "damp"])]
        [found] = double_votes(long_list)
        assert (found.paper, found.seq) == (paper, 2) and found.by_phone_at is not None
        settle = {"seen": found.seq, "place": found.place}
        with pytest.raises(Denied):
            settle_double_vote(cast.ivo, paper, **settle, stands="paper", reason="Handed in later.")
        with pytest.raises(Refused, match="in a sentence why"):
            settle_double_vote(cast.amina, paper, **settle, stands="paper", reason=" ")
        settle_double_vote(cast.amina, paper, **settle, stands="paper", reason="Handed in at half past.")
        assert counted(long_list) == [("paper", ["damp", "wages"])] and double_votes(long_list) == []
        kept = AuditEvent.objects.get(verb="settle_double_votes", detail__step="paper").detail
        assert kept["reason"] == "Handed in at half past." and "damp" not in str(kept)

    def test_a_later_ballot_by_phone_counts_and_is_asked_about_anew(self, cast):
        long_list, made = with_slips(cast, typed_twice=False)
        paper = typed(long_list, cast.amina, 1, "damp wages")
        by_phone(cast, made[0], "damp bus")
        assert counted(long_list) == [("phone", ["bus", "damp"])]
        [first] = double_votes(long_list)
        by_phone(cast, made[0], "waits bus")
        with pytest.raises(Stale):
            settle_double_vote(
                cast.amina, paper, seen=first.seq, place=first.place, stands="phone", reason="Asked."
            )
        [second] = double_votes(long_list)
        settle_double_vote(
            cast.amina, paper, seen=second.seq, place=second.place, stands="phone", reason="Asked."
        )
        assert counted(long_list) == [("phone", ["bus", "waits"])] and double_votes(long_list) == []
        by_phone(cast, made[0], "damp bus")
        assert [each.place for each in double_votes(long_list)] == [second.place + 1]

    def test_both_the_same_is_nothing_to_ask(self, cast):
        long_list, made = with_slips(cast, typed_twice=False)
        by_phone(cast, made[0], "damp bus")
        typed(long_list, cast.amina, 1, "bus damp")
        assert double_votes(long_list) == [] and counted(long_list) == [("phone", ["bus", "damp"])]

    def test_a_spoiled_paper_leaves_the_phone_alone(self, cast):
        long_list, made = with_slips(cast, typed_twice=False)
        by_phone(cast, made[0], "damp bus")
        paper = typed(long_list, cast.amina, 1, spoiled="unreadable")
        assert double_votes(long_list) == []
        settle_paper(cast.amina, paper, seen=1, choices=["damp", "wages"], reason="It can be read.")
        assert counted(long_list) == [("phone", ["bus", "damp"])] and len(double_votes(long_list)) == 1
        settle_paper(cast.amina, paper, seen=2, choices=[], spoiled="unreadable", reason="No, it cannot.")
        assert counted(long_list) == [("phone", ["bus", "damp"])] and double_votes(long_list) == []


class TestSheets:
    def test_its_lead_and_another_person_type_it_and_it_is_one_ballot(self, cast):
        long_list = with_sheets(cast)
        church = long_list.shares.get(way="sheet")
        assert state(type_sheet(cast.bea, church, choices=["damp", "bus"])) == State.ONCE
        with pytest.raises(Denied):
            type_sheet(cast.hana, church, choices=["damp", "bus"])
        assert state(type_sheet(cast.amina, church, choices=["bus", "damp"])) == State.AGREED
        assert counted(long_list) == [("sheet", ["bus", "damp"])]
        assert long_list.ballots.get().share == church

    def test_a_sheet_and_slips_are_not_mixed(self, cast):
        long_list = with_sheets(cast)
        church, other = long_list.shares.get(way="sheet"), long_list.shares.get(way="slips")
        with pytest.raises(Refused, match="by its sheet"):
            typed(long_list, cast.amina, "K1", "damp bus", share=church)
        with pytest.raises(Refused, match="delegates' slips"):
            type_sheet(cast.amina, other, choices=["damp", "bus"])

    def test_a_lead_takes_its_own_typing_back(self, cast):
        long_list = with_sheets(cast)
        paper = type_sheet(cast.bea, long_list.shares.get(way="sheet"), choices=["damp", "bus"])
        assert state(take_back_typed(cast.bea, paper)) == State.TAKEN_BACK


def test_the_size_of_the_pile_is_what_a_person_would_count(cast):
    long_list, made = with_slips(cast)
    by_phone(cast, made[4], "damp bus")
    for number in (1, 2, 3, 5):
        typed(long_list, cast.amina, number, "damp bus")
    typed(long_list, cast.ivo, 2, "damp bus")
    typed(long_list, cast.ivo, 3, "damp wages")
    for actor in (cast.amina, cast.ivo):
        typed(long_list, actor, 4, spoiled="unreadable")
        typed(long_list, actor, 5, "damp bus")
    take_back_typed(cast.amina, typed(long_list, cast.amina, 6, "damp bus"))
    typed(long_list, cast.amina, 6, "damp wages")
    assert pile_size(long_list) == PileSize(num_once=2, num_differ=1, num_in=3)


def test_the_close_erases_what_was_typed_and_the_result_stands(cast):
    long_list, made = with_slips(cast)
    for actor in (cast.amina, cast.ivo):
        typed(long_list, actor, 1, "damp bus")
        typed(long_list, actor, 4, "damp wages")
    by_phone(cast, made[1], "waits bus")
    typed(long_list, cast.amina, 3, "damp wages")
    close_voting(cast.amina, long_list)
    assert not PaperSlip.objects.exists() and not PaperStep.objects.exists()
    assert not SlipCount.objects.exists()
    assert count_ballots(cast.amina, long_list).num_ballots == 3
    with pytest.raises(Refused, match="closed"):
        typed(long_list, cast.amina, 3, "damp wages")


def test_nothing_in_the_audit_tells_what_was_ticked(cast):
    long_list, made = with_slips(cast)
    by_phone(cast, made[0], "damp bus")
    for actor in (cast.amina, cast.ivo):
        paper = typed(long_list, actor, 1, "damp wages")
    settle_paper(cast.amina, paper, seen=2, choices=["damp", "waits"], reason="Misread.")
    found = AuditEvent.objects.filter(verb__in=["enter_ballots", "settle_double_votes", "cast_ballot"])
    assert found.count() >= 3
    assert not any(word in str(row.detail) for row in found for word in ("damp", "wages", "waits", "bus"))
