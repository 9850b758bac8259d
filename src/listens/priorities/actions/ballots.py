"""A ballot from a paper slip or an organisation's sheet, typed in by hand."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from listens.core import chain
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.stages import gate
from listens.methods.priorities.ballots import problem_with_ticks
from listens.priorities.actions.long_list import must_be
from listens.priorities.long_lists import State, chain_of, commitment
from listens.priorities.models import Ballot, LongList, Share


def enter_ballot(
    actor: Actor,
    long_list: LongList,
    *,
    share: Share | None,
    choices: Sequence[str],
    way: str = Ballot.Way.PAPER,
    source_id: str,
) -> Ballot:
    """Keep one ballot; the same slip number with the same ticks again changes nothing.

    Raises Refused for too few, too many, repeated or unknown ticks, a slip number already typed with other ticks,
    or a vote that is not open.
    """
    with acting(
        actor,
        "enter_ballots",
        long_list.area,
        within=[long_list.round_id],
        gate=gate(long_list.round, "voting"),
    ) as deed:
        must_be(long_list, State.OPEN)
        if share is None and long_list.scheme != LongList.Scheme.BALLOT:
            raise Refused(_("Say which organisation the ballot comes from."))
        if share is not None and share.long_list_id != long_list.pk:
            raise Refused(_("That organisation has no share in this vote."))
        if not source_id.strip() or len(source_id) > 120:
            raise Refused(_("Type the number on the slip."))
        references = set(long_list.proposals.values_list("reference", flat=True))
        if wrong := problem_with_ticks(tuple(choices), long_list.min_ticks, long_list.max_ticks, references):
            raise Refused(" ".join(wrong))
        there = Ballot.objects.filter(long_list=long_list, source=way, source_id=source_id).first()
        if there is not None:
            if list(there.choices) != list(choices) or there.share_id != (share and share.pk):
                raise Refused(
                    _("Slip %(number)s was typed before with other ticks. Compare the two.")
                    % {"number": source_id}
                )
            deed.unchanged()
            return there
        ballot = Ballot(
            long_list=long_list,
            share=share,
            way=way,
            source=way,
            source_id=source_id,
            choices=list(choices),
            salt=chain.new_salt(),
        )
        name = share.public_name if share else None
        [entry] = chain.append(chain_of(long_list), [chain.digest(ballot.salt, commitment(ballot, name))])
        ballot.chain_seq = entry.seq
        ballot.save()
        deed.record(long_list, place=entry.seq)
    return ballot
