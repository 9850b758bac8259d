"""The simple small-number rule over counts that belong together (full disclosure control is stronger).

A small count is hidden. Where exactly one part of a theme is hidden, the next smallest is hidden too, so that
nobody subtracts. Conversations and times heard of one thing are hidden together. What is counted over all rounds
leaves out a round whose own count is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from listens.core.published import safe_count


class Why(StrEnum):
    """Why a count is hidden."""

    SHOWN = ""
    SMALL = "small"
    BESIDE = "beside"  # so that another hidden count cannot be worked out


@dataclass
class Heard:
    """One thing's two counts, exact and internal, and why they are hidden if they are."""

    num_conversations: int = 0
    times_heard: int = 0
    why: Why = Why.SHOWN

    @property
    def is_hidden(self) -> bool:
        return bool(self.why)


def is_small(n: int, hide_below: int) -> bool:
    return safe_count(n, hide_below=hide_below, round_to=1) is None


def hide_small(heard: Heard, hide_below: int) -> Heard:
    """Hides both counts when either is small."""
    if is_small(heard.num_conversations, hide_below) or is_small(heard.times_heard, hide_below):
        heard.why = Why.SMALL
    return heard


def hide_beside(parts: Iterable[Heard]) -> None:
    """Where exactly one of the parts is hidden, hides the next smallest."""
    parts = list(parts)
    shown = [part for part in parts if not part.is_hidden and part.times_heard]
    if sum(part.is_hidden for part in parts) == 1 and shown:
        min(shown, key=lambda part: (part.num_conversations, part.times_heard)).why = Why.BESIDE


def over_rounds(of_rounds: Iterable[Heard], hide_below: int) -> Heard:
    """The sum of the rounds that are shown. With something heard but no round shown it is hidden."""
    of_rounds = list(of_rounds)
    shown = [one for one in of_rounds if not one.is_hidden]
    if not any(one.times_heard for one in shown) and len(shown) < len(of_rounds):
        whole = hide_small(total(of_rounds), hide_below)
        return whole if whole.is_hidden else replace(whole, why=Why.BESIDE)
    return hide_small(total(shown), hide_below)


def total(counts: Iterable[Heard]) -> Heard:
    counts = list(counts)
    return Heard(sum(one.num_conversations for one in counts), sum(one.times_heard for one in counts))
