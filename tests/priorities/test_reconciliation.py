"""What became of every slip, what does not add up, and what of it may be known afterwards."""

from __future__ import annotations

import datetime as dt

import pytest

from listens.core.models import ChainEntry
from listens.priorities.actions import (
    cast_ballot,
    close_voting,
    count_slips,
    enter_totals,
    import_ballots,
    replace_slip,
)
from listens.priorities.long_lists import chain_of
from listens.priorities.models import Reconciled, SlipCount, Totals
from listens.priorities.paper.oddities import alike, oddities_of
from listens.priorities.reconciliation import lines, published
from tests.cast import organisation
from tests.priorities.papers import LARKWOOD, ST_BRANNOCKS, by_phone, typed, with_sheets, with_slips


def line_of(long_list, name):
    return next(line for line in lines(long_list) if line.share and line.share.public_name == name)


def test_every_slip_is_in_one_column(cast):
    long_list, made = with_slips(cast, delegates=8)
    by_phone(cast, made[0], "damp bus")  # and on paper, which differs: it counts once
    for actor in (cast.amina, cast.ivo):
        typed(long_list, actor, 1, "damp wages")
        typed(long_list, actor, 2, "damp wages")
        typed(long_list, actor, 3, spoiled="too_few")
    typed(long_list, cast.amina, 4, "damp wages")
    typed(long_list, cast.ivo, 5, "damp wages")
    typed(long_list, cast.amina, 5, "damp bus")
    by_phone(cast, made[5], "damp bus")
    replace_slip(cast.amina, long_list, 6, why="Lost")  # its ballot no longer counts; slip 17 is new
    line = line_of(long_list, LARKWOOD)
    assert (line.num_issued, line.num_by_phone, line.num_on_paper, line.num_spoiled) == (9, 1, 1, 1)
    assert (line.num_taken_back, line.num_not_settled, line.num_not_used) == (1, 2, 3)
    assert line.num_missing is None and line_of(long_list, ST_BRANNOCKS).num_not_used == 8
    count_slips(cast.ivo, line.share, num_in_box=5, num_unused=3)
    assert line_of(long_list, LARKWOOD).num_missing == 0
    assert oddities_of(line_of(long_list, LARKWOOD)) == [
        "2 slips were typed once only, or differ: they do not count until they are settled."
    ]


@pytest.mark.parametrize(
    ("in_box", "unused", "says"),
    [
        (1, 1, ["1 slip was neither used nor handed back. Ask who has it."]),
        (1, 4, ["2 slips more were handed back than can be left."]),
        (3, 2, ["3 slips lay in the box, and 1 were typed."]),
        (0, None, ["1 slips were typed, and 0 lay in the box."]),
        (1, 2, []),
        (None, None, []),
    ],
)
def test_what_does_not_add_up_is_said_in_words(cast, in_box, unused, says):
    long_list, _made = with_slips(cast, typed_twice=False)
    typed(long_list, cast.amina, 1, "damp wages")
    share = line_of(long_list, LARKWOOD).share
    for _time in range(2):
        count_slips(cast.ivo, share, num_in_box=in_box, num_unused=unused)
    assert SlipCount.objects.count() == (in_box is not None)
    told = oddities_of(line_of(long_list, LARKWOOD))
    assert len(told) == len(says) and all(
        one.startswith(words) for one, words in zip(told, says, strict=True)
    )


def test_more_ballots_than_slips_and_delegates(cast):
    long_list, _made = with_slips(cast, typed_twice=False, delegates=1)
    rows = "ballot,organisation,choices\n" + "".join(f"{n},{LARKWOOD},damp|bus\n" for n in range(3))
    import_ballots(cast.amina, cast.round, rows.encode(), source="slips.csv")
    told = " ".join(oddities_of(line_of(long_list, LARKWOOD)))
    assert "3 ballots came in, and only 1 slips were printed" in told
    assert "sends 1 delegates, and 3 voted" in told


def test_totals_beside_slips_are_told(cast):
    long_list, made = with_slips(cast)
    share = line_of(long_list, LARKWOOD).share
    enter_totals(cast.amina, long_list, label="T", num_people=5, ticks={"damp": 5}, share=share)
    assert line_of(long_list, LARKWOOD).num_other == 5
    by_phone(cast, made[0], "damp bus")
    assert any("side by side" in told for told in oddities_of(line_of(long_list, LARKWOOD)))


def test_many_equal_ballots_within_a_minute_are_told_without_their_ticks(cast):
    long_list, made = with_slips(cast, delegates=22)
    for slip in made[:21]:
        cast_ballot(cast.area, slip.code, ["damp", "bus"])
    [found] = alike(long_list)
    assert (found.num, found.share.public_name) == (21, LARKWOOD)
    entries = ChainEntry.objects.filter(chain=chain_of(long_list)).order_by("seq")
    last = entries.last()
    ChainEntry.objects.filter(pk=last.pk).update(at=last.at + dt.timedelta(seconds=61))
    assert alike(long_list) == []


def test_an_organisation_with_few_ballots_is_told_of_together_only(cast):
    long_list, made = with_slips(cast, delegates=6)
    long_list.shares.filter(public_name=ST_BRANNOCKS).update(if_few="pseudonym")
    for slip in made[:5]:
        by_phone(cast, slip, "damp bus")
    by_phone(cast, made[6], "damp wages")
    assert published(long_list) == []
    close_voting(cast.amina, long_list)
    own, together = published(long_list)
    assert own.share.public_name == LARKWOOD
    assert (own.num_issued, own.num_by_phone, own.num_not_used, own.num_organisations) == (6, 5, 1, 1)
    assert together.share is None and together.num_organisations == 1
    assert Reconciled.objects.filter(share__public_name=ST_BRANNOCKS).count() == 0


def test_pseudonyms_leave_no_number_of_their_own_behind(cast):
    third, fourth = (organisation(cast.area, name) for name in ("Oak Hall", "Ash Hall"))
    long_list, made = with_slips(cast, delegates=6, others=[third, fourth])
    long_list.shares.update(if_few="pseudonym")
    by_share = {
        share.pk: [slip for slip in made if slip.share.pk == share.pk] for share in long_list.shares.all()
    }
    for number, slips in enumerate(by_share.values(), start=1):
        for slip in slips[:number]:
            by_phone(cast, slip, "damp bus")
    for share in long_list.shares.all():
        count_slips(cast.amina, share, num_in_box=0, num_unused=5)
    close_voting(cast.amina, long_list)
    [together] = published(long_list)
    assert (together.num_organisations, together.num_by_phone, together.num_missing) == (4, 10, -6)
    assert not SlipCount.objects.exists() and not Totals.objects.exists()


def test_a_sheet_that_came_twice_is_told(cast):
    long_list = with_sheets(cast)
    rows = f"ballot,organisation,choices\n1,{ST_BRANNOCKS},damp|bus\n2,{ST_BRANNOCKS},damp|bus\n"
    import_ballots(cast.amina, cast.round, rows.encode(), source="slips.csv")
    assert oddities_of(line_of(long_list, ST_BRANNOCKS)) == ["It votes by one sheet, and 2 ballots came in."]
