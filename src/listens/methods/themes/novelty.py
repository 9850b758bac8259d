"""Round two: which notes say what no code of round one covers. Only those are clustered; the codes stay as they
are."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from listens.methods.themes.encoding import Bools, Floats, Ints

NEIGHBOURS = 5
QUANTILE = 0.1
MOST_KNOWN = 20_000
MOST, LIFT = 0.5, 1.5  # of a group's nearest known notes have the code it is kin to
_BLOCK = 1_000


@dataclass(frozen=True)
class Novelty:
    """`nearness`: mean cosine of each new note to its five nearest known ones. `is_new`: below `threshold`."""

    nearness: Floats
    threshold: float
    is_new: Bools


@dataclass(frozen=True)
class Known:
    """What is known, made ready to compare with: `rows` (notes, width) of length 1 around their `centre`.

    `threshold`: nearer than this to its five nearest lie all known notes but a `quantile` of them.
    """

    rows: Floats
    centre: Floats
    threshold: float

    @classmethod
    def of(cls, known: Floats, quantile: float = QUANTILE) -> Known:
        """`known`: rows of length 1, (notes, width). With fewer than seven nothing is known, and all is new."""
        ready = cls.ready(known, 1.0)
        if not len(ready.rows):
            return ready
        threshold = float(np.quantile(_nearness(ready.rows, ready.rows, own=True), quantile))
        return replace(ready, threshold=threshold)

    @classmethod
    def ready(cls, known: Floats, threshold: float) -> Known:
        """As `of`, with a threshold that was worked out from the same rows before."""
        if len(known) < NEIGHBOURS + 2:
            return cls(known[:0], np.zeros(known.shape[1], np.float32), 1.0)
        centre = known.mean(axis=0)
        return cls(_centred(known, centre), centre, threshold)

    def nearness(self, new: Floats) -> Floats:
        """(notes,): mean cosine of each to its five nearest known ones; 0 where nothing is known."""
        if not len(self.rows):
            return np.zeros(len(new))
        return _nearness(_centred(new, self.centre), self.rows)

    def nearest(self, new: Floats) -> Ints:
        """(notes, 5): the rows of the known notes that each is nearest to, in no order."""
        found = np.empty((len(new), NEIGHBOURS), int)
        centred = _centred(new, self.centre)
        for start in range(0, len(new), _BLOCK):
            part = centred[start : start + _BLOCK] @ self.rows.T
            found[start : start + _BLOCK] = np.argpartition(part, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:]
        return found


def novelty(new: Floats, known: Floats, quantile: float = QUANTILE, seed: int = 0) -> Novelty:
    """Rows of length 1, (notes, width). A note is new when fewer than `quantile` of the known notes lie so far from
    others.

    Of more than 20,000 known notes a random 20,000 stand for all. With fewer than seven nothing is known, and all is
    new.
    """
    if len(known) > MOST_KNOWN:
        known = known[np.sort(np.random.default_rng(seed).permutation(len(known))[:MOST_KNOWN])]
    ready = Known.of(known, quantile)
    nearness = ready.nearness(new)
    return Novelty(nearness, ready.threshold, nearness < ready.threshold)


def kin(group: Floats, known: Known, given: Bools) -> int | None:
    """The code that a group of new notes may be split from: the column of `given` (known notes, codes), or None.

    It is the one that most of the known notes nearest to the group have, and that they have half as often again as
    all known notes: a code that nearly every note has is nobody's kin. The group has to be half as near to known
    notes as what is known, or more; else it is something of its own.
    """
    if not len(known.rows) or not len(group) or not given.shape[1]:
        return None
    if float(known.nearness(group).mean()) < known.threshold / 2:
        return None
    near = given[known.nearest(group).ravel()].mean(axis=0)
    base = given.mean(axis=0)
    best = int(np.argmax(near))
    return best if near[best] >= MOST and near[best] >= LIFT * base[best] else None


def _centred(rows: Floats, centre: Floats) -> Floats:
    rows = rows - centre
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def _nearness(rows: Floats, known: Floats, own: bool = False) -> Floats:
    found = np.empty(len(rows))
    for start in range(0, len(rows), _BLOCK):
        part = rows[start : start + _BLOCK] @ known.T
        if own:  # a note is no neighbour of itself
            part[np.arange(len(part)), np.arange(start, start + len(part))] = -1
        found[start : start + _BLOCK] = np.partition(part, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:].mean(axis=1)
    return found
