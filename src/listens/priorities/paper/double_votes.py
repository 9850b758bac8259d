"""Slips that voted by phone and on paper. Each counts once; which of the two is asked, where they differ."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from listens.core.models import ChainEntry
from listens.priorities.long_lists import chain_of
from listens.priorities.models import Ballot, LongList, PaperSlip
from listens.priorities.paper.standing import State, decided_up_to, standing


@dataclass(frozen=True)
class DoubleVote:
    """`place` and `by_phone_at` are of the phone's newest ballot, `typed_at` of the first typing; no choices."""

    paper: PaperSlip
    seq: int
    place: int
    by_phone_at: dt.datetime | None
    typed_at: dt.datetime


def double_votes(long_list: LongList) -> list[DoubleVote]:
    """Those nobody has decided about since the newest ballot by phone, by number. Three queries.

    Where both tick the same there is nothing to ask, and nobody is told: it counts once, as the phone's.
    """
    papers = (
        PaperSlip.objects.filter(long_list=long_list, slip__ballots__way=Ballot.Way.PHONE)
        .select_related("slip__share")
        .prefetch_related("steps", "slip__ballots")
        .order_by("slip__number")
        .distinct()
    )
    found = []
    for paper in papers:
        assert paper.slip is not None
        steps = sorted(paper.steps.all(), key=lambda step: step.seq)
        now = standing(steps, twice=long_list.typed_twice)
        newest = max(
            (each for each in paper.slip.ballots.all() if each.way == Ballot.Way.PHONE),
            key=lambda each: each.chain_seq or 0,
        )
        place = newest.chain_seq or 0
        if (
            now.state == State.AGREED
            and now.settled is not None
            and place > decided_up_to(steps)
            and set(newest.choices) != set(now.settled.choices)
        ):
            found.append(DoubleVote(paper, now.seq, place, None, steps[0].at))
    return _with_times(long_list, found)


def _with_times(long_list: LongList, found: list[DoubleVote]) -> list[DoubleVote]:
    entries = ChainEntry.objects.filter(chain=chain_of(long_list), seq__in=[each.place for each in found])
    at = dict(entries.values_list("seq", "at"))
    return [DoubleVote(each.paper, each.seq, each.place, at.get(each.place), each.typed_at) for each in found]
