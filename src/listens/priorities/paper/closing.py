"""What the close does with paper: the sums are kept, and everything that somebody typed is erased."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from listens.priorities.models import LongList, PaperSlip, SlipCount, Totals
from listens.priorities.reconciliation import keep_sums


def close_paper(long_list: LongList, under_another_name: Collection[UUID]) -> None:
    """Call in the transaction of the close, before slips are deleted. `under_another_name` are the shares whose
    ballots stand under a pseudonym: nothing with a number of theirs may stay that could be set against its ballots.
    """
    keep_sums(long_list, under_another_name)
    PaperSlip.objects.filter(long_list=long_list).delete()
    SlipCount.objects.filter(share__long_list=long_list).delete()
    Totals.objects.filter(long_list=long_list, num_ticks=0).delete()
    Totals.objects.filter(long_list=long_list).update(ticks={})
    hidden = list(Totals.objects.filter(long_list=long_list, share__in=under_another_name))
    if hidden:
        Totals.objects.filter(pk__in=[each.pk for each in hidden]).delete()
        Totals.objects.create(
            long_list=long_list,
            label="",
            num_people=sum(each.num_people for each in hidden),
            num_ticks=sum(each.num_ticks for each in hidden),
            by=hidden[0].by,
            at=hidden[0].at,
        )
