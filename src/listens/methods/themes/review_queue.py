"""What people look at next: mostly at random, so the same reading is an unbiased audit; the rest where rare codes may
be.

Random conversations are drawn whole and in random order, so that shares of conversations can be estimated too. With
one note to a conversation that is a random note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from listens.methods.themes.encoding import Bools, Floats, Ints

RANDOM = 0.7


@dataclass(frozen=True)
class ToReview:
    """`note`: its place. `is_audit`: drawn at random. `code`: the rare code it may
    have."""

    note: int
    is_audit: bool
    code: int | None = None


def review_queue(
    chances: Floats,
    num_given: Ints,
    conversations: Sequence[object],
    done: Sequence[int] = (),
    most: int = 100,
    seed: int = 0,
    share_random: float = RANDOM,
) -> list[ToReview]:
    """The next `most` notes: seven of ten from the audit's fixed random order, three for the codes least given so
    far.

    `chances`: (notes, codes). `num_given`: how often people gave each code. `done`: notes already looked at, which
    never come again. The random order depends on the seed and the conversations alone, so a later call goes on where
    an earlier one stopped, whatever was learnt in between; a note that was looked at for another reason keeps its
    place in it, and is then one of the audit (`audited`).
    """
    num, codes = chances.shape
    if len(conversations) != num:
        raise ValueError("Every note needs its conversation.")
    taken = {int(note) for note in done}
    audit = (note for note in audit_order(conversations, seed) if note not in taken)
    rare = _rare(chances, num_given, np.random.default_rng(seed)) if codes else iter(())
    found: list[ToReview] = []
    while len(found) < min(most, num - len({note for note in done if 0 <= note < num})):
        at_random = len([each for each in found if each.is_audit]) <= share_random * len(found)
        hunted = None if at_random else next((pair for pair in rare if pair[0] not in taken), None)
        if hunted is None:
            note = next((note for note in audit if note not in taken), None)
            if note is None:
                break
            found.append(ToReview(note, is_audit=True))
        else:
            found.append(ToReview(hunted[0], is_audit=False, code=hunted[1]))
        taken.add(found[-1].note)
    return found


def audit_order(conversations: Sequence[object], seed: int = 0) -> list[int]:
    """All notes, whole conversations in random order. Its beginning, as far as all was looked at, is the audit."""
    members: dict[object, list[int]] = {}
    for note, name in enumerate(conversations):
        members.setdefault(name, []).append(note)
    groups = list(members.values())
    return [note for at in np.random.default_rng(seed).permutation(len(groups)) for note in groups[at]]


def audited(conversations: Sequence[object], done: Sequence[int], seed: int = 0) -> Bools:
    """(notes,) True for the unbiased audit: the random order as far as all of it was looked at.

    Take this, and not `is_audit`, for estimates: a note that was hunted for a rare code belongs to the audit when the
    random order reaches it, and would be missing from a sample of the others.
    """
    found = np.zeros(len(conversations), bool)
    looked_at = {int(note) for note in done}
    for note in audit_order(conversations, seed):
        if note not in looked_at:
            break
        found[note] = True
    return found


def _rare(chances: Floats, num_given: Ints, rng: np.random.Generator) -> Iterator[tuple[int, int]]:
    """(note, code) in turn for the codes that people gave least, the likeliest note of each first."""
    order = np.lexsort((rng.permutation(len(num_given)), num_given))[: max(1, (len(num_given) + 1) // 2)]
    ranks = {int(code): np.argsort(-chances[:, code], kind="stable") for code in order}
    for place in range(len(chances)):
        for code in order:
            yield int(ranks[int(code)][place]), int(code)
