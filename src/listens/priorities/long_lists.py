"""Reading a long-list: where it stands, what is on it, and its ballots as the counting engine takes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from listens.core import chain
from listens.listening.models import Round
from listens.methods.priorities.ballots import Ballot as Slip
from listens.priorities.merges import wholes
from listens.priorities.models import Ballot, GateDecision, LongList, LongListStep, Proposal

State = LongListStep.State


def chain_of(long_list: LongList) -> str:
    return f"ballots:{long_list.pk}"


def state_of(long_list: LongList) -> tuple[str, int]:
    """(state, seq) of the newest step."""
    newest = long_list.steps.order_by("seq").last()
    return (newest.state, newest.seq) if newest else (State.DRAFT, 0)


def gate_of(proposal: Proposal) -> GateDecision | None:
    """The newest decision about a proposal; reads prefetched rows."""
    return max(proposal.gate_decisions.all(), key=lambda decision: decision.seq, default=None)


def is_on(proposal: Proposal) -> bool:
    """Whether the gate let it through; reads prefetched rows."""
    decision = gate_of(proposal)
    return decision is not None and decision.outcome == GateDecision.Outcome.ON


def on_the_list(round: Round) -> list[Proposal]:
    """Proposals that stand and that the gate let through, in the order of their references."""
    return [whole.proposal for whole in wholes(round) if is_on(whole.proposal)]


def keep_in_step(round: Round) -> None:
    """A long-list that is being written holds what the gate lets through now, merges and all."""
    long_list = LongList.objects.filter(round=round, lock_digest="").first()
    if long_list:
        long_list.proposals.set(on_the_list(round))


def slips(long_list: LongList) -> Iterator[Slip]:
    """Every ballot for the counting engine, in the order they came, under its organisation's public name."""
    rows = Ballot.objects.filter(long_list=long_list).order_by("chain_seq")
    for pk, name, choices in rows.values_list("pk", "share__public_name", "choices").iterator(
        chunk_size=5000
    ):
        yield Slip(str(pk), name, tuple(choices))


def commitment(ballot: Ballot, public_name: str | None) -> list[Any]:
    """What the chain's digest of a ballot is taken over."""
    return [public_name, list(ballot.choices)]


def verify(long_list: LongList) -> chain.Break | None:
    """Walk the ballot log against the ballots themselves."""

    def contents() -> Iterator[tuple[int, str, Any]]:
        rows = Ballot.objects.filter(long_list=long_list).select_related("share").order_by("chain_seq")
        for ballot in rows.iterator(chunk_size=2000):
            name = ballot.share.public_name if ballot.share else None
            yield ballot.chain_seq or 0, ballot.salt, commitment(ballot, name)

    return chain.verify(chain_of(long_list), contents())
