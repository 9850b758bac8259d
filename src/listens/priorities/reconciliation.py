"""What became of every slip: printed = counted by phone + on paper + spoiled + taken back + not settled + not used.

A polling station's account has these lines for the whole box. Here each organisation has its own, while the vote is
open, so that what does not add up is asked about while its delegates are still in the hall. It is for people to look
into: nothing is deleted, and no line says what anybody ticked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, fields
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from listens.core.text import in_order
from listens.priorities.locking import SIZED
from listens.priorities.models import (
    Ballot,
    LongList,
    PaperSlip,
    PaperStep,
    Reconciled,
    Share,
    SlipCount,
    Totals,
    VotingSlip,
)
from listens.priorities.paper.standing import Standing, State, standing

Way = Ballot.Way
FEW_BALLOTS = 5
SUMS = (
    "num_issued",
    "num_by_phone",
    "num_on_paper",
    "num_other",
    "num_spoiled",
    "num_taken_back",
    "num_not_settled",
    "num_not_used",
)


@dataclass(frozen=True)
class Line:
    """The slips of one organisation (`share` None: ballots of none). Counts are of slips, but `num_other`, which are
    ballots that came without a printed slip: sheets, totals, files and paper with a number written by hand.

    `num_typed` papers were typed by somebody; those without a printed slip that are spoiled or not settled are told
    apart. `num_in_totals` people are in totals. `num_unused` and `num_in_box` were counted by hand, or are None.
    """

    share: Share | None
    num_issued: int = 0
    num_by_phone: int = 0
    num_on_paper: int = 0
    num_other: int = 0
    num_spoiled: int = 0
    num_taken_back: int = 0
    num_not_settled: int = 0
    num_typed: int = 0
    num_spoiled_unprinted: int = 0
    num_unprinted_not_settled: int = 0
    num_in_totals: int = 0
    num_unused: int | None = None
    num_in_box: int | None = None

    @property
    def num_not_used(self) -> int:
        """What is left of the printed ones."""
        return self.num_issued - (
            self.num_by_phone
            + self.num_on_paper
            + self.num_spoiled
            + self.num_taken_back
            + self.num_not_settled
        )

    @property
    def num_missing(self) -> int | None:
        """Printed and neither used nor handed back; below 0 when more was handed back than can be."""
        return None if self.num_unused is None else self.num_not_used - self.num_unused

    @property
    def num_ballots(self) -> int:
        return self.num_by_phone + self.num_on_paper + self.num_other


def lines(long_list: LongList) -> list[Line]:
    """One for each organisation, by name; the last for ballots of none, when there are any. Seven queries."""
    shares = list(long_list.shares.select_related("long_list").order_by("public_name"))
    found: dict[UUID | None, Counter[str]] = defaultdict(Counter)
    counted = _count_ballots(long_list, found)
    states: dict[UUID, State] = {}
    for paper, now in standings(long_list):
        whose = _whose(paper, now)
        found[whose]["num_typed"] += now.state != State.TAKEN_BACK
        if paper.slip_id is not None:
            states[paper.slip_id] = now.state
        elif now.state == State.SPOILED:
            found[whose]["num_spoiled_unprinted"] += 1
        elif now.settled is None and now.typed:
            found[whose]["num_unprinted_not_settled"] += 1
    slips = VotingSlip.objects.filter(long_list=long_list).values_list("pk", "share_id", "revoked_at")
    for pk, share_id, revoked_at in slips:
        found[share_id]["num_issued"] += 1
        if pk not in counted:
            found[share_id][_uncounted(states.get(pk), is_revoked=revoked_at is not None)] += 1
    by_hand = _counted_by_hand(long_list)
    made = [_line(share, found[share.pk], by_hand.get(share.pk)) for share in shares]
    return [*made, *([_line(None, found[None], None)] if found[None] else [])]


def standings(
    long_list: LongList, among: QuerySet[PaperSlip] | None = None
) -> list[tuple[PaperSlip, Standing]]:
    """Every paper slip that somebody typed (or those of `among`), by number, and where it stands. Two queries."""
    papers = PaperSlip.objects.filter(long_list=long_list) if among is None else among
    steps = PaperStep.objects.select_related("share", "by__account").order_by("seq")
    return sorted(
        (
            (paper, standing(list(paper.steps.all()), twice=long_list.typed_twice))
            for paper in papers.select_related("slip").prefetch_related(Prefetch("steps", steps))
        ),
        key=lambda pair: (pair[0].is_sheet, in_order(pair[0].number)),
    )


def keep_sums(long_list: LongList, under_another_name: Collection[UUID]) -> None:
    """Called by the close before it deletes slips and paper. `under_another_name` are the shares whose ballots stand
    under a pseudonym; with them go those that chose so and have few ballots, as nothing may tell who is not among them.
    """
    apart: list[Line] = []
    together: list[Line] = []
    for line in lines(long_list):
        is_hidden = line.share is not None and (line.share.pk in under_another_name or _may_hide(line))
        (together if is_hidden else apart).append(line)
    rows = [_row(long_list, line.share, [line], int(line.share is not None)) for line in apart]
    if together:
        rows.append(_row(long_list, None, together, len(together)))
    Reconciled.objects.bulk_create(rows)


def published(long_list: LongList) -> list[Reconciled]:
    """After the close: a row for each organisation under its own name, by name, then the one of all others together
    (`share` None, `num_organisations` above 0), then ballots of no organisation (0), as far as there are. One query.
    """
    rows = Reconciled.objects.filter(long_list=long_list).select_related("share")
    return sorted(
        rows,
        key=lambda row: (
            row.share is None,
            row.share.public_name if row.share else "",
            -row.num_organisations,
        ),
    )


def _count_ballots(long_list: LongList, found: dict[UUID | None, Counter[str]]) -> set[UUID]:
    """Counts what counts, and gives the slips that have a ballot."""
    rows = Ballot.objects.filter(long_list=long_list, is_counted=True).exclude(way=Way.TALLY)
    counted = set()
    for slip_id, share_id, way in rows.values_list("slip_id", "share_id", "way").iterator():
        if slip_id is None:
            found[share_id]["num_other"] += 1
        else:
            counted.add(slip_id)
            found[share_id]["num_by_phone" if way == Way.PHONE else "num_on_paper"] += 1
    for share_id, num_people in Totals.objects.filter(long_list=long_list).values_list(
        "share_id", "num_people"
    ):
        found[share_id]["num_other"] += num_people
        found[share_id]["num_in_totals"] += num_people
    return counted


def _uncounted(state: State | None, *, is_revoked: bool) -> str:
    """What a printed slip without a ballot is; nothing was typed of one that is not used."""
    if is_revoked:
        return "num_taken_back"
    if state == State.SPOILED:
        return "num_spoiled"
    if state in (State.ONCE, State.DIFFERS, State.AGREED):
        return "num_not_settled"
    return "num_left"


def _whose(paper: PaperSlip, now: Standing) -> UUID | None:
    if paper.slip is not None:
        return paper.slip.share_id
    return next((step.share_id for step in (now.settled, *now.typed) if step is not None), None)


def _counted_by_hand(long_list: LongList) -> dict[UUID, SlipCount]:
    """The newest count of each share."""
    counts = SlipCount.objects.filter(share__long_list=long_list).order_by("seq")
    return {count.share_id: count for count in counts}


def _line(share: Share | None, counts: Counter[str], by_hand: SlipCount | None) -> Line:
    names = {each.name for each in fields(Line)}
    return Line(
        share=share,
        num_unused=by_hand.num_unused if by_hand else None,
        num_in_box=by_hand.num_in_box if by_hand else None,
        **{name: num for name, num in counts.items() if name in names},
    )


def _may_hide(line: Line) -> bool:
    share = line.share
    if share is None or share.long_list.scheme in SIZED:
        return False
    return share.if_few != Share.IfFew.OPEN and line.num_ballots < FEW_BALLOTS


def _row(long_list: LongList, share: Share | None, parts: list[Line], num_organisations: int) -> Reconciled:
    missing = [line.num_missing for line in parts]
    return Reconciled(
        long_list=long_list,
        share=share,
        num_organisations=num_organisations,
        num_missing=None if None in missing else sum(each or 0 for each in missing),
        **{name: sum(getattr(line, name) for line in parts) for name in SUMS},
    )
