"""Closing a promise: both sides, at a meeting of which it is written down who came."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.assembly.words import taken
from listens.core.acting import Refused
from listens.core.models import Actor
from listens.listening.models import Moment
from listens.pledges.adding import adding, not_an_owner
from listens.pledges.models import Closure, Pledge, PledgeRow


def close_pledge(
    actor: Actor,
    pledge: Pledge,
    *,
    moment: Moment,
    words: str,
    for_owner: str,
    for_community: str,
    seen_seq: int | None = None,
) -> Closure:
    """`for_owner` and `for_community` are the people who said so for their side at that recorded moment."""
    with adding(actor, "close_pledge", pledge, seen_seq) as addition:
        not_an_owner(actor, addition.pledge)
        if moment.round.area_id != pledge.area_id:
            raise Refused(_("That meeting belongs to another area."))
        if moment.held_on > addition.pledge.area.today() or not moment.who_came.strip():
            raise Refused(_("Write down first who came to that meeting and what it decided."))
        if moment.held_on < pledge.spoken_on:
            raise Refused(_("That meeting was before the promise was made."))
        return addition.row(
            PledgeRow.Kind.CLOSED,
            lambda row: Closure.objects.create(
                row=row,
                moment=moment,
                closed_on=moment.held_on,
                words=taken(words, _("what both sides agreed")),
                for_owner=taken(for_owner, _("who spoke for the owner"), longest=120),
                for_community=taken(for_community, _("who spoke for the community side"), longest=120),
            ),
        )
