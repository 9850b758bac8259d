"""A vote whose organisations have printed slips, and paper of them as two people type it."""

from __future__ import annotations

from collections.abc import Sequence

from listens.alliance.models import Organisation
from listens.core.models import Actor
from listens.priorities.actions import (
    NewSlip,
    add_share,
    add_shares_of_listeners,
    cast_ballot,
    draft_long_list,
    enter_ballot,
    lock_long_list,
    make_slips,
    open_voting,
)
from listens.priorities.models import Ballot, LongList, PaperSlip
from listens.priorities.paper.standing import State, standing
from tests.cast import Cast
from tests.priorities.made import listened, proposals

ST_BRANNOCKS, LARKWOOD = "St Brannock's Church", "Larkwood Women's Association"


def with_slips(
    cast: Cast, *, typed_twice: bool = True, delegates: int = 3, others: Sequence[Organisation] = ()
) -> tuple[LongList, list[NewSlip]]:
    """An open vote of two organisations with so many slips each: those of Larkwood come first. `others` vote too."""
    proposals(cast)
    listened(cast)
    long_list = draft_long_list(
        cast.amina, cast.round, num_seats=2, min_ticks=2, max_ticks=3, typed_twice=typed_twice
    )
    add_shares_of_listeners(cast.amina, long_list)
    for each in others:
        add_share(cast.amina, long_list, each, why="It listened on paper.")
    long_list.shares.update(if_few="open", num_delegates=delegates)
    lock_long_list(cast.amina, long_list)
    made = make_slips(cast.amina, long_list) if delegates else []
    open_voting(cast.amina, long_list)
    return long_list, made


def with_sheets(cast: Cast, *, typed_twice: bool = True) -> LongList:
    """An open vote in which St Brannock's votes by its sheet."""
    proposals(cast)
    listened(cast)
    long_list = draft_long_list(
        cast.amina, cast.round, num_seats=2, min_ticks=2, max_ticks=3, typed_twice=typed_twice
    )
    add_shares_of_listeners(cast.amina, long_list)
    long_list.shares.update(if_few="open")
    long_list.shares.filter(organisation=cast.community).update(way="sheet")
    lock_long_list(cast.amina, long_list)
    open_voting(cast.amina, long_list)
    return long_list


def typed(long_list: LongList, actor: Actor, number: object, ticks: str = "", **more: object) -> PaperSlip:
    return enter_ballot(actor, long_list, source_id=str(number), choices=ticks.split(), **more)


def by_phone(cast: Cast, slip: NewSlip, ticks: str) -> Ballot:
    return cast_ballot(cast.area, slip.code, ticks.split())


def state(paper: PaperSlip) -> State:
    long_list = LongList.objects.get(pk=paper.long_list_id)
    return standing(list(paper.steps.order_by("seq")), twice=long_list.typed_twice).state


def counted(long_list: LongList) -> list[tuple[str, list[str]]]:
    """What counts so far: (way, ticks) of each ballot."""
    rows = long_list.ballots.filter(is_counted=True).order_by("chain_seq")
    return [(ballot.way, ballot.choices) for ballot in rows]
