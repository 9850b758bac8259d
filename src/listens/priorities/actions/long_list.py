"""The long-list while it is a draft, and the steps of a vote: each is a row."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.models import Round
from listens.listening.stages import gate
from listens.priorities.long_lists import State, on_the_list, state_of
from listens.priorities.models import LongList, LongListStep


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
    typed_twice: bool = True,
) -> LongList:
    """Make the round's long-list of every proposal that the gate let through, or change it while it is a draft.

    Raises Refused for settings that make no vote, or once it is locked.
    """
    with acting(actor, "set_up_vote", round.area, within=[round.pk], gate=gate(round, "priorities")) as deed:
        proposals = on_the_list(round)
        check_settings(len(proposals), num_seats, min_ticks, max_ticks)
        if rule not in LongList.Rule.values or scheme not in LongList.Scheme.values:
            raise Refused(_("Choose a rule and a way of sharing from the list."))
        long_list, is_new = LongList.objects.get_or_create(
            round=round, defaults={"area": round.area, "num_seats": num_seats}
        )
        if not is_new:
            must_be(long_list, State.DRAFT)
        long_list.num_seats, long_list.min_ticks, long_list.max_ticks = num_seats, min_ticks, max_ticks
        long_list.rule, long_list.scheme, long_list.seed = rule, scheme, seed
        long_list.typed_twice = typed_twice
        long_list.save()
        long_list.proposals.set(proposals)
        if is_new:
            add_step(actor, long_list, State.DRAFT)
        deed.record(long_list, seats=num_seats, proposals=len(proposals))
    return long_list


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


def check_settings(num_proposals: int, num_seats: int, min_ticks: int, max_ticks: int) -> None:
    if num_proposals < 2:
        raise Refused(_("A vote needs at least two proposals on the long-list."))
    if not 1 <= num_seats < num_proposals:
        raise Refused(_("Choose between 1 and %(most)d priorities.") % {"most": num_proposals - 1})
    if not 1 <= min_ticks <= max_ticks <= num_proposals:
        raise Refused(
            _("Ticks must go from at least 1 to at most %(most)d, the least not above the most.")
            % {"most": num_proposals}
        )
