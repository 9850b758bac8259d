"""Erasing a report that names somebody who asked to be forgotten. Its place in the history stays, empty."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from listens.assembly.words import taken
from listens.core import retention
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area
from listens.pledges.adding import within
from listens.pledges.history import BROUGHT, CAN_BE_ERASED, ERASED
from listens.pledges.models import PledgeRow


def erase_report(actor: Actor, row: PledgeRow, *, reason: str) -> None:
    """The report goes with its salt, here and after every restore; readers see that one was erased, and when."""
    with acting(actor, "erase_report", row.pledge.area, within=within(row.pledge)) as deed:
        row = PledgeRow.objects.select_for_update().select_related("pledge__area").get(pk=row.pk)
        if row.kind not in CAN_BE_ERASED:
            raise Refused(_("Only a report of the owner can be erased."))
        why = taken(reason, _("why it is erased"), longest=200)
        if not row.salt:
            deed.unchanged()
            return
        _empty(row)
        retention.note_erasure(row.pledge.area, ERASED, [row.pk], why)
        deed.record(row.pledge, row=row.seq)


def forget(area: Area, is_known: Callable[[object], bool]) -> int:
    """Erase again, after a restore, what the register knows."""
    rows = PledgeRow.objects.filter(pledge__area=area, kind__in=CAN_BE_ERASED).exclude(salt="")
    known = retention.recognised(rows, is_known)
    for row in rows.filter(pk__in=known):
        _empty(row)
    return len(known)


def _empty(row: PledgeRow) -> None:
    getattr(row, BROUGHT[PledgeRow.Kind(row.kind)]).delete()
    PledgeRow.objects.filter(pk=row.pk).update(content={}, salt="")
