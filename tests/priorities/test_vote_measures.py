"""Long names of files, sizes without measure and ballots of a hundred ticks."""

import pytest
from django.test import Client
from django.urls import reverse

from listens.core.acting import Refused
from listens.priorities.actions import (
    add_share,
    cast_ballot,
    draft_long_list,
    import_ballots,
    lock_long_list,
    make_slips,
    open_voting,
)
from listens.priorities.models import Ballot, LongList, Proposal
from tests.cast import organisation
from tests.priorities.made import proposals, vote


def test_a_file_with_a_very_long_name_comes_in_once(cast):
    long_list = vote(cast)
    rows = b"ballot,organisation,choices\n1,St Brannock's Church,damp|bus\n"
    for added in (1, 0):
        assert import_ballots(cast.amina, cast.round, rows, source=f"{'x' * 250}.csv").num_added == added
    assert len(long_list.ballots.get().source) <= 200


def test_a_size_without_measure_is_refused(cast):
    long_list = vote(cast, until="draft")
    with pytest.raises(Refused, match="1 to"):
        add_share(cast.amina, long_list, cast.community, size=10**20)
    page = cast.client("amina")
    answer = page.post(
        reverse("vote_shares", args=[cast.area.slug, cast.round.slug]),
        {"organisation": str(cast.community.pk), "way": "slips", "size": str(10**20)},
    )
    assert answer.status_code == 200 and not long_list.shares.filter(size__gt=1).exists()


def test_a_long_ballot_is_kept_whole(cast):
    """With more than a hundred ticks allowed, none is cut off in silence."""
    proposals(cast)
    long_list = draft_long_list(cast.amina, cast.round, num_seats=2, min_ticks=1, max_ticks=4)
    things = [
        Proposal(area=cast.area, round=cast.round, reference=f"x{number:03}", title=f"Thing {number}")
        for number in range(120)
    ]
    long_list.proposals.add(*Proposal.objects.bulk_create(things))
    LongList.objects.update(max_ticks=120)
    add_share(cast.amina, long_list, cast.community, num_delegates=5, if_few="open", why="It joined late.")
    lock_long_list(cast.amina, long_list)
    code = make_slips(cast.amina, long_list)[0].code
    open_voting(cast.amina, long_list)
    ticked = [thing.reference for thing in things]
    Client().post(reverse("ballot_cast", args=[cast.area.slug]), {"code": code, "choice": ticked})
    assert Ballot.objects.get().choices == ticked
    with pytest.raises(Refused):
        cast_ballot(cast.area, code, [*ticked, "damp"])


def test_two_organisations_never_stand_under_one_name(cast):
    """One had the name when it got its share; it was renamed, and another has it now."""
    long_list = vote(cast, until="draft")
    was = cast.community.name
    cast.community.name = "St Brannock's and All Saints"
    cast.community.save()
    other = organisation(cast.area, was)
    with pytest.raises(Refused, match="name"):
        add_share(cast.amina, long_list, other, why="It joined late.")
    share = add_share(cast.amina, long_list, cast.community, if_few="open")
    assert share.public_name == cast.community.name
    add_share(cast.amina, long_list, other, why="It joined late.")


def test_nobody_is_called_like_a_ballot_without_an_organisation(cast):
    long_list = vote(cast, until="draft")
    nobody = organisation(cast.area, "(no organisation)")
    with pytest.raises(Refused, match="name"):
        add_share(cast.amina, long_list, nobody, why="It joined late.")
