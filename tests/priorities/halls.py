"""Votes of any size for the hall's tests, written straight into the tables: what is tested is reading them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from listens.methods.priorities.count import count
from listens.priorities.long_lists import State
from listens.priorities.models import Ballot, LongList, LongListStep, Proposal, Result, Share
from listens.priorities.stories import profile_of
from tests.cast import Cast, organisation

Pick = Callable[[int, int], list[str]]
STEPS = (State.DRAFT, State.LOCKED, State.OPEN, State.CLOSED, State.COUNTED)
TITLES = [
    "Damp homes are repaired within 20 working days",
    "A living wage for carers",
    "The 37 bus runs until midnight",
    "Shorter waits for children's mental health care, with somebody who answers the telephone meanwhile",
    "Free school meals",
    "Street lights",
    "English classes near home",
    "A youth club in Stockwell",
    "Clean air at the school gate",
    "Safe crossings",
    "Interpreters at the doctor's",
    "Somewhere warm to sit",
]
LONG = (
    "The Larkwood and District Women's Mutual Aid and Interpreting Association (Somali, Oromo and Tigrinya)"
)


def hall_vote(
    cast: Cast,
    *,
    organisations: int = 3,
    ballots: int = 6,
    proposals: int = 5,
    seats: int = 3,
    until: str = State.OPEN,
    if_few: str = Share.IfFew.OPEN,
    closes_in: dt.timedelta | None = None,
    rule: str = LongList.Rule.DRIP,
    pick: Pick | None = None,
) -> LongList:
    """`ballots` of each organisation; `pick(organisation number, ballot number)` gives the ticks, else by chance."""
    long_list = LongList.objects.create(
        area=cast.area,
        round=cast.round,
        num_seats=seats,
        min_ticks=1,
        max_ticks=5,
        rule=rule,
        lock_digest="0" * 64,
        closes_at=cast.area.now() + closes_in if closes_in else None,
    )
    listed = [
        Proposal.objects.create(area=cast.area, round=cast.round, reference=f"p{n}", title=TITLES[n % 12])
        for n in range(proposals)
    ]
    long_list.proposals.set(listed)
    for seq, state in enumerate(STEPS[: STEPS.index(State(until)) + 1], start=1):
        LongListStep.objects.create(
            long_list=long_list, seq=seq, state=state, by=cast.amina, at=cast.area.now()
        )
    add_organisations(cast, long_list, range(organisations), ballots, if_few=if_few, pick=pick)
    if until == State.COUNTED:
        add_result(cast, long_list)
    return long_list


def add_organisations(
    cast: Cast,
    long_list: LongList,
    numbers: range,
    ballots: int,
    *,
    if_few: str = Share.IfFew.OPEN,
    pick: Pick | None = None,
) -> None:
    chance = random.Random(7)
    last = long_list.proposals.count() - 1
    for number in numbers:
        name = LONG if number == 1 else f"{TITLES[-number % 12].split()[0]} Community Group {number}"
        share = Share.objects.create(
            long_list=long_list,
            organisation=organisation(cast.area, name, kind="association"),
            public_name=name,
            num_delegates=ballots + number % 3,
            if_few=if_few,
        )
        Ballot.objects.bulk_create(
            Ballot(
                long_list=long_list,
                share=share,
                way=Ballot.Way.PHONE,
                source="phone",
                source_id=f"{number}-{n}",
                choices=pick(number, n)
                if pick
                else sorted({f"p{min(last, int(chance.expovariate(0.35)))}" for _tick in range(4)}),
            )
            for n in range(ballots)
        )


def add_result(cast: Cast, long_list: LongList) -> Result:
    content = count(profile_of(long_list), rule=long_list.rule, seats=long_list.num_seats, resamples=20)
    return Result.objects.create(
        long_list=long_list,
        seq=1,
        content=content,
        digest="0" * 64,
        num_ballots=content["num_ballots"],
        by=cast.amina,
        at=cast.area.now(),
    )
