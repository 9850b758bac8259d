"""The state of a vote for a hall: what its phones and its screen ask for again and again.

What the best do: OpenSlides and Loomio show live totals, which pull those who have not voted yet, and their open
screens poll a whole page. Here a phone asks for one row (100 bytes, none when nothing changed), and the screen shows
who has voted and never for what: nothing in this module reads a choice.

Turnout must not give away who stands behind a pseudonym (ADR 25): after the close the published ballots say how many
there are under each name, so an organisation whose number of ballots was on a screen can be told by it. Organisations
that did not choose their own name are therefore told together from the first ballot to the last, never alone, and with
company: `told_together` fills up with others in an order that no ballot changes, and the close draws from these first
when it looks for company for one or two pseudonyms (`sealing.draw_pseudonyms`).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Subquery

from listens.core.models import Area
from listens.priorities.ballot_rows import counted
from listens.priorities.locking import SIZED
from listens.priorities.long_lists import State
from listens.priorities.models import LongList, LongListStep, Result, Share

FEW = 5
LEAST_TOGETHER = 5  # three that stand as pseudonyms, and two in reserve for those that nobody votes for


@dataclass(frozen=True)
class Moment:
    """Where a vote stands. `seconds_left` is None without a countdown, and when it is not open.

    A vote whose time is up is `closed` for whoever votes on a phone, though nobody has pressed "close" yet (`is_sealed`
    is false): paper that was handed in before is still typed.
    """

    state: str
    is_sealed: bool
    closes_at: dt.datetime | None
    seconds_left: int | None
    has_result: bool


@dataclass(frozen=True)
class Turnout:
    """`num` ballots of `num_expected` that could come (None: nobody said); `name` is empty for those told together."""

    name: str
    num: int
    num_expected: int | None
    num_organisations: int = 1


@dataclass(frozen=True)
class Turnouts:
    """All together, and each organisation that may be told alone, by name, those told together last."""

    num: int
    num_expected: int | None
    rows: list[Turnout]


def find(area: Area, round_slug: str) -> LongList | None:
    """The round's long-list with all that `moment` needs. One query."""
    steps = LongListStep.objects.filter(long_list=OuterRef("pk")).order_by("-seq")
    found = (
        LongList.objects.filter(area=area, round__slug=round_slug, round__opened_on__isnull=False)
        .select_related("round")
        .annotate(
            step=Subquery(steps.values("state")[:1]),
            has_result=Exists(Result.objects.filter(long_list=OuterRef("pk"))),
        )
        .first()
    )
    if found is not None:
        found.area = found.round.area = area
    return found


def known_to_be_open(long_list: LongList) -> LongList:
    """A long-list on which a ballot just came in, or could have, as `moment` takes it. No query."""
    long_list.step, long_list.has_result = State.OPEN, False  # type: ignore[attr-defined]
    return long_list


def moment(area: Area, long_list: LongList) -> Moment:
    """By the server's clock; `long_list` comes from `find`. No query."""
    step = long_list.step or State.DRAFT  # type: ignore[attr-defined]
    closes_at = long_list.closes_at if step == State.OPEN else None
    left = seconds_until(closes_at, area.now()) if closes_at else None
    return Moment(
        state=str(State.CLOSED if left == 0 else step),
        is_sealed=step in (State.CLOSED, State.COUNTED),
        closes_at=closes_at,
        seconds_left=left,
        has_result=long_list.has_result,  # type: ignore[attr-defined]
    )


def seconds_until(closes_at: dt.datetime, now: dt.datetime) -> int:
    """Whole seconds, rounded up so that nobody is told "0" who could still vote; 0 when it is over."""
    return max(0, math.ceil((closes_at - now).total_seconds()))


def turnouts(long_list: LongList) -> Turnouts:
    """Who has voted, so far as it may be told. Two queries, however many organisations there are."""
    shares = list(
        Share.objects.filter(long_list=long_list)
        .select_related("organisation")
        .order_by("organisation__name_key", "pk")
    )
    each = counted(long_list).values_list("share").annotate(num=Count("pk"))
    num_of = dict(each.order_by())
    num = sum(num_of.values())
    together = told_together(long_list, shares, num_of)
    rows = [
        Turnout(share.organisation.name, num_of.get(share.pk, 0), _expected(share))
        for share in shares
        if share.pk not in together
    ]
    if pooled := [share for share in shares if share.pk in together]:
        rest = num - sum(row.num for row in rows)
        rows.append(Turnout("", rest, _together(pooled), num_organisations=len(pooled)))
    return Turnouts(num, _together(shares), rows)


def told_together(
    long_list: LongList, shares: Collection[Share], num_of: Mapping[UUID, int]
) -> frozenset[UUID]:
    """Which of the shares are told as one sum; `num_of` is how many ballots each has so far.

    Those that did not choose their own name, where there are pseudonyms at all, and those with few ballots so far. One
    that is in for its pseudonym, or to keep such company, never comes out again whatever ballots come in: a number that
    was seen once cannot be taken back.
    """
    in_order = sorted(shares, key=lambda share: (_expected(share) or 0, share.pk))  # the smallest hide best
    always = set[UUID]()
    if long_list.scheme not in SIZED:
        always = {share.pk for share in shares if share.if_few != Share.IfFew.OPEN}
    if always:
        _fill_up(always, in_order)
    together = always | {share.pk for share in shares if num_of.get(share.pk, 0) < FEW}
    if together:
        _fill_up(together, in_order)
    return frozenset(together)


def _fill_up(chosen: set[UUID], in_order: Sequence[Share]) -> None:
    for share in in_order:
        if len(chosen) >= LEAST_TOGETHER:
            return
        chosen.add(share.pk)


def _expected(share: Share) -> int | None:
    """How many ballots could come from it; None when nobody said how many delegates it sends."""
    return 1 if share.way == Share.Way.SHEET else share.num_delegates or None


def _together(shares: Collection[Share]) -> int | None:
    each = [_expected(share) for share in shares]
    return None if None in each or not each else sum(filter(None, each))
