"""The long-list: drafted, locked with its shares, opened, closed. Each step is a row."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import chain
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.models import Round
from listens.listening.stages import gate
from listens.priorities.long_lists import State, on_the_list, state_of
from listens.priorities.models import LongList, LongListStep, Share


def draft_long_list(
    actor: Actor,
    round: Round,
    *,
    num_seats: int,
    min_ticks: int = 3,
    max_ticks: int = 5,
    rule: str = LongList.Rule.DRIP,
    scheme: str = LongList.Scheme.ORGANISATION,
    seed: int = 0,
) -> LongList:
    """Make the round's long-list of every proposal that the gate let through, or change it while it is a draft.

    Raises Refused for settings that make no vote, or once it is locked.
    """
    with acting(actor, "set_up_vote", round.area, within=[round.pk], gate=gate(round, "priorities")) as deed:
        proposals = on_the_list(round)
        _check_settings(len(proposals), num_seats, min_ticks, max_ticks)
        if rule not in LongList.Rule.values or scheme not in LongList.Scheme.values:
            raise Refused(_("Choose a rule and a way of sharing from the list."))
        long_list, is_new = LongList.objects.get_or_create(
            round=round, defaults={"area": round.area, "num_seats": num_seats}
        )
        if not is_new:
            must_be(long_list, State.DRAFT)
        long_list.num_seats, long_list.min_ticks, long_list.max_ticks = num_seats, min_ticks, max_ticks
        long_list.rule, long_list.scheme, long_list.seed = rule, scheme, seed
        long_list.save()
        long_list.proposals.set(proposals)
        if is_new:
            add_step(actor, long_list, State.DRAFT)
        deed.record(long_list, seats=num_seats, proposals=len(proposals))
    return long_list


def add_share(
    actor: Actor, long_list: LongList, organisation: Organisation, *, public_name: str = "", size: int = 1
) -> Share:
    """Let an organisation vote. Raises Refused for a public body, a name that is taken, or once it is locked."""
    round_ = long_list.round
    with acting(
        actor, "set_up_vote", long_list.area, within=[round_.pk], gate=gate(round_, "priorities")
    ) as deed:
        must_be(long_list, State.DRAFT)
        if organisation.is_public_body:
            raise Refused(_("Public bodies are asked; they speak but do not vote."))
        if organisation.area_id != long_list.area_id:
            raise Refused(_("That organisation belongs to another area."))
        name = public_name or organisation.name
        if long_list.shares.filter(public_name=name).exclude(organisation=organisation).exists():
            raise Refused(_("The name “%(name)s” is taken in this vote.") % {"name": name})
        share, is_new = Share.objects.get_or_create(
            long_list=long_list,
            organisation=organisation,
            defaults={"public_name": name, "size": max(1, size)},
        )
        if not is_new and (share.public_name, share.size) == (name, max(1, size)):
            deed.unchanged()
        else:
            share.public_name, share.size = name, max(1, size)
            share.save()
            deed.record(share)
    return share


def add_shares_of_listeners(actor: Actor, long_list: LongList) -> int:
    """A share for every community organisation that listened in this round; returns how many are new."""
    round_ = long_list.round
    with acting(
        actor, "set_up_vote", long_list.area, within=[round_.pk], gate=gate(round_, "priorities")
    ) as deed:
        must_be(long_list, State.DRAFT)
        listened = Organisation.objects.community().filter(conversations__round=round_).distinct()
        fresh = listened.exclude(pk__in=long_list.shares.values("organisation"))
        made = [
            Share(long_list=long_list, organisation=each, public_name=each.name)
            for each in fresh.order_by("name_key")
        ]
        Share.objects.bulk_create(made)
        if made:
            deed.record(long_list, shares=len(made))
        else:
            deed.unchanged()
    return len(made)


def lock_long_list(actor: Actor, long_list: LongList) -> LongList:
    """Fix proposals, settings and shares; their digest shows afterwards that nothing was changed."""
    with acting(
        actor, "run_vote", long_list.area, within=[long_list.round_id], gate=gate(long_list.round, "voting")
    ) as deed:
        must_be(long_list, State.DRAFT)
        needs_shares = long_list.scheme != LongList.Scheme.BALLOT
        if needs_shares and not long_list.shares.exists():
            raise Refused(_("Say which organisations have a share before you lock the vote."))
        long_list.lock_digest = chain.digest("", locked_content(long_list))
        long_list.save(update_fields=["lock_digest"])
        add_step(actor, long_list, State.LOCKED)
        deed.record(long_list, digest=long_list.lock_digest)
    return long_list


def open_voting(actor: Actor, long_list: LongList) -> None:
    """From now on ballots may come in. Raises Refused unless it is locked and unchanged."""
    with acting(
        actor, "run_vote", long_list.area, within=[long_list.round_id], gate=gate(long_list.round, "voting")
    ) as deed:
        must_be(long_list, State.LOCKED)
        if long_list.lock_digest != chain.digest("", locked_content(long_list)):
            raise Refused(_("The long-list was changed after it was locked. Find out how before you go on."))
        add_step(actor, long_list, State.OPEN)
        deed.record(long_list)


def close_voting(actor: Actor, long_list: LongList) -> None:
    """No more ballots. It does not open again."""
    with acting(
        actor, "run_vote", long_list.area, within=[long_list.round_id], gate=gate(long_list.round, "voting")
    ) as deed:
        must_be(long_list, State.OPEN)
        add_step(actor, long_list, State.CLOSED)
        deed.record(long_list, ballots=long_list.ballots.count())


def locked_content(long_list: LongList) -> list[Any]:
    """Everything that must not change between the lock and the count."""
    return [
        [long_list.num_seats, long_list.min_ticks, long_list.max_ticks],
        [long_list.rule, long_list.scheme, long_list.seed],
        [[p.reference, p.title] for p in long_list.proposals.order_by("reference")],
        [[s.public_name, str(s.organisation_id), s.size] for s in long_list.shares.order_by("public_name")],
    ]


def _check_settings(num_proposals: int, num_seats: int, min_ticks: int, max_ticks: int) -> None:
    if num_proposals < 2:
        raise Refused(_("A vote needs at least two proposals on the long-list."))
    if not 1 <= num_seats < num_proposals:
        raise Refused(_("Choose between 1 and %(most)d priorities.") % {"most": num_proposals - 1})
    if not 1 <= min_ticks <= max_ticks <= num_proposals:
        raise Refused(
            _("Ticks must go from at least 1 to at most %(most)d, the least not above the most.")
            % {"most": num_proposals}
        )


def must_be(long_list: LongList, *wanted: str) -> int:
    LongList.objects.select_for_update().get(pk=long_list.pk)
    state, seq = state_of(long_list)
    if state not in wanted:
        raise Refused(_("The vote is already: %(state)s.") % {"state": State(state).label.lower()})
    return seq


def add_step(actor: Actor, long_list: LongList, state: str) -> LongListStep:
    _state, seq = state_of(long_list)
    return LongListStep.objects.create(
        long_list=long_list, seq=seq + 1, state=state, by=actor, at=long_list.area.now()
    )
