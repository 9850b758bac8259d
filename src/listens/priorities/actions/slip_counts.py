"""What people counted of the paper itself: slips in the box, and slips left over."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.stages import gate
from listens.priorities.actions.casting import must_be_open
from listens.priorities.models import Share, SlipCount

MOST_SLIPS = 100_000


def count_slips(actor: Actor, share: Share, *, num_in_box: int | None, num_unused: int | None) -> SlipCount:
    """Write down what was counted by hand of one organisation's slips; the newest count stands."""
    long_list = share.long_list
    with acting(
        actor,
        "count_slips",
        long_list.area,
        within=[long_list.round_id],
        gate=gate(long_list.round, "voting"),
    ) as deed:
        must_be_open(long_list)
        if any(num is not None and not 0 <= num <= MOST_SLIPS for num in (num_in_box, num_unused)):
            raise Refused(_("Type how many slips there are, as a whole number."))
        newest = share.slip_counts.order_by("seq").last()
        counted = (num_in_box, num_unused)
        if counted == ((newest.num_in_box, newest.num_unused) if newest else (None, None)):
            deed.unchanged()
            return newest or SlipCount(share=share, seq=0, by=actor, at=long_list.area.now())
        count = SlipCount.objects.create(
            share=share,
            seq=newest.seq + 1 if newest else 1,
            num_in_box=num_in_box,
            num_unused=num_unused,
            by=actor,
            at=long_list.area.now(),
        )
        deed.record(count)  # no numbers: they would outlive the close, and tell which name in public is whose
    return count
