"""Raking: weights that make the people heard look like the population in several ways at once. An option, with care.

Sources: W. E. Deming and F. F. Stephan, "On a least squares adjustment of a sampled frequency table", Annals of
Mathematical Statistics 11 (1940); L. Kish, Survey Sampling (1965), for what weighting costs; J.-C. Deville,
C.-E. Särndal and O. Sautory, "Generalized raking procedures in survey sampling", JASA 88 (1993), for the error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

ROUNDS = 500
CLOSE = 1e-11  # of a margin's total: when to stop
LIGHTEST, HEAVIEST = 0.2, 5.0  # of the mean weight: no person may count for less or more
SAME_TOTAL = 1e-3

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Weights:
    """One weight a person, in the order given. `num_effective`: as many unweighted people would say as much."""

    weights: Numbers
    columns: Numbers  # people x the values of all margins: 1 where a person has that value

    @property
    def num_effective(self) -> float:
        return float(self.weights.sum() ** 2 / (self.weights**2).sum())

    @property
    def design_effect(self) -> float:
        """Kish's: how many times as many people it takes, from 1 up."""
        return len(self.weights) / self.num_effective


def rake(
    people: Mapping[str, Sequence[str]],
    targets: Mapping[str, Mapping[str, float]],
    start: Sequence[float] | None = None,
    close: float = CLOSE,
) -> Weights:
    """Weights whose sums are the `targets`: {margin: {value: total}}, `people` being {margin: one value a person}.

    `start`: the weights before raking, all 1 if not given. `close`: how far off each sum may be when raking stops, as
    a part of it. Raises ValueError when the margins' totals disagree (by more than a thousandth), a value is in one
    of the two only, a target is not above 0, or no such weights are found.
    """
    lengths = {len(values) for values in people.values()}
    if len(lengths) != 1 or lengths == {0} or people.keys() != targets.keys():
        raise ValueError("Every margin needs one value for each person, and targets of its own.")
    totals = [sum(target.values()) for target in targets.values()]
    if max(totals) - min(totals) > SAME_TOTAL * max(totals):
        raise ValueError(f"The margins' totals disagree: {min(totals):g} and {max(totals):g}.")
    members: list[tuple[NDArray[np.bool_], float]] = []
    for margin, target in targets.items():
        values = np.asarray(people[margin])
        if odd := sorted(set(people[margin]) ^ set(target)):
            raise ValueError(
                f"“{odd[0]}” of “{margin}” is not both among the people and in the targets: join it to another value."
            )
        for value, total in target.items():
            if not (isfinite(total) and total > 0):
                raise ValueError(f"The target of “{value}” is {total}: it has to be above 0.")
            members.append((values == value, total))
    weights = np.ones(lengths.pop()) if start is None else np.array(start, dtype=float)
    if weights.shape != members[0][0].shape or not (np.isfinite(weights).all() and (weights > 0).all()):
        raise ValueError("Every person needs one starting weight above 0.")
    for _ in range(ROUNDS):
        for who, total in members:
            weights[who] *= total / weights[who].sum()
        if all(abs(weights[who].sum() - total) <= close * total for who, total in members):
            return Weights(weights, np.column_stack([who for who, _ in members]).astype(float))
    raise ValueError("No weights fit all the margins at once: join small groups, or use fewer margins.")


def trimmed(weights: Sequence[float], lightest: float = LIGHTEST, heaviest: float = HEAVIEST) -> Numbers:
    """No weight below `lightest` or above `heaviest` times the mean; the sum stays, shared among the others.

    Raises ValueError unless 0 <= lightest < 1 < heaviest.
    """
    if not 0 <= lightest < 1 < heaviest:
        raise ValueError("The mean weight has to lie between the lightest and the heaviest.")
    given: Numbers = np.asarray(weights, dtype=float)
    low, high = lightest * given.mean(), heaviest * given.mean()
    kept = given.copy()
    while True:
        cut: Numbers = np.clip(kept, low, high)
        if np.allclose(cut, kept, rtol=1e-12, atol=0):
            return cut
        free = (cut > low) & (cut < high)
        if not free.any():
            return cut
        cut[free] += (given.sum() - cut.sum()) / free.sum()
        kept = cut


def weighted_mean(raked: Weights, values: Sequence[float]) -> tuple[float, float]:
    """(mean, its standard error) of one value a person, the error being what raking leaves of it.

    Raises ValueError for fewer than two people or another number of values.
    """
    weights, measured = raked.weights, np.asarray(values, dtype=float)
    num = len(weights)
    if num < 2 or measured.shape != weights.shape:
        raise ValueError("A weighted mean needs two people or more, and one value for each.")
    mean = float(weights @ measured / weights.sum())
    influence = (measured - mean) / weights.sum()
    # What the margins already explain of a person's influence, raking has taken out.
    explained = raked.columns @ np.linalg.lstsq(raked.columns, influence, rcond=None)[0]
    left = weights * (influence - explained)
    return mean, float(np.sqrt(num / (num - 1) * ((left - left.mean()) ** 2).sum()))
