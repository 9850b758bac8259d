"""The clock of a vote: one whose time ran out is closed, also when everybody has gone home."""

from __future__ import annotations

import datetime as dt
import logging

from listens.core import clock
from listens.core.acting import Refused
from listens.core.models import Actor
from listens.priorities.actions import close_voting
from listens.priorities.long_lists import State, with_state
from listens.priorities.models import Ballot, LongList, Share, VotingSlip

log = logging.getLogger("listens.priorities")
TO_TYPE_PAPER = dt.timedelta(hours=2)


@clock.at_every_tick
def close_what_ran_out() -> int:
    """Close each open vote whose clock ran out; returns how many.

    Phones stop at the second (`must_be_open`). While a slip or sheet may still lie in the box, two hours are left to
    type it in, for a close cannot be undone: an organiser may close earlier.
    """
    timed = with_state(LongList.objects.exclude(closes_at=None))
    num = 0
    for long_list in timed.filter(state=State.OPEN).select_related("area", "round"):
        if not _is_over(long_list):
            continue
        try:
            close_voting(Actor.system("clock"), long_list)
            num += 1
        except Refused as refused:
            log.error("The vote %s could not be closed: %s", long_list.pk, refused)
    return num


def _is_over(long_list: LongList) -> bool:
    now, closes_at = long_list.area.now(), long_list.closes_at
    if closes_at is None or now < closes_at:
        return False
    return now >= closes_at + TO_TYPE_PAPER or not may_lie_in_the_box(long_list)


def may_lie_in_the_box(long_list: LongList) -> bool:
    """Whether a slip that is out has no ballot, or an organisation that votes by a sheet has sent none."""
    in_already = Ballot.objects.filter(long_list=long_list, is_counted=True)
    slips = VotingSlip.objects.filter(long_list=long_list, revoked_at=None)
    if slips.exclude(pk__in=in_already.exclude(slip=None).values("slip")).exists():
        return True
    sheets = Share.objects.filter(long_list=long_list, way=Share.Way.SHEET)
    return sheets.exclude(pk__in=in_already.exclude(share=None).values("share")).exists()
