"""The countdown of an open vote. What is announced on every phone is one row: `LongList.closes_at`."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor
from listens.listening.stages import gate
from listens.priorities.actions.long_list import must_be
from listens.priorities.long_lists import State
from listens.priorities.models import LongList

LEAST = dt.timedelta(minutes=1)
MOST = dt.timedelta(hours=24)


def set_closing(actor: Actor, long_list: LongList, closes_at: dt.datetime | None, *, seen: str = "") -> None:
    """Let the vote close at that time, or take the countdown away. `seen` is what the page showed (ISO, or "").

    Raises Refused for a vote that is not open or whose time is over (it does not open again), and for a time less than
    a minute or more than a day away; Stale when somebody else has set it meanwhile.
    """
    with acting(
        actor, "run_vote", long_list.area, within=[long_list.round_id], gate=gate(long_list.round, "voting")
    ) as deed:
        must_be(long_list, State.OPEN)
        kept = LongList.objects.get(pk=long_list.pk)
        now = long_list.area.now()
        if kept.closes_at is not None and kept.closes_at <= now:
            raise Refused(
                _(
                    "The time is over. Slips that were handed in before can still be typed in; then close the vote."
                )
            )
        if seen != iso(kept.closes_at):
            raise Stale(_("Somebody else has just changed the time. Look at it, then try again."))
        if closes_at is not None and not LEAST <= closes_at - now <= MOST:
            raise Refused(_("Choose a time at least one minute and at most one day from now."))
        long_list.closes_at = closes_at
        long_list.save(update_fields=["closes_at"])
        deed.record(long_list, closes_at=iso(closes_at))


def iso(when: dt.datetime | None) -> str:
    """A time as a page carries it to and fro; empty for none."""
    return when.astimezone(dt.UTC).isoformat() if when else ""
