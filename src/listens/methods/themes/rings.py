"""Which conversations people have read at random and unaided, of two rings in the order of random ids.

The ids of conversations are drawn at random when they come in. Those in the first fifth of all ids are one ring: there
the machine never suggests anything. All others are the second ring. Each coder goes through each ring from a place of
their own. Where nobody has left a gap since that place, who was read there hangs on ids alone, and so does which ring
somebody is in. So what was read without a gap in both rings together is a simple random sample of whole conversations,
whatever happens to the others.

The sampling is that of a systematic start on a list in random order (C.-E. Särndal, B. Swensson and J. Wretman, "Model
assisted survey sampling", 1992, sections 3.3 and 3.4). That what people decide beside a suggestion leans towards it: A.
Tversky and D. Kahneman, "Judgment under uncertainty", Science 185 (1974).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

SHARE = 5  # one in so many
END = 1 << 128
EDGE = UUID(int=END // SHARE)

Places = tuple[UUID, UUID]


def is_unaided(conversation: UUID) -> bool:
    """Whether it is of the ring where nothing is suggested."""
    return conversation < EDGE


def places_of(coder: str) -> Places:
    """Where a coder begins in the unaided ring and in the other, the same each time for the same name."""
    place = int.from_bytes(hashlib.sha256(coder.encode()).digest()[:16], "big")
    return UUID(int=place % EDGE.int), UUID(int=EDGE.int + place % (END - EDGE.int))


def sample(
    ids: Sequence[UUID], is_read: Sequence[bool], coders: Iterable[tuple[Places, Collection[UUID]]]
) -> set[UUID]:
    """The random sample. `ids` in order, which of them were read whole and unaided, and for each coder their places and
    which they read themselves.
    """
    edge, each, found = bisect_left(ids, EDGE), list(coders), set[UUID]()
    for number, part in enumerate((slice(0, edge), slice(edge, None))):
        starts = [(bisect_left(ids[part], places[number]), own) for places, own in each]
        found |= stretches(ids[part], is_read[part], starts)
    return found


def stretches(
    ring: Sequence[UUID], is_read: Sequence[bool], coders: Iterable[tuple[int, Collection[UUID]]]
) -> set[UUID]:
    """For each coder (where they began, what they read) the ring from there on, as far as they came without a gap.

    What others read beyond that was read for what is in it, or from another place.
    """
    found: set[UUID] = set()
    for start, own in coders:
        passed: list[UUID] = []
        for place in range(start, start + len(ring)):
            if not is_read[place % len(ring)]:
                break
            passed.append(ring[place % len(ring)])
            if passed[-1] in own:
                found.update(passed)
                passed = []
    return found
