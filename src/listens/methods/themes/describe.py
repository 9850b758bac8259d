"""What a proposed theme is about: its terms, the note at its middle, and three that differ from one another.

Notes are named by their place, never by their words: whether somebody may be quoted is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from listens.methods.themes.graph import Points
from listens.methods.themes.words import terms, unit

TERMS_IN_LABEL = 3
QUOTES = 3
_LOOKED_AT = 50  # of a theme's notes, those that belong most
_DIFFERENCE = 0.5  # how much a quote is to differ from the others, beside being typical
_FEWEST_LETTERS = 20
_MOST_LETTERS = 400


@dataclass(frozen=True)
class Description:
    """`label` is its first terms, for people to replace; `medoid` and `quotes` are places of texts."""

    label: str
    terms: list[str]
    medoid: int
    quotes: list[int]


def describe(
    texts: Sequence[str],
    labels: NDArray[Any],
    times: NDArray[Any],
    belongs: sparse.csr_matrix,
    sampled: NDArray[np.intp],
    points: Points,
    *,
    is_mixed: bool = False,
) -> list[Description]:
    """One for each theme, in order. Terms and quotes come from the texts in `sampled`, whose `points` are known.

    `is_mixed`: the texts are in several languages.
    """
    num = belongs.shape[1]
    words = terms([texts[at] for at in sampled], labels[sampled], times[sampled], num, is_mixed=is_mixed)
    share = belongs.tocsc()
    where = np.full(len(texts), -1)
    where[sampled] = np.arange(len(sampled))
    return [
        _one(theme, words[theme], [texts[row] for row in rows], rows, where[rows], points)
        for theme in range(num)
        for rows in [_most_typical(share, labels, where, theme)]
    ]


def _most_typical(share: Any, labels: NDArray[Any], where: NDArray[Any], theme: int) -> NDArray[np.intp]:
    """The places of the theme's sampled notes that belong most to it."""
    of_theme = share.getcol(theme)
    rows, amounts = of_theme.indices, of_theme.data
    is_own = (labels[rows] == theme) & (where[rows] >= 0)
    rows, amounts = rows[is_own], amounts[is_own]
    return np.asarray(rows[np.lexsort((rows, -amounts))], np.intp)


def _one(
    theme: int, words: list[str], texts: list[str], rows: NDArray[np.intp], at: NDArray[Any], points: Points
) -> Description:
    label = ", ".join(words[:TERMS_IN_LABEL]) or f"theme {theme + 1}"
    if not len(rows):
        return Description(label, words, -1, [])
    own = points[at]
    middle = own @ unit(own.mean(axis=0, keepdims=True))[0]
    medoid = int(np.argmax(middle))
    can_be_read = [
        place
        for place, text in enumerate(texts[:_LOOKED_AT])
        if _FEWEST_LETTERS <= len(text) <= _MOST_LETTERS
    ] or list(range(min(len(texts), _LOOKED_AT)))
    quotes = diverse(own, middle, can_be_read, QUOTES)
    return Description(label, words, int(rows[medoid]), [int(rows[one]) for one in quotes])


def diverse(points: Points, typical: NDArray[Any], among: Sequence[int], most: int) -> list[int]:
    """Typical notes that differ: maximal marginal relevance (Carbonell and Goldstein 1998)."""
    taken: list[int] = []
    left = list(among)
    while left and len(taken) < most:
        alike = (points[left] @ points[taken].T).max(axis=1) if taken else np.zeros(len(left))
        best = left[int(np.argmax((1 - _DIFFERENCE) * typical[left] - _DIFFERENCE * alike))]
        taken.append(best)
        left.remove(best)
    return taken
