"""What the tests of the vote share: themes, proposals through the gate, a vote at any of its steps."""

from __future__ import annotations

from listens.listening.models import Conversation, ConversationReview
from listens.priorities.actions import (
    add_share,
    add_shares_of_listeners,
    close_voting,
    decide_gate,
    draft_long_list,
    enter_ballot,
    lock_long_list,
    make_slips,
    open_voting,
    write_proposal,
)
from listens.priorities.models import LongList, Proposal
from listens.sensemaking.actions import add_theme
from tests.cast import TODAY, Cast, organisation

TITLES = {"damp": "Damp and repairs", "wages": "Wages", "waits": "Waiting for help", "bus": "The bus"}


def proposals(cast: Cast) -> dict[str, Proposal]:
    theme = add_theme(cast.femi, cast.area, code="all", name="Everything")
    made = {}
    for reference, title in TITLES.items():
        made[reference] = write_proposal(
            cast.amina, cast.round, reference=reference, title=title, decided_by="The council", themes=[theme]
        )
        decide_gate(cast.amina, made[reference], outcome="on", reason="Heard widely.")
    return made


def listened(cast: Cast) -> None:
    """Both community organisations and the public body have listened in the round, and it was accepted."""
    for number, each in enumerate((cast.community, cast.second_community, cast.body)):
        conversation = Conversation.objects.create(
            area=cast.area,
            round=cast.round,
            organisation=each,
            client_id=f"c{number}",
            payload_digest="",
            channel="event",
            received_on=TODAY,
        )
        ConversationReview.objects.create(
            conversation=conversation,
            seq=1,
            state=ConversationReview.State.ACCEPTED,
            by=cast.grace,
            at=cast.area.now(),
        )


def vote(cast: Cast, *, until: str = "open", typed_twice: bool = False) -> LongList:
    """A vote of two seats and two to three ticks, taken as far as `until`; paper is typed once."""
    proposals(cast)
    listened(cast)
    long_list = draft_long_list(
        cast.amina, cast.round, num_seats=2, min_ticks=2, max_ticks=3, typed_twice=typed_twice
    )
    add_shares_of_listeners(cast.amina, long_list)
    long_list.shares.update(if_few="open")  # there are only two
    for state, step in (("locked", lock_long_list), ("open", open_voting)):
        if until == "draft":
            return long_list
        step(cast.amina, long_list)
        if until == state:
            return long_list
    for number, (share, choices) in enumerate(
        zip(
            long_list.shares.order_by("public_name"),
            (["damp", "wages"], ["bus", "damp", "waits"]),
            strict=True,
        )
    ):
        enter_ballot(cast.amina, long_list, share=share, choices=choices, source_id=str(number))
    close_voting(cast.amina, long_list)
    return long_list


def slip_vote(
    cast: Cast, delegates: dict[str, int], *, if_few: str = "pseudonym", **settings: object
) -> tuple[LongList, dict[str, list[str]]]:
    """An open vote of {organisation: number of delegates}, two or three ticks, and {organisation: its codes}."""
    proposals(cast)
    long_list = draft_long_list(
        cast.amina, cast.round, **{"num_seats": 2, "min_ticks": 2, "max_ticks": 3} | settings
    )
    for name, num in delegates.items():
        there = cast.area.organisations.filter(name=name).first() or organisation(cast.area, name)
        add_share(
            cast.amina, long_list, there, num_delegates=num, if_few=if_few, size=num, why="It joined late."
        )
    lock_long_list(cast.amina, long_list)
    codes: dict[str, list[str]] = {name: [] for name in delegates}
    for slip in make_slips(cast.amina, long_list):
        codes[slip.share.public_name].append(slip.code)
    open_voting(cast.amina, long_list)
    return long_list, codes
