"""How much each kind of evidence counts: one logistic regression for all codes together.

It is fitted on evidence of notes that the learners had not seen, so its chances are what they say. All codes share
it: a code that three notes have borrows from those that three hundred have. How many notes have the code is itself
evidence: the more, the less its likeness counts and the more the learners do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from listens.methods.themes.encoding import Bools, Floats, Ints
from listens.methods.themes.evidence import KINDS

MOST_ROWS = 400_000
FEWEST_NOTES, FEWEST_GIVEN = 20, 10  # below that the weights are those of UNFITTED
# Each kind of evidence, the same by how many have the code, and that number itself; then where it starts.
UNFITTED = np.array([0.3, 0.3, 0.2, 0.4, 0.1, 0.1, 0.1, -0.1, 0.0]), -0.5


@dataclass(frozen=True)
class Weighing:
    """From evidence to chances."""

    weights: Floats
    start: float
    is_fitted: bool

    def chances(self, evidence: NDArray[np.float32], num_given: Ints) -> NDArray[np.float32]:
        """(notes, codes), each 0 to 1. `num_given`: how many decided notes have each code."""
        found = np.empty(evidence.shape[:2], np.float32)
        many = _many(num_given)
        for code in range(evidence.shape[1]):
            odds = (
                _features(evidence[:, code], np.full(len(evidence), many[code])) @ self.weights + self.start
            )
            found[:, code] = 1 / (1 + np.exp(-odds))
        return found


def weigh(evidence: NDArray[np.float32], decided: Bools, num_given: Ints, seed: int = 0) -> Weighing:
    """Fit the weights on evidence of notes unseen by the learners, (notes, codes, kinds), and what people decided."""
    num, codes = decided.shape
    if num < FEWEST_NOTES or decided.sum() < FEWEST_GIVEN:
        return Weighing(*UNFITTED, is_fitted=False)
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    most = max(FEWEST_NOTES, MOST_ROWS // codes)
    use = np.sort(np.random.default_rng(seed).permutation(num)[:most])
    if not decided[use].any():
        use = np.arange(num)
    many = np.broadcast_to(_many(num_given), (len(use), codes)).ravel()
    rows = _features(evidence[use].reshape(-1, len(KINDS)), many)
    if decided[use].all():
        return Weighing(*UNFITTED, is_fitted=False)
    with threadpool_limits(1):
        model = LogisticRegression(C=0.3, max_iter=500).fit(rows, decided[use].ravel())
    return Weighing(model.coef_[0], float(model.intercept_[0]), is_fitted=True)


def _many(num_given: Ints) -> Floats:
    return np.log1p(num_given)


def _features(evidence: Floats, many: Floats) -> Floats:
    return np.hstack([evidence, evidence * ((many - 2) / 2)[:, None], many[:, None]])
