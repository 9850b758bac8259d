"""Locking, opening and closing a vote. A close seals it and cannot be undone."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core import chain
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.stages import gate
from listens.priorities import locking, long_lists, sealing
from listens.priorities.actions.long_list import add_step, check_settings, must_be
from listens.priorities.actions.shares import check_shares, give_actor
from listens.priorities.long_lists import State, state_of
from listens.priorities.models import LongList


def lock_long_list(actor: Actor, long_list: LongList) -> LongList:
    """Fix proposals, settings and shares; their digest is the first place of the ballot log.

    Raises Refused for settings that no longer fit what is on the list, without shares, or while an organisation has
    still to say what is shown if it has few ballots.
    """
    with acting(
        actor, "run_vote", long_list.area, within=[long_list.round_id], gate=gate(long_list.round, "voting")
    ) as deed:
        must_be(long_list, State.DRAFT)
        long_list.refresh_from_db()
        check_settings(
            long_list.proposals.count(), long_list.num_seats, long_list.min_ticks, long_list.max_ticks
        )
        check_shares(long_list)
        long_list.lock_salt = chain.new_salt()
        long_list.lock_digest = locking.digest_now(long_list)
        long_list.save(update_fields=["lock_salt", "lock_digest"])
        give_actor(actor, long_list)
        chain.append(long_lists.chain_of(long_list), [long_list.lock_digest])
        add_step(actor, long_list, State.LOCKED)
        deed.record(long_list, digest=long_list.lock_digest)
    return long_list


def open_voting(actor: Actor, long_list: LongList) -> None:
    """From now on ballots may come in. Raises Refused unless it is locked and unchanged."""
    with acting(
        actor, "run_vote", long_list.area, within=[long_list.round_id], gate=gate(long_list.round, "voting")
    ) as deed:
        must_be(long_list, State.LOCKED)
        if not locking.is_as_locked(long_list):
            raise Refused(_("The long-list was changed after it was locked. Find out how before you go on."))
        add_step(actor, long_list, State.OPEN)
        deed.record(long_list)


def close_voting(actor: Actor, long_list: LongList) -> None:
    """No more ballots; those that are there are sealed (`priorities.sealing`). Closing twice changes nothing.

    It may be done on any day: a vote that was forgotten must not stay open. Raises Refused when a ballot does not
    agree with the log; then nothing is sealed, so that it can be looked into.
    """
    with acting(actor, "run_vote", long_list.area, within=[long_list.round_id]) as deed:
        must_be(long_list, State.OPEN, State.CLOSED, State.COUNTED)
        if state_of(long_list)[0] != State.OPEN:
            deed.unchanged()
            return
        if broken := long_lists.verify(long_list):
            raise Refused(disagrees(broken))
        num = sealing.seal(long_list)
        add_step(actor, long_list, State.CLOSED)
        deed.record(long_list, ballots=num)


def disagrees(broken: chain.Break) -> str:
    return _("Ballot %(place)d does not agree with the ballot log: %(problem)s.") % {
        "place": broken.seq,
        "problem": broken.problem,
    }
