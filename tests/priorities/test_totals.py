"""Totals counted by hand, as a last resort."""

from __future__ import annotations

from collections import Counter

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.priorities import long_lists
from listens.priorities.actions import close_voting, count_ballots, enter_totals
from listens.priorities.models import Ballot, Totals
from tests.priorities.papers import by_phone, typed, with_sheets, with_slips

TICKS = {"damp": 6, "bus": 5, "waits": 4}


def ticks_in(long_list, share) -> Counter:
    rows = Ballot.objects.filter(long_list=long_list, share=share, is_counted=True, way="tally")
    return Counter(choice for ballot in rows for choice in ballot.choices)


def test_each_tick_is_a_ballot_and_the_same_label_corrects(cast):
    long_list, _made = with_slips(cast)
    church = long_list.shares.get(organisation=cast.community)
    for _time in range(2):
        kept = enter_totals(cast.amina, long_list, label="Table 4", num_people=7, ticks=TICKS, share=church)
    assert (kept.num_people, kept.num_ticks) == (7, 15) and long_list.ballots.count() == 15
    assert ticks_in(long_list, church) == TICKS
    for ticks in ({"damp": 7, "bus": 2}, {"damp": 1, "wages": 3}, TICKS):
        enter_totals(cast.amina, long_list, label=" Table  4 ", num_people=7, ticks=ticks, share=church)
        assert ticks_in(long_list, church) == ticks
    assert Totals.objects.count() == 1 and long_lists.verify(long_list) is None
    details = [row.detail for row in AuditEvent.objects.filter(verb="enter_totals").order_by("at")]
    assert len(details) == 4
    assert details[1] == {
        "label": "Table 4",
        "people": [7, 7],
        "ticks": [15, 9],
        "proposals_changed": 3,
    }
    enter_totals(cast.amina, long_list, label="Table 4", num_people=0, ticks={}, share=church)
    assert ticks_in(long_list, church) == {}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"label": " "}, "Give it a name"),
        ({"ticks": {"moon": 3}}, "not on the long-list"),
        ({"ticks": {"damp": 8}}, "Each can tick it once"),
        ({"ticks": {"damp": -1}}, "Each can tick it once"),
        (
            {"num_people": 5, "ticks": dict.fromkeys(["damp", "bus", "waits", "wages"], 5)},
            "20 ticks are too many",
        ),
        ({"ticks": {}}, "Type the ticks too"),
        ({"share": None}, "whose totals"),
        ({"num_people": 0, "ticks": {}}, "How many people"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(cast, given, says):
    long_list, _made = with_slips(cast)
    share = long_list.shares.get(organisation=cast.community)
    with pytest.raises(Refused, match=says):
        enter_totals(
            cast.amina,
            long_list,
            **({"label": "Table 4", "num_people": 7, "ticks": TICKS, "share": share} | given),
        )
    assert not Totals.objects.exists() and not long_list.ballots.exists()


def test_totals_stand_beside_no_slips_and_tell_nobody_s_choice(cast):
    long_list, made = with_slips(cast)
    church = long_list.shares.get(organisation=cast.community)
    other = long_list.shares.get(organisation=cast.second_community)
    by_phone(cast, made[0], "damp bus")
    given = {"label": "Table 4", "ticks": TICKS}
    with pytest.raises(Refused, match="Ballots of Larkwood"):
        enter_totals(cast.amina, long_list, **given, num_people=7, share=other)
    long_list.shares.update(if_few="pseudonym")
    church.refresh_from_db()
    few = {"label": "Table 5", "num_people": 4, "ticks": {"damp": 4}, "share": church}
    with pytest.raises(Refused, match="fewer than five people"):
        enter_totals(cast.amina, long_list, **few)
    enter_totals(cast.amina, long_list, **given, num_people=7, share=church)
    with pytest.raises(Refused, match="another organisation"):
        enter_totals(cast.amina, long_list, **given, num_people=7, share=other)
    with pytest.raises(Denied):
        enter_totals(cast.ivo, long_list, **given, num_people=7, share=church)


def test_an_organisation_with_a_sheet_types_its_sheet(cast):
    long_list = with_sheets(cast)
    with pytest.raises(Refused, match="type that"):
        enter_totals(
            cast.amina,
            long_list,
            label="Church",
            num_people=7,
            ticks=TICKS,
            share=long_list.shares.get(way="sheet"),
        )


def test_the_result_says_so_and_the_totals_are_erased(cast):
    long_list, _made = with_slips(cast, typed_twice=False)
    church = long_list.shares.get(organisation=cast.community)
    typed(long_list, cast.amina, 1, "damp bus")
    enter_totals(cast.amina, long_list, label="Table 4", num_people=7, ticks=TICKS, share=church)
    close_voting(cast.amina, long_list)
    result = count_ballots(cast.amina, long_list)
    [notice] = [each for each in result.content["notices"] if "totals" in each]
    assert notice.startswith("Counted in part from totals: Table 4 (7 people, 15 ticks).")
    assert Totals.objects.get().ticks == {}
    assert count_ballots(cast.amina, long_list) == result
