"""Counting: the exact engine over the ballots as they were locked, the result kept with its digest."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core import chain
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.methods.priorities.count import count
from listens.priorities import locking, long_lists
from listens.priorities.actions.long_list import add_step, must_be
from listens.priorities.actions.steps import disagrees
from listens.priorities.long_lists import State
from listens.priorities.models import LongList, Result
from listens.priorities.paper.notices import notices
from listens.priorities.stories import profile_of


def count_ballots(actor: Actor, long_list: LongList) -> Result:
    """Count a closed vote. Counting again gives the same content and keeps the first row.

    Raises Refused while the vote is open, without ballots, or when list or ballots are not what was locked.
    """
    with acting(actor, "count_ballots", long_list.area, within=[long_list.round_id]) as deed:
        must_be(long_list, State.CLOSED, State.COUNTED)
        if not locking.is_as_locked(long_list):
            raise Refused(_("The long-list was changed after it was locked, so it cannot be counted."))
        if broken := long_lists.verify(long_list):
            raise Refused(disagrees(broken))
        profile = profile_of(long_list)
        if not profile.counts:
            raise Refused(_("There is no ballot to count."))
        content = count(
            profile,
            rule=long_list.rule,
            seats=long_list.num_seats,
            seed=long_list.seed,
            tie_seed=long_list.seed,
        )
        content["notices"] += notices(long_list)
        digest = chain.digest("", content)
        newest = long_list.results.order_by("seq").last()
        if newest is not None and newest.digest == digest:
            deed.unchanged()
            return newest
        result = Result.objects.create(
            long_list=long_list,
            seq=newest.seq + 1 if newest else 1,
            content=content,
            digest=digest,
            ballot_log_head=chain.head_of(long_lists.chain_of(long_list)),
            num_ballots=content["num_ballots"],
            by=actor,
            at=long_list.area.now(),
        )
        if newest is None:
            add_step(actor, long_list, State.COUNTED)
        deed.record(result, digest=digest, ballots=result.num_ballots)
    return result
