"""What a person should look into before the close. Nothing here is deleted or refused, and no tick is told."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.core.models import ChainEntry
from listens.priorities.long_lists import chain_of
from listens.priorities.models import Ballot, LongList, Share
from listens.priorities.reconciliation import Line

MOST_ALIKE = 20
WITHIN = dt.timedelta(seconds=60)


def oddities_of(line: Line) -> list[str]:
    """What does not add up about one organisation, each as a sentence that says what to do."""
    told = [*_left_over(line), *_in_the_box(line)]
    not_settled = line.num_not_settled + line.num_unprinted_not_settled
    if not_settled:
        told.append(
            ngettext(
                "%(n)d slip was typed once only, or differs: it does not count until it is settled.",
                "%(n)d slips were typed once only, or differ: they do not count until they are settled.",
                not_settled,
            )
            % {"n": not_settled}
        )
    if line.num_issued and line.num_ballots > line.num_issued:
        told.append(
            _(
                "%(n)d ballots came in, and only %(issued)d slips were printed. Look for ballots from a file or totals."
            )
            % {"n": line.num_ballots, "issued": line.num_issued}
        )
    if line.share is not None:
        told += _beyond_declared(line, line.share)
    if line.num_in_totals and line.num_ballots > line.num_in_totals:
        told.append(
            _("Its totals and single ballots stand side by side. Look whether some people are in both.")
        )
    return told


def _left_over(line: Line) -> list[str]:
    missing = line.num_missing
    if missing is None or missing == 0:
        return []
    if missing > 0:
        return [
            ngettext(
                "%(n)d slip was neither used nor handed back. Ask who has it.",
                "%(n)d slips were neither used nor handed back. Ask who has them.",
                missing,
            )
            % {"n": missing}
        ]
    return [
        ngettext(
            "%(n)d slip more was handed back than can be left. Look whether a slip that voted is among them.",
            "%(n)d slips more were handed back than can be left. Look whether slips that voted are among them.",
            -missing,
        )
        % {"n": -missing}
    ]


def _in_the_box(line: Line) -> list[str]:
    if line.num_in_box is None or line.num_in_box == line.num_typed:
        return []
    numbers = {"box": line.num_in_box, "typed": line.num_typed}
    if line.num_in_box > line.num_typed:
        return [
            _("%(box)d slips lay in the box, and %(typed)d were typed. Type the others before the close.")
            % numbers
        ]
    return [
        _("%(typed)d slips were typed, and %(box)d lay in the box. Count the box again, then the slips.")
        % numbers
    ]


def _beyond_declared(line: Line, share: Share) -> list[str]:
    if share.way == Share.Way.SHEET and line.num_ballots > 1:
        return [_("It votes by one sheet, and %(n)d ballots came in.") % {"n": line.num_ballots}]
    if share.way == Share.Way.SLIPS and share.num_delegates and line.num_ballots > share.num_delegates:
        return [
            _("It said that it sends %(declared)d delegates, and %(n)d voted.")
            % {"declared": share.num_delegates, "n": line.num_ballots}
        ]
    return []


@dataclass(frozen=True)
class Alike:
    """`num` ballots with the same ticks within a minute from `at`; `share` when more than the most are of one."""

    num: int
    at: dt.datetime
    share: Share | None


def alike(long_list: LongList) -> list[Alike]:
    """Runs of more than twenty equal ballots within a minute, as somebody makes who votes for others.

    In a hall of a thousand some are chance. An organisation is named only where more than twenty are its own: with
    fewer, the line would tell of a small one that it ticked as another did. Ballots of files and totals come
    together by their nature and are left out. Three queries.
    """
    cast = Ballot.objects.filter(
        long_list=long_list, way__in=[Ballot.Way.PHONE, Ballot.Way.PAPER], chain_seq__isnull=False
    ).values_list("chain_seq", "share_id", "choices")
    places = {seq or 0: (share_id, tuple(choices)) for seq, share_id, choices in cast}
    if len(places) <= MOST_ALIKE:
        return []
    entries = ChainEntry.objects.filter(
        chain=chain_of(long_list), seq__gte=min(places), seq__lte=max(places)
    ).order_by("seq")
    groups: dict[tuple[str, ...], list[tuple[dt.datetime, UUID | None]]] = defaultdict(list)
    for seq, at in entries.values_list("seq", "at").iterator():
        if seq in places:
            share_id, choices = places[seq]
            groups[choices].append((at, share_id))
    shares = {share.pk: share for share in long_list.shares.all()}
    found = [run for group in groups.values() if (run := _longest_run(group, shares))]
    return sorted(found, key=lambda run: run.at)


def _longest_run(group: list[tuple[dt.datetime, UUID | None]], shares: dict[UUID, Share]) -> Alike | None:
    window: deque[tuple[dt.datetime, UUID | None]] = deque()
    best: list[tuple[dt.datetime, UUID | None]] = []
    for each in group:
        window.append(each)
        while each[0] - window[0][0] > WITHIN:
            window.popleft()
        if len(window) > max(len(best), MOST_ALIKE):
            best = list(window)
    if not best:
        return None
    own: dict[UUID | None, int] = defaultdict(int)
    for _at, share_id in best:
        own[share_id] += 1
    share_id, most = max(own.items(), key=lambda pair: pair[1])
    return Alike(len(best), best[0][0], shares.get(share_id) if share_id and most > MOST_ALIKE else None)
