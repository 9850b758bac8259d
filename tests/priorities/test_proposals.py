"""Proposals from themes: merged and undone, and when the reason of the gate is public. Attacked as well as used."""

from __future__ import annotations

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import Release
from listens.listening.models import Round
from listens.priorities.actions import (
    change_proposal,
    decide_gate,
    keep_apart,
    lock_long_list,
    merge_proposals,
    record_told,
    say_reason_seen,
    undo_merge,
    write_proposal,
)
from listens.priorities.long_lists import on_the_list
from listens.priorities.may_be_same import pairs
from listens.priorities.merges import merges, whole_of
from listens.priorities.models import GateDecision, LongList, Proposal, ProposalMerge
from listens.priorities.reasons import Lack, may_read, public_reasons, reason_of
from listens.sensemaking.actions import merge_themes
from tests.cast import TODAY, Cast, organisation
from tests.priorities.made import proposals, vote
from tests.public.build import conversations, theme

WHY = "Both are about homes."


def names(found) -> list[str]:
    return [one.reference for one in found]


def parked(cast: Cast, *, num: int = 8, **more) -> GateDecision:
    """A parked proposal of Bea's organisation, with so many conversations behind it, marked public, not seen."""
    of = theme(cast.area, "bridge", "A bridge")
    conversations(cast, num, of)
    made = write_proposal(
        cast.amina,
        cast.round,
        reference="B",
        title="A second bridge",
        themes=[of],
        organisations=[cast.community],
    )
    settings = {"outcome": "parked", "reason": "It was decided in 2019.", "is_public": True} | more
    return decide_gate(cast.amina, made, **settings)


# Merging


def test_a_merged_proposal_leaves_the_list_and_counts_with_the_other(cast):
    made = proposals(cast)
    damp, wages = made["damp"], made["wages"]
    of = theme(cast.area, "pay")
    change_proposal(
        cast.amina,
        wages,
        title="Wages",
        summary="",
        decided_by="The council",
        themes=[of],
        organisations=[cast.community],
    )
    merge_proposals(cast.amina, wages, damp, reason=WHY)
    assert names(on_the_list(cast.round)) == ["bus", "damp", "waits"]
    whole = whole_of(wages)
    assert whole.proposal == damp
    assert names(whole.parts) == ["wages"]
    assert {one.code for one in whole.themes} == {"all", "pay"}
    assert whole.organisations == [cast.community]
    undo_merge(cast.amina, wages, reason="They are not the same after all.")
    assert names(on_the_list(cast.round)) == ["bus", "damp", "wages", "waits"]
    assert whole_of(damp).organisations == []
    assert list(ProposalMerge.objects.values_list("seq", "into", "reason")) == [
        (1, damp.pk, WHY),
        (2, None, "They are not the same after all."),
    ]


def test_a_chain_of_merges_counts_at_its_end_and_comes_apart_link_by_link(cast):
    made = proposals(cast)
    merge_proposals(cast.amina, made["bus"], made["waits"], reason=WHY)
    merge_proposals(cast.amina, made["waits"], made["damp"], reason=WHY)
    assert whole_of(made["bus"]).proposal == made["damp"]
    undo_merge(cast.amina, made["waits"], reason=WHY)
    assert whole_of(made["bus"]).proposal == made["waits"]


@pytest.mark.parametrize(
    ("merged", "into", "says"),
    [
        ("damp", "damp", "into|part of itself"),
        ("wages", "damp", "now part of"),
        ("damp", "wages", "already"),
        ("damp", "elsewhere", "different rounds"),
        ("bus", "wages", "now part of"),
    ],
)
def test_no_circle_no_second_merge_and_no_other_round(cast, merged, into, says):
    made = proposals(cast)
    merge_proposals(cast.amina, made["wages"], made["damp"], reason=WHY)
    other = Round.objects.create(area=cast.area, slug="spring", name="Spring", number=2, opened_on=TODAY)
    made["elsewhere"] = Proposal.objects.create(area=cast.area, round=other, reference="X", title="X")
    with pytest.raises(Refused, match=says):
        merge_proposals(cast.amina, made[merged], made[into], reason=WHY)
    assert ProposalMerge.objects.count() == 1


def test_a_circle_in_the_rows_is_read_without_end(cast):
    made = proposals(cast)
    for one, other in (("damp", "wages"), ("wages", "damp")):
        ProposalMerge.objects.create(
            proposal=made[one], into=made[other], seq=1, reason=WHY, by=cast.amina, on=TODAY
        )
    assert merges(cast.round).stands(made["damp"].pk) == made["damp"].pk


def test_nothing_is_merged_undone_or_decided_after_the_lock(cast):
    long_list = vote(cast, until="draft")
    made = {one.reference: one for one in Proposal.objects.all()}
    merge_proposals(cast.amina, made["wages"], made["bus"], reason=WHY)
    assert long_list.proposals.count() == 3, "a list that is being written follows the merge"
    lock_long_list(cast.amina, long_list)
    for act in (
        lambda: merge_proposals(cast.amina, made["damp"], made["bus"], reason=WHY),
        lambda: undo_merge(cast.amina, made["wages"], reason=WHY),
        lambda: decide_gate(cast.amina, made["damp"], outcome="parked", reason="Too late."),
    ):
        with pytest.raises(Refused, match="locked"):
            act()
    assert long_list.proposals.count() == 3


def test_a_list_that_is_being_written_follows_the_gate(cast):
    long_list = vote(cast, until="draft")
    decide_gate(cast.amina, Proposal.objects.get(reference="bus"), outcome="parked", reason="Nobody asks.")
    assert names(long_list.proposals.order_by("reference")) == ["damp", "wages", "waits"]


def test_a_list_that_became_too_short_for_its_seats_is_not_locked(cast):
    long_list = vote(cast, until="draft")
    made = {one.reference: one for one in Proposal.objects.all()}
    for reference in ("wages", "bus"):
        merge_proposals(cast.amina, made[reference], made["damp"], reason=WHY)
    with pytest.raises(Refused, match="between 1 and 1"):
        lock_long_list(cast.amina, long_list)


def test_a_merge_needs_a_reason_and_an_organiser(cast):
    made = proposals(cast)
    with pytest.raises(Refused, match="reason"):
        merge_proposals(cast.amina, made["wages"], made["damp"], reason="  ")
    for actor in (cast.hana, cast.bea, cast.ivo, cast.esi):
        with pytest.raises(Denied):
            merge_proposals(actor, made["wages"], made["damp"], reason=WHY)


# What may be the same


def test_near_words_come_first_then_shared_themes_and_what_is_kept_apart_is_gone(cast):
    made = proposals(cast)
    write_proposal(
        cast.amina, cast.round, reference="damp2", title="Damp, and repairs", decided_by="The council"
    )
    found = pairs(cast.round)
    assert {found.found[0].one.proposal.reference, found.found[0].other.proposal.reference} == {
        "damp",
        "damp2",
    }
    assert found.num_alike == 1
    assert len(found.found) == 1 + 6, "four proposals share their only theme"
    keep_apart(cast.amina, made["damp"], Proposal.objects.get(reference="damp2"))
    merge_proposals(cast.amina, made["wages"], made["damp"], reason=WHY)
    assert pairs(cast.round).num_alike == 0
    assert len(pairs(cast.round).found) == 3


# When a reason is public


def test_a_reason_is_public_once_marked_heard_widely_and_seen(cast):
    decision = parked(cast)
    assert reason_of(decision.proposal).lacks == (Lack.NOT_SEEN,)
    assert public_reasons(cast.round) == []
    say_reason_seen(cast.bea, decision, cast.community)
    say_reason_seen(cast.bea, decision, cast.community)
    [told] = public_reasons(cast.round)
    assert (told.pk, told.proposal.title) == (decision.pk, "A second bridge")


def test_an_organiser_can_write_down_that_they_were_told_and_whom(cast):
    decision = parked(cast)
    with pytest.raises(Refused, match="whom"):
        record_told(cast.amina, decision, cast.community, whom=" ")
    row = record_told(cast.amina, decision, cast.community, whom="their lead")
    assert (row.by, row.on, row.whom) == (cast.amina, TODAY, "their lead")
    assert public_reasons(cast.round)


def test_seven_conversations_are_too_few_and_parts_and_merged_themes_count(cast):
    decision = parked(cast, num=7)
    say_reason_seen(cast.bea, decision, cast.community)
    assert reason_of(decision.proposal).lacks == (Lack.TOO_FEW,)
    of = decision.proposal.themes.get()
    conversations(cast, 1, theme(cast.area, "ferry", parent=of))
    assert public_reasons(cast.round)
    whole = theme(cast.area, "crossing", "Crossings")
    of.parts.update(parent=None)
    conversations(cast, 1, whole)
    assert not public_reasons(cast.round)
    merge_themes(cast.femi, of, whole, reason="The same.")
    assert public_reasons(cast.round)


@pytest.mark.parametrize(("value", "is_public"), [(None, False), (0, False), (10, True)])
def test_what_the_newest_release_hides_stays_hidden_however_many_there_are(cast, value, is_public):
    decision = parked(cast, num=9)
    say_reason_seen(cast.bea, decision, cast.community)
    for seq, shown in ((1, 20), (2, value)):
        figure = {"value": shown, "definition": "d", "source": "s", "kind": "people"}
        Release.objects.create(
            area=cast.area,
            seq=seq,
            as_at=TODAY,
            made_at=cast.area.now(),
            made_by=cast.amina,
            figures={"round:autumn:theme:bridge:conversations": figure},
        )
    assert bool(public_reasons(cast.round)) is is_public


def test_conversations_of_another_round_do_not_stand_behind_it(cast):
    other = Round.objects.create(area=cast.area, slug="spring", name="Spring", number=2, opened_on=TODAY)
    decision = parked(cast, num=1)
    conversations(cast, 20, decision.proposal.themes.get(), round=other)
    say_reason_seen(cast.bea, decision, cast.community)
    assert not public_reasons(cast.round)


def test_a_small_theme_does_not_become_public_behind_a_large_one(cast):
    decision = parked(cast, num=30)
    small = theme(cast.area, "small")
    conversations(cast, 2, small)
    decision.proposal.themes.add(small)
    say_reason_seen(cast.bea, decision, cast.community)
    assert reason_of(decision.proposal).lacks == (Lack.TOO_FEW,)


@pytest.mark.parametrize(
    "then",
    [
        lambda cast, it: it.organisations.add(cast.second_community),
        lambda cast, it: it.organisations.clear(),
        lambda cast, it: it.themes.clear(),
        lambda cast, it: change_proposal(
            cast.amina, it, title="Close the bridge", summary="", decided_by="", themes=it.themes.all()
        ),
        lambda cast, it: decide_gate(
            cast.amina, it, outcome="parked", reason="Only one family asked.", is_public=True
        ),
        lambda cast, it: decide_gate(cast.amina, it, outcome="parked", reason="Kept private."),
        lambda cast, it: merge_proposals(
            cast.amina,
            it,
            write_proposal(cast.amina, cast.round, reference="C", title="A ferry"),
            reason="The same.",
        ),
        lambda cast, it: merge_proposals(
            cast.amina,
            write_proposal(
                cast.amina,
                cast.round,
                reference="C",
                title="A ferry",
                organisations=[cast.second_community],
            ),
            it,
            reason="The same.",
        ),
    ],
    ids=["somebody else", "nobody", "no theme", "new title", "new reason", "not marked", "merged", "joined"],
)
def test_what_changes_after_it_was_seen_takes_the_reason_back(cast, then):
    decision = parked(cast)
    say_reason_seen(cast.bea, decision, cast.community)
    assert public_reasons(cast.round)
    then(cast, decision.proposal)
    assert not public_reasons(cast.round)


def test_nobody_says_for_another_organisation_that_it_has_seen_it(cast):
    decision = parked(cast)
    with pytest.raises(Denied):
        say_reason_seen(cast.hana, decision, cast.community)
    with pytest.raises(Refused, match="not one of"):
        say_reason_seen(cast.hana, decision, cast.second_community)
    with pytest.raises(Denied):
        record_told(cast.bea, decision, cast.community, whom="me")
    decide_gate(cast.amina, decision.proposal, outcome="parked", reason="Another reason.", is_public=True)
    with pytest.raises(Refused, match="newer decision"):
        say_reason_seen(cast.bea, decision, cast.community)
    assert not decision.seen.exists()


def test_before_it_is_public_only_organisers_and_those_concerned_read_a_reason(cast):
    decision = parked(cast)
    reason = reason_of(decision.proposal)
    readers = {name for name in cast.actors if may_read(cast.actors[name], cast.area, reason)}
    assert readers == {"amina", "bea"}
    say_reason_seen(cast.bea, decision, cast.community)
    assert may_read(cast.hana, cast.area, reason_of(decision.proposal))


def test_a_better_reason_can_be_written_after_the_lock_for_what_is_not_on_the_list(cast):
    long_list = vote(cast, until="draft")
    decision = parked(cast)
    lock_long_list(cast.amina, long_list)
    assert LongList.objects.get().lock_digest
    assert decide_gate(cast.amina, decision.proposal, outcome="parked", reason="Clearer.").seq == 2
    with pytest.raises(Refused, match="locked"):
        change = Proposal.objects.get(reference="B")
        Proposal.objects.filter(pk=change.pk).update(decided_by="The council")
        change.refresh_from_db()
        decide_gate(cast.amina, change, outcome="on", reason="After all.")


def test_an_organisation_of_another_area_cannot_be_named(cast):
    with pytest.raises(Refused, match="another area"):
        write_proposal(
            cast.amina,
            cast.round,
            reference="Z",
            title="Z",
            organisations=[organisation(cast.other_area, "North Church")],
        )
