"""Themes found in a sample, given to all other notes: each to where most of its nearest in the sample belong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from listens.methods.themes.communities import Labels, strongest
from listens.methods.themes.graph import NEAREST, Index, Neighbours, strengths
from listens.methods.themes.space import Space

_BLOCK = 10_000


def spread(
    space: Space,
    texts: Sequence[str],
    vectors: NDArray[Any],
    sampled: NDArray[np.intp],
    index: Index,
    labels: Labels,
    belongs: sparse.csr_matrix,
    *,
    told: Callable[[str, float], None],
) -> tuple[Labels, sparse.csr_matrix]:
    """Labels (texts,) and shares (texts, themes) of all texts; those of the sample stay as they are.

    A block of texts is placed at a time, so that memory holds no more than that beside what is handed over.
    """
    everywhere = np.full(len(texts), -1, np.int32)
    everywhere[sampled] = labels
    others = np.setdiff1d(np.arange(len(texts)), sampled)
    parts = []
    for start in range(0, len(others), _BLOCK):
        told("others", start / len(others))
        rows = others[start : start + _BLOCK]
        ids, nearness = index.search(space.place(vectors[rows], [texts[row] for row in rows]), NEAREST)
        found = ties_to(Neighbours(ids, nearness), labels, belongs.shape[1])
        parts.append(found)
        everywhere[rows] = strongest(found, np.full(len(rows), -1, np.int32))
    order = np.argsort(np.concatenate([sampled, others]))
    return everywhere, sparse.csr_matrix(sparse.vstack([belongs, *parts], format="csr")[order])


def ties_to(near: Neighbours, labels: Labels, num_themes: int) -> sparse.csr_matrix:
    """How much of each note's ties to its nearest in the sample leads to each theme: (notes, themes), rows sum to 1."""
    rows = np.repeat(np.arange(len(near.ids)), near.ids.shape[1])
    themes = labels[near.ids.ravel()]
    weights = strengths(near).ravel()
    there = themes >= 0
    found = sparse.csr_matrix(
        (weights[there], (rows[there], themes[there])), shape=(len(near.ids), num_themes)
    )
    total = np.asarray(found.sum(axis=1)).ravel()
    scale = np.divide(1.0, total, out=np.zeros_like(total), where=total > 0)
    return sparse.csr_matrix(sparse.diags(scale) @ found)
