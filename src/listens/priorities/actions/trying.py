"""Trying a code: the slip it opens, and what is counted against whoever guesses.

A whole hall has one address, so the limit is the slip's own: its first four letters find it, and ten wrong second
halves close it for a quarter of an hour. An answer is the same, and takes the same work, whether the first half is
nobody's or the second half is wrong.
"""

from __future__ import annotations

import datetime as dt
from hmac import compare_digest

from django.db import transaction
from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.models import Area
from listens.priorities import codes
from listens.priorities.models import VotingSlip

MOST_WRONG = 10
CLOSED_FOR = dt.timedelta(minutes=15)


class NoSlip(Refused):
    """The code opens no slip that may vote now."""


def find_slip(area: Area, code: str) -> VotingSlip:
    """The slip of a code, with its share, actor, long-list and round. One query when the code is right.

    Raises NoSlip for a code that no slip of this area has, and for a slip that is taken back or closed for a while.
    Never call it inside a transaction that may be rolled back: what it counts has to stay.
    """
    digests, now = codes.digests(area, code), area.now()
    slips = VotingSlip.objects.filter(long_list__area=area)
    slip = slips.filter(find_digest=digests.first).select_related("share__actor", "long_list__round").first()
    if slip is not None:  # the area is at hand: nothing needs to read it again
        slip.long_list.area = slip.long_list.round.area = area
    if slip is not None and _is_closed(slip, now):
        raise NoSlip(_closed_for_a_while())
    is_right = compare_digest(slip.code_digest if slip else "", digests.whole)
    if slip is None or not is_right:
        _count_wrong(slip, decoy=slips.order_by("pk").first(), now=now)
        raise NoSlip(unknown())
    refuse_slip(slip, now)
    return slip


def refuse_slip(slip: VotingSlip | None, now: dt.datetime) -> None:
    """Raises NoSlip for a slip that is gone, taken back, or closed for a while."""
    if slip is None:
        raise NoSlip(unknown())
    if slip.revoked_at is not None:
        raise NoSlip(_("This slip was taken back. Ask at the desk for another one."))
    if _is_closed(slip, now):
        raise NoSlip(_closed_for_a_while())


def unknown() -> str:
    return _("We do not know this code. Look at your slip and type it again, or ask at the desk.")


def _closed_for_a_while() -> str:
    return _(
        "This slip had too many wrong tries, so it is closed for 15 minutes. Wait, or ask at the desk for another one."
    )


def _is_closed(slip: VotingSlip, now: dt.datetime) -> bool:
    return slip.locked_until is not None and slip.locked_until > now


def _count_wrong(slip: VotingSlip | None, decoy: VotingSlip | None, now: dt.datetime) -> None:
    """One more wrong try of the slip; without one, a write to another that changes nothing in it."""
    target = slip or decoy
    if target is None:
        return
    with transaction.atomic():
        held = VotingSlip.objects.select_for_update().filter(pk=target.pk).first()
        if held is None:
            return
        held.wrong_tries += 1 if slip else 0
        if held.wrong_tries >= MOST_WRONG:
            held.wrong_tries, held.locked_until = 0, now + CLOSED_FOR
        held.save(update_fields=["wrong_tries", "locked_until"])
