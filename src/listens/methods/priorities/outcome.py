"""What a rule answers: who was chosen, in which order, who paid, and what the others lacked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from listens.methods.priorities.ties import Tie


@dataclass(frozen=True)
class Winner:
    """`paid_by` sums to `cost` exactly (1 when seats are filled); None under most votes, where nobody pays.

    `filled_at` is what a share of one had received when the bucket was full (the drip and its completion only).
    """

    proposal: str
    rank: int
    cost: Fraction
    paid_by: Mapping[str, Fraction] | None
    filled_at: Fraction | None = None


@dataclass(frozen=True)
class NotChosen:
    """How much more its supporters would have needed: of a bucket, of its cost, or of votes (most votes, seqpav)."""

    proposal: str
    short_by: Fraction


@dataclass(frozen=True)
class Outcome:
    """Winners best first; `limit` is the number of seats or, with real costs, the budget."""

    rule: str
    limit: Fraction
    winners: tuple[Winner, ...]
    not_chosen: tuple[NotChosen, ...]
    ties: tuple[Tie, ...]

    @property
    def chosen(self) -> list[str]:
        """The winners' ids in order."""
        return [winner.proposal for winner in self.winners]

    @property
    def left(self) -> Fraction:
        """Seats or money nobody won."""
        return self.limit - sum((winner.cost for winner in self.winners), Fraction(0))


def named(organisations: Sequence[str], paid: Mapping[int, Fraction]) -> dict[str, Fraction]:
    """Payments by organisation's name instead of its number."""
    return {organisations[number]: amount for number, amount in paid.items()}


def nearest_first(short: Iterable[NotChosen]) -> tuple[NotChosen, ...]:
    """The proposal that lacked least first."""
    listed = list(short)
    # Whole numbers are compared ten times as fast as fractions.
    whole = lcm(*(other.short_by.denominator for other in listed))

    def order(other: NotChosen) -> tuple[int, str]:
        short_by = other.short_by
        return whole // short_by.denominator * short_by.numerator, other.proposal

    return tuple(sorted(listed, key=order))
