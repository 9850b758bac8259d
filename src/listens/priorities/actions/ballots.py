"""A ballot from a paper slip or an organisation's sheet, typed in by hand."""

from __future__ import annotations

from collections.abc import Sequence

from listens.core.acting import acting
from listens.core.models import Actor
from listens.listening.stages import gate
from listens.priorities.actions.casting import keep_ballot, must_be_open
from listens.priorities.models import Ballot, LongList, Share


def enter_ballot(
    actor: Actor,
    long_list: LongList,
    *,
    share: Share | None,
    choices: Sequence[str],
    way: str = Ballot.Way.PAPER,
    source_id: str,
) -> Ballot:
    """Keep one ballot; the same slip number with the same ticks again changes nothing.

    Raises Refused for too few, too many, repeated or unknown ticks, a slip number already typed with other ticks,
    or a vote that is not open.
    """
    with acting(
        actor,
        "enter_ballots",
        long_list.area,
        within=[long_list.round_id],
        gate=gate(long_list.round, "voting"),
    ) as deed:
        must_be_open(long_list)
        return keep_ballot(deed, long_list, share, choices, way=way, source_id=source_id)
