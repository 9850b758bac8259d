"""A ballot comes in: the one place where it and its place in the log are written, whichever way it came."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core import chain
from listens.core.acting import Deed, Refused, acting
from listens.core.models import Area
from listens.listening.stages import gate
from listens.methods.priorities.ballots import problem_with_ticks
from listens.priorities.actions.trying import find_slip, refuse_slip, unknown
from listens.priorities.long_lists import State, chain_of, commitment, state_of
from listens.priorities.models import Ballot, LongList, Proposal, Share, VotingSlip


def cast_ballot(area: Area, code: str, choices: Sequence[str]) -> Ballot:
    """Cast the ballot of the slip with this code, by phone. The last one of a slip counts, until the close.

    Raises Refused with a sentence that says what to do: for a code that is unknown, taken back or closed for a while
    (`trying.find_slip`), ticks that are too few, too many, repeated or unknown, and a vote that is not open.
    """
    slip = find_slip(area, code)
    long_list, actor = slip.long_list, slip.share.actor
    if actor is None:
        raise Refused(unknown())
    with acting(
        actor,
        "cast_ballot",
        area,
        within=[long_list.round_id],
        gate=gate(long_list.round, "voting"),
    ) as deed:
        must_be_open(long_list, by_phone=True)
        refuse_slip(VotingSlip.objects.filter(pk=slip.pk).first(), area.now())
        _check_number(long_list, len(set(choices)))
        return keep_ballot(
            deed,
            long_list,
            slip.share,
            choices,
            way=Ballot.Way.PHONE,
            slip=slip,
            source_id=uuid.uuid4().hex,
        )


def keep_ballot(
    deed: Deed,
    long_list: LongList,
    share: Share | None,
    choices: Sequence[str],
    *,
    way: str,
    slip: VotingSlip | None = None,
    source_id: str,
) -> Ballot:
    """Keep one ballot inside the action that `deed` frames, after `must_be_open`, and record it.

    A slip's earlier ballot is not counted any more; the same ticks again, of the same slip or the same `source_id`,
    change nothing. Raises Refused for wrong ticks, no share, or a `source_id` without slip that has other ticks.
    """
    check_ballot(long_list, share, choices)
    if not source_id.strip() or len(source_id) > 100:
        raise Refused(_("Type the number on the slip."))
    before = _before(long_list, way, slip, source_id)
    if before is not None:
        if before.choices == sorted(choices) and before.share_id == (share and share.pk):
            deed.unchanged()
            return before
        if slip is None:
            raise Refused(
                _("Slip %(number)s was typed before with other ticks. Compare the two.")
                % {"number": source_id}
            )
        source_id = _free(long_list, way, source_id)
        Ballot.objects.filter(pk=before.pk).update(is_counted=False)
    ballot = Ballot(
        long_list=long_list,
        share=share,
        slip=slip,
        way=way,
        source=way,
        source_id=source_id,
        choices=list(choices),
    )
    write_ballots(long_list, [ballot])
    deed.record(long_list, place=ballot.chain_seq)
    return ballot


def write_ballots(long_list: LongList, ballots: list[Ballot]) -> None:
    """Give checked ballots their places in the log, in order, and save them. Their ticks are put in one order: the
    order in which a person ticked would tell how the slip showed them, and so whose it is."""
    for ballot in ballots:
        ballot.choices = sorted(ballot.choices)
        ballot.salt = chain.new_salt()
    digests = [chain.digest(ballot.salt, commitment(ballot)) for ballot in ballots]
    for ballot, entry in zip(ballots, chain.append(chain_of(long_list), digests), strict=True):
        ballot.chain_seq = entry.seq
    Ballot.objects.bulk_create(ballots, batch_size=2000)


def must_be_open(long_list: LongList, *, by_phone: bool = False) -> None:
    """Lock the long-list's row until the transaction ends. Raises Refused unless ballots may come in now.

    The hall's clock stops phones at its second; what lies in the box may be typed in until somebody closes the vote.
    """
    held = LongList.objects.select_for_update().get(pk=long_list.pk)
    long_list.closes_at = held.closes_at
    # Asked after the wait: one query for both would see a vote that is closed by now.
    state = state_of(long_list)[0]
    if state != State.OPEN or (by_phone and is_clock_out(long_list)):
        raise Refused(_not_open(State.CLOSED if state == State.OPEN else state))


def must_take_phones(long_list: LongList) -> None:
    """Raises Refused while the vote is not open, and from the second at which the hall's clock ran out."""
    state = state_of(long_list)[0]
    if state != State.OPEN or is_clock_out(long_list):
        raise Refused(_not_open(State.CLOSED if state == State.OPEN else state))


def is_clock_out(long_list: LongList) -> bool:
    return long_list.closes_at is not None and long_list.area.now() >= long_list.closes_at


def check_ballot(long_list: LongList, share: Share | None, choices: Sequence[str]) -> None:
    """Raises Refused for ticks that make no ballot, and for a ballot that comes from nobody who has a share."""
    if share is None and long_list.scheme != LongList.Scheme.BALLOT:
        raise Refused(_("Say which organisation the ballot comes from."))
    if share is not None and share.long_list_id != long_list.pk:
        raise Refused(_("That organisation has no share in this vote."))
    references = _references(long_list.pk, long_list.lock_digest)
    if wrong := problem_with_ticks(tuple(choices), long_list.min_ticks, long_list.max_ticks, references):
        raise Refused(" ".join(wrong))


def _check_number(long_list: LongList, num: int) -> None:
    """As the voter reads it; whoever types paper reads another sentence (`problem_with_ticks`)."""
    if num < long_list.min_ticks:
        raise Refused(
            _("You ticked %(num)d. Tick at least %(least)d.") % {"num": num, "least": long_list.min_ticks}
        )
    if num > long_list.max_ticks:
        raise Refused(
            _("You ticked %(num)d. Tick at most %(most)d: take some away.")
            % {"num": num, "most": long_list.max_ticks}
        )


@lru_cache(maxsize=64)
def _references(long_list: UUID, _lock_digest: str) -> frozenset[str]:
    """What can be ticked: fixed by the lock, so it is read once by each process."""
    proposals = Proposal.objects.filter(long_lists=long_list)
    return frozenset(proposals.values_list("reference", flat=True))


def _before(long_list: LongList, way: str, slip: VotingSlip | None, source_id: str) -> Ballot | None:
    """The slip's ballot that counts so far; without a slip, what was typed under that number."""
    ballots = Ballot.objects.filter(long_list=long_list)
    if slip is not None:
        return ballots.filter(slip=slip, is_counted=True).first()
    return ballots.filter(source=way, source_id=source_id).first()


def _free(long_list: LongList, way: str, source_id: str) -> str:
    """`source_id`, or when a replaced ballot of the slip has it, with the next number behind it."""
    taken = Ballot.objects.filter(long_list=long_list, source=way, source_id__startswith=source_id)
    names = set(taken.values_list("source_id", flat=True))
    return source_id if source_id not in names else f"{source_id}/{len(names) + 1}"


def _not_open(state: str) -> str:
    if state in (State.CLOSED, State.COUNTED):
        return _("The vote is closed, so no ballot can come in any more.")
    return _("The vote is not open yet. Keep the slip: its code works as soon as the vote opens.")
