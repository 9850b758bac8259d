"""Which of a theme's quotes stand where there is room for a few: chosen by a rule, so that nobody can pick them.

Reports of other programs show the segments an analyst picked, the first, or the newest; whoever picks can make any
theme sound as they like. Here the first is drawn by lot, and the lot is the digest of the quote's id, which nobody
chose and which stays the same. Then always the quote that adds most of what is not there yet: another organisation,
borough, kind of organisation, round, language or voice (one each), and other words (1 less the largest share of
words that it has in common with one chosen before). Of equal ones the lot decides. What a quote says has no part in it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Origin:
    """Of one quote: its id, where it is from (each as it is, or None where it is not known), and its words."""

    pk: UUID
    traits: tuple[Hashable, ...]
    words: str


def chosen(origins: Sequence[Origin], most: int) -> list[int]:
    """Places in `origins` of at most so many, in the order in which they were chosen."""
    lot = [hashlib.sha256(one.pk.bytes).digest() for one in origins]
    words = [frozenset(re.findall(r"\w+", one.words.casefold())) for one in origins]
    left = sorted(range(len(origins)), key=lambda place: lot[place])
    found: list[int] = []
    while left and len(found) < most:
        best = max(left, key=lambda place: _adds(place, found, origins, words))  # the first of equals
        found.append(best)
        left.remove(best)
    return found


def _adds(place: int, found: list[int], origins: Sequence[Origin], words: list[frozenset[str]]) -> float:
    if not found:
        return 0.0
    fresh = sum(
        trait is not None and all(trait != origins[other].traits[which] for other in found)
        for which, trait in enumerate(origins[place].traits)
    )
    return fresh + 1 - max(_alike(words[place], words[other]) for other in found)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's index: words in both, of all words in either."""
    return len(one & other) / len(one | other) if one or other else 1.0
