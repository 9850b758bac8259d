"""What became of the proposals that an organisation brought: told to its own people before anybody else."""

from __future__ import annotations

from dataclasses import dataclass

from listens.alliance.models import Organisation
from listens.listening.models import Round
from listens.priorities.merges import Whole, wholes
from listens.priorities.models import Proposal
from listens.priorities.reasons import Reason, reasons


@dataclass(frozen=True)
class Own:
    """`brought` is what the organisation brought: the proposal itself, or one that was merged into it."""

    whole: Whole
    brought: list[Proposal]
    reason: Reason | None
    waits: bool

    @property
    def merged(self) -> list[Proposal]:
        return [one for one in self.brought if one.pk != self.whole.proposal.pk]


def rounds_of(organisation: Organisation) -> list[Round]:
    """Those to which it brought anything, the newest first."""
    found = Round.objects.filter(area=organisation.area, proposals__organisations=organisation)
    return list(found.select_related("area").distinct().order_by("-number"))


def of_round(organisation: Organisation, round: Round) -> list[Own]:
    """In the order of references. A number of queries that does not grow."""
    mine = [whole for whole in wholes(round) if organisation in whole.organisations]
    told = reasons(round, mine)
    return [
        Own(
            whole,
            [one for one in whole.every if organisation in one.organisations.all()],
            reason := told.get(whole.proposal.pk),
            reason is not None and organisation in reason.waits_for,
        )
        for whole in mine
    ]
