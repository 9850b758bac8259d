"""Voting slips: made after the lock, taken back when they are lost, and one printed anew at the desk.

A code is seen once, on the page that is printed; here and in the audit there are only numbers.
"""

from __future__ import annotations

from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Deed, Refused, acting
from listens.core.models import Actor
from listens.listening.stages import gate
from listens.priorities import codes
from listens.priorities.actions.long_list import must_be
from listens.priorities.long_lists import State
from listens.priorities.models import Ballot, LongList, Share, VotingSlip

MOST_AT_ONCE = 400  # pictures of codes on one page


@dataclass(frozen=True)
class NewSlip:
    """A slip that was just made. `code` is kept nowhere else."""

    share: Share
    number: int
    code: str


def make_slips(actor: Actor, long_list: LongList, share: Share | None = None) -> list[NewSlip]:
    """The slips of one organisation, or of those that have none yet (400 at once), a slip for each delegate.

    Raises Refused before the lock and after the close, and where they are made already.
    """
    with _acting(actor, long_list) as deed:
        must_be(long_list, State.LOCKED, State.OPEN)
        out = Counter(_standing(long_list).values_list("share_id", flat=True))
        wanted: list[Share] = []
        for each in [share] if share else long_list.shares.order_by("public_name"):
            is_due = each.way == Share.Way.SLIPS and each.num_delegates > 0 and not out[each.pk]
            num = sum(one.num_delegates for one in wanted) + each.num_delegates
            if is_due and (not wanted or num <= MOST_AT_ONCE):
                wanted.append(each)
        if not wanted:
            raise Refused(
                _("There is no slip to make: they are made already. Was a pack lost? Take it back first.")
            )
        made = _make(long_list, [each for each in wanted for _delegate in range(each.num_delegates)])
        deed.record(long_list, slips=len(made), organisations=len(wanted))
    return made


def take_back_slips(actor: Actor, share: Share, *, why: str) -> int:
    """Take all slips of an organisation back: a pack was lost. Their ballots do not count. Returns how many."""
    long_list = share.long_list
    with _acting(actor, long_list) as deed:
        must_be(long_list, State.LOCKED, State.OPEN)
        num = _revoke(long_list, _standing(long_list).filter(share=share), why)
        if not num:
            raise Refused(_("No slip of %(name)s is out.") % {"name": share.public_name})
        deed.record(share, slips=num, taken_back=True)
    return num


def replace_slip(actor: Actor, long_list: LongList, number: int, *, why: str) -> NewSlip:
    """Take one slip back, whose ballot then does not count, and make another for the same organisation."""
    with _acting(actor, long_list) as deed:
        must_be(long_list, State.LOCKED, State.OPEN)
        old = _standing(long_list).filter(number=number).select_related("share").first()
        if old is None:
            raise Refused(_("No slip with the number %(number)d is out.") % {"number": number})
        _revoke(long_list, _standing(long_list).filter(pk=old.pk), why)
        [made] = _make(long_list, [old.share])
        deed.record(long_list, taken_back=number, made=made.number)
    return made


def _acting(actor: Actor, long_list: LongList) -> AbstractContextManager[Deed]:
    return acting(
        actor,
        "make_slips",
        long_list.area,
        within=[long_list.round_id],
        gate=gate(long_list.round, "voting"),
    )


def _standing(long_list: LongList) -> QuerySet[VotingSlip]:
    return VotingSlip.objects.filter(long_list=long_list, revoked_at=None)


def _make(long_list: LongList, shares: list[Share]) -> list[NewSlip]:
    """One slip for each entry of `shares`, numbered on. A first half is one slip's in the whole area."""
    slips = VotingSlip.objects.filter(long_list__area=long_list.area)
    new = codes.new_codes(long_list.area, len(shares), set(slips.values_list("find_digest", flat=True)))
    last = slips.filter(long_list=long_list).aggregate(last=Max("number"))["last"] or 0
    made = [
        NewSlip(share, number, code)
        for number, (share, (code, _digests)) in enumerate(zip(shares, new, strict=True), last + 1)
    ]
    VotingSlip.objects.bulk_create(
        VotingSlip(
            long_list=long_list,
            share=slip.share,
            number=slip.number,
            find_digest=digests.first,
            code_digest=digests.whole,
        )
        for slip, (_code, digests) in zip(made, new, strict=True)
    )
    return made


def _revoke(long_list: LongList, slips: QuerySet[VotingSlip], why: str) -> int:
    if not why.strip():
        raise Refused(_("Say in a few words why: somebody may ask."))
    if problem := text.problem_with(why, longest=200):
        raise Refused(problem)
    found = list(slips.values_list("pk", flat=True))
    Ballot.objects.filter(slip__in=found, is_counted=True).update(is_counted=False)
    return VotingSlip.objects.filter(pk__in=found).update(
        revoked_at=long_list.area.now(), revoked_why=why.strip()
    )
