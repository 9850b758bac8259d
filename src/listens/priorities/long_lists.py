"""Reading a long-list: where it stands, what is on it, and its ballots as the counting engine takes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from listens.core import chain
from listens.core.models import ChainEntry
from listens.listening.models import Round
from listens.priorities.ballot_rows import ballots_digest, slips
from listens.priorities.merges import wholes
from listens.priorities.models import Ballot, GateDecision, LongList, LongListStep, Proposal

State = LongListStep.State
__all__ = [
    "State",
    "chain_of",
    "commitment",
    "gate_of",
    "is_sealed",
    "on_the_list",
    "receipt_of",
    "slips",
    "state_of",
    "verify",
    "with_state",
]


def chain_of(long_list: LongList) -> str:
    return f"ballots:{long_list.pk}"


def state_of(long_list: LongList) -> tuple[str, int]:
    """(state, seq) of the newest step."""
    newest = long_list.steps.order_by("seq").last()
    return (newest.state, newest.seq) if newest else (State.DRAFT, 0)


def with_state(long_lists: QuerySet[LongList]) -> QuerySet[Any]:
    """Adds `state`: the newest step's."""
    newest = LongListStep.objects.filter(long_list=OuterRef("pk")).order_by("-seq").values("state")[:1]
    return long_lists.annotate(state=Subquery(newest))


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


def commitment(ballot: Ballot) -> list[Any]:
    """What the log's digest of a ballot is taken over: its share and its choices."""
    return [str(ballot.share_id) if ballot.share_id else None, list(ballot.choices)]


def receipt_of(ballot: Ballot) -> str:
    """The short form of a ballot's place in the log, like "37-9f3a22c1": that it is there, and not what it ticks."""
    return f"{ballot.chain_seq}-{chain.digest(ballot.salt, commitment(ballot))[:8]}"


def is_sealed(long_list: LongList) -> bool:
    return state_of(long_list)[0] in (State.CLOSED, State.COUNTED)


def verify(long_list: LongList) -> chain.Break | None:
    """Walk the ballot log: against the lock, and against the ballots or, after the close, against their seal."""
    name = chain_of(long_list)
    if not long_list.lock_digest:
        return chain.verify(name)
    sealed = is_sealed(long_list)
    if broken := chain.verify(name, None if sealed else _contents(long_list)):
        return broken
    entries = ChainEntry.objects.filter(chain=name).order_by("seq")
    first, last = entries.first(), entries.last()
    if first is None or last is None or first.digest != long_list.lock_digest:
        return chain.Break(name, 1, "what was locked was changed")
    if sealed and last.digest != ballots_digest(long_list):
        return chain.Break(name, last.seq, "the ballots are not those that were sealed")
    return None


def _contents(long_list: LongList) -> Iterator[tuple[int, str, Any]]:
    """The lock, whose content proves itself, and then each ballot that ever came in."""
    yield 1, "", None
    rows = Ballot.objects.filter(long_list=long_list).order_by("chain_seq")
    for ballot in rows.iterator(chunk_size=2000):
        yield ballot.chain_seq or 0, ballot.salt, commitment(ballot)
