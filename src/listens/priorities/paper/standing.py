"""Where a paper slip stands, read from its steps. Two people agree when the same slip says the same to both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from listens.priorities.models import PaperStep

Kind = PaperStep.Kind


class State(StrEnum):
    """`TAKEN_BACK`: nothing that was typed stands. `ONCE`: one more person has to type it."""

    TAKEN_BACK = "taken_back"
    ONCE = "once"
    DIFFERS = "differs"
    AGREED = "agreed"
    SPOILED = "spoiled"


@dataclass(frozen=True)
class Standing:
    """`settled` is the step that counts when the state is agreed or spoiled; `typed` what each person's newest says."""

    state: State
    settled: PaperStep | None
    typed: tuple[PaperStep, ...]
    seq: int


def standing(steps: Sequence[PaperStep], *, twice: bool) -> Standing:
    """`steps` are all of one paper slip, in order; `twice` is the long-list's `typed_twice`."""
    seq = steps[-1].seq if steps else 0
    typed = tuple(still_typed(steps))
    looks = [step for step in steps if step.kind == Kind.SETTLED]
    if looks:
        return Standing(_of(looks[-1]), looks[-1], typed, seq)
    if not typed:
        return Standing(State.TAKEN_BACK, None, typed, seq)
    if len({says(step) for step in typed}) > 1:
        return Standing(State.DIFFERS, None, typed, seq)
    if twice and len(typed) < 2:
        return Standing(State.ONCE, None, typed, seq)
    return Standing(_of(typed[0]), typed[0], typed, seq)


def still_typed(steps: Iterable[PaperStep]) -> list[PaperStep]:
    """The newest typing of each person that they did not take back."""
    newest: dict[UUID, PaperStep] = {}
    for step in steps:
        if step.kind == Kind.TYPED:
            newest[step.by_id] = step
        elif step.kind == Kind.TAKEN_BACK:
            newest.pop(step.by_id, None)
    return sorted(newest.values(), key=lambda step: step.seq)


def says(step: PaperStep) -> tuple[UUID | None, frozenset[str], bool]:
    """What two people have to agree on: whose it is, its ticks, and whether it is spoiled (not why)."""
    return step.share_id, frozenset(step.choices), bool(step.spoiled)


def decided_up_to(steps: Iterable[PaperStep]) -> int:
    """The place in the log of the newest ballot by phone that somebody decided about; 0 for none."""
    return max((step.place or 0 for step in steps if step.kind in (Kind.PHONE, Kind.PAPER)), default=0)


def _of(step: PaperStep) -> State:
    return State.SPOILED if step.spoiled else State.AGREED
