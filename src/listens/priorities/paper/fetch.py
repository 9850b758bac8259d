"""The one way to paper slips and sheets: fetched and authorised within the area."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.http import Http404

from listens.core import access
from listens.core.models import Actor, Area
from listens.core.text import in_order
from listens.listening.stages import gate
from listens.priorities.fetch import fetch_long_list
from listens.priorities.models import LongList, PaperSlip, PaperStep, Share, Totals
from listens.priorities.paper.reading import slip_of
from listens.priorities.paper.standing import Standing, State, standing
from listens.priorities.reconciliation import standings

LAST = 8


def fetch_paper(actor: Actor | None, area: Area, round: str, pk: UUID) -> tuple[PaperSlip, Standing]:
    """A paper slip of that round's vote and where it stands; 404 for another's."""
    long_list = fetch_long_list(actor, area, round)
    papers = PaperSlip.objects.select_related("slip__share", "long_list__round__area", "long_list__area")
    paper = papers.filter(long_list=long_list, pk=pk).first()
    if paper is None:
        raise Http404
    return paper, _now(paper, long_list)


def fetch_typed(long_list: LongList, pk: str) -> PaperSlip:
    """A paper slip by the id that a page posts; 404 for what is none of this vote."""
    try:
        found = PaperSlip.objects.filter(long_list=long_list, pk=UUID(pk)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def find_paper(long_list: LongList, typed: str) -> PaperSlip | None:
    """The typed slip with that number, or that code."""
    slip = slip_of(long_list, typed)
    papers = PaperSlip.objects.filter(long_list=long_list, is_sheet=False)
    return papers.filter(slip=slip).first() if slip else papers.filter(number=typed.strip()[:40]).first()


@dataclass(frozen=True)
class Pile:
    """What of the paper needs a person, as (paper, standing)."""

    once: list[tuple[PaperSlip, Standing]]
    differ: list[tuple[PaperSlip, Standing]]
    spoiled: list[tuple[PaperSlip, Standing]]


def pile(long_list: LongList) -> Pile:
    """Two queries, whatever the pile."""
    sorted_out: dict[State, list[tuple[PaperSlip, Standing]]] = {state: [] for state in State}
    for paper, now in standings(long_list):
        sorted_out[now.state].append((paper, now))
    return Pile(
        once=sorted_out[State.ONCE],
        differ=sorted_out[State.DIFFERS],
        spoiled=sorted_out[State.SPOILED],
    )


@dataclass(frozen=True)
class PileSize:
    num_once: int
    num_differ: int
    num_in: int


def pile_size(long_list: LongList) -> PileSize:
    """As `pile`, in numbers, for the page between two slips: it reads only the few that are neither new nor counted."""
    papers = PaperSlip.objects.filter(long_list=long_list)
    uncounted = papers.filter(ballot=None).annotate(num_steps=Count("steps"))
    num_once = uncounted.filter(num_steps=1).count() if long_list.typed_twice else 0
    states = Counter(
        now.state
        for _paper, now in standings(long_list, uncounted.filter(num_steps__gt=int(long_list.typed_twice)))
    )
    return PileSize(
        num_once=num_once + states[State.ONCE],
        num_differ=states[State.DIFFERS],
        num_in=papers.exclude(ballot=None).count() + states[State.AGREED] + states[State.SPOILED],
    )


def last_typed(actor: Actor, long_list: LongList) -> list[tuple[PaperSlip, PaperStep, bool]]:
    """What this person typed last: (paper, what they typed, whether they may still take it back). Three queries."""
    mine = PaperStep.objects.filter(by=actor, kind=PaperStep.Kind.TYPED, paper__long_list=long_list)
    newest = (
        mine.filter(paper__is_sheet=False).select_related("paper", "share").order_by("-at", "-seq")[:LAST]
    )
    found = []
    papers = PaperSlip.objects.filter(pk__in=[step.paper_id for step in newest]).prefetch_related("steps")
    steps_of = {paper.pk: sorted(paper.steps.all(), key=lambda step: step.seq) for paper in papers}
    for step in newest:
        now = standing(steps_of[step.paper_id], twice=long_list.typed_twice)
        if any(each.pk == step.pk for each in now.typed):
            found.append((step.paper, step, now.state == State.ONCE))
    return found


def sheets(actor: Actor, long_list: LongList) -> list[tuple[Share, Standing | None]]:
    """The organisations that vote by a sheet which this person may type, and where each sheet stands."""
    shares = Share.objects.filter(long_list=long_list, way=Share.Way.SHEET).select_related("organisation")
    papers = PaperSlip.objects.filter(long_list=long_list, is_sheet=True).prefetch_related("steps")
    typed = {paper.number: _now(paper, long_list) for paper in papers}
    return [
        (share, typed.get(str(share.pk)))
        for share in sorted(shares, key=lambda share: in_order(share.public_name))
        if may_type_sheet(actor, share, long_list)
    ]


def may_type_sheet(actor: Actor, share: Share, long_list: LongList) -> bool:
    round_ = long_list.round
    within = [round_.pk, share.organisation_id]
    return bool(access.can(actor, "type_sheet", long_list.area, within=within, gate=gate(round_, "voting")))


def fetch_sheet(actor: Actor | None, area: Area, round: str, pk: UUID) -> tuple[LongList, Share]:
    """An organisation that votes by its sheet, for staff and its own lead. 404 for others; Denied when not yet."""
    long_list = fetch_long_list(actor, area, round)
    share = long_list.shares.filter(pk=pk, way=Share.Way.SHEET).select_related("organisation").first()
    within = [long_list.round_id, share.organisation_id] if share else []
    if share is None or not access.can(actor, "type_sheet", area, within=within):
        raise Http404
    access.require(actor, "type_sheet", area, within=within, gate=gate(long_list.round, "voting"))
    share.long_list = long_list
    return long_list, share


def fetch_sheet_paper(long_list: LongList, share: Share) -> PaperSlip:
    """What was typed of its sheet; 404 before anybody did."""
    paper = PaperSlip.objects.filter(long_list=long_list, is_sheet=True, number=str(share.pk)).first()
    if paper is None:
        raise Http404
    return paper


def sheet_standing(long_list: LongList, share: Share) -> Standing | None:
    paper = PaperSlip.objects.filter(long_list=long_list, is_sheet=True, number=str(share.pk)).first()
    return _now(paper, long_list) if paper else None


def totals(long_list: LongList) -> list[Totals]:
    return list(Totals.objects.filter(long_list=long_list).select_related("share"))


def find_totals(long_list: LongList, pk: str) -> Totals | None:
    """What was entered under the id that a page's link names, if that is one."""
    try:
        return Totals.objects.filter(long_list=long_list, pk=UUID(pk)).first()
    except ValueError:
        return None


def _now(paper: PaperSlip, long_list: LongList) -> Standing:
    steps = sorted(paper.steps.all(), key=lambda step: step.seq)
    return standing(steps, twice=long_list.typed_twice)
