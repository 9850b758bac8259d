"""Round two: which notes say what no code of round one covers. Only those are clustered; the codes stay as they
are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from listens.methods.themes.encoding import Bools, Floats

NEIGHBOURS = 5
QUANTILE = 0.1
MOST_KNOWN = 20_000
_BLOCK = 1_000


@dataclass(frozen=True)
class Novelty:
    """`nearness`: mean cosine of each new note to its five nearest known ones. `is_new`: below `threshold`."""

    nearness: Floats
    threshold: float
    is_new: Bools


def novelty(new: Floats, known: Floats, quantile: float = QUANTILE, seed: int = 0) -> Novelty:
    """Rows of length 1, (notes, width). A note is new when fewer than `quantile` of the known notes lie so far from
    others.

    Of more than 20,000 known notes a random 20,000 stand for all. With fewer than seven nothing is known, and all is
    new.
    """
    if len(known) > MOST_KNOWN:
        known = known[np.sort(np.random.default_rng(seed).permutation(len(known))[:MOST_KNOWN])]
    if len(known) < NEIGHBOURS + 2:
        return Novelty(np.zeros(len(new)), 1.0, np.ones(len(new), bool))
    centre = known.mean(axis=0)
    known, new = _centred(known, centre), _centred(new, centre)
    threshold = float(np.quantile(_nearness(known, known, own=True), quantile))
    nearness = _nearness(new, known)
    return Novelty(nearness, threshold, nearness < threshold)


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
