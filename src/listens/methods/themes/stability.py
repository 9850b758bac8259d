"""Would the same themes be found if some of the notes had not been there?

Hennig 2007 ("Cluster-wise assessment of cluster stability"): themes are sought again among 80 % of the notes, ten
times, and each theme is compared with the one most like it (Jaccard). Below 0.5 it is likely to be chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from listens.methods.themes.communities import Labels, partition
from listens.methods.themes.graph import Neighbours, Ties
from listens.methods.themes.manifest import Settings

SOLID, TENTATIVE, HIDDEN = "solid", "tentative", "hidden"
SOLID_FROM, TENTATIVE_FROM = 0.75, 0.5


def standing(jaccard: float) -> str:
    """What a mean best Jaccard between 0 and 1 lets one say of a theme."""
    if jaccard >= SOLID_FROM:
        return SOLID
    return TENTATIVE if jaccard >= TENTATIVE_FROM else HIDDEN


class Subsamples:
    """The same draws of 80 % of the notes, with the graph of each, for every level that is tried."""

    def __init__(self, near: Neighbours, times: NDArray[Any], settings: Settings) -> None:
        self._near, self._times, self._settings = near, times, settings
        chance = np.random.default_rng([settings.seed, 80])
        num = max(1, round(settings.share * len(times)))
        self._draws = [np.sort(chance.permutation(len(times))[:num]) for _ in range(settings.subsamples)]
        self._graphs: dict[int, Ties] = {}
        self._found: dict[tuple[int, float], Labels] = {}

    def again(self, resolution: float, which: range) -> Iterator[tuple[NDArray[np.intp], Labels]]:
        """For each draw its rows, and the theme of each when themes are sought among those alone."""
        for number in which:
            if (number, resolution) not in self._found:
                self._found[number, resolution] = self._seek(number, resolution)
            yield self._draws[number], self._found[number, resolution]

    def _seek(self, number: int, resolution: float) -> Labels:
        rows = self._draws[number]
        if number not in self._graphs:
            self._graphs[number] = Ties.of(
                self._near.within(rows, self._near.ids.shape[1]), self._settings.nearest
            )
        return partition(
            self._graphs[number].near,
            self._graphs[number].wide,
            resolution,
            seed=self._settings.seed + 1 + number,
            starts=1,
            smallest=self._smallest,
            times=self._times[rows],
        )

    @property
    def _smallest(self) -> int:
        whole = self._settings.smallest_theme(int(self._times.sum()))
        return max(1, round(self._settings.share * whole))


def best_jaccard(one: Labels, other: Labels, times: NDArray[Any]) -> NDArray[np.float64]:
    """For each theme of `one` the Jaccard with the theme of `other` that is most like it; nan where it has no note."""
    both = table(one, other, times)
    in_one = np.bincount(one[one >= 0], times[one >= 0], minlength=both.shape[0])
    in_other = np.bincount(other[other >= 0], times[other >= 0], minlength=both.shape[1])
    union = in_one[:, None] + in_other[None, :] - both
    best = (both / np.maximum(union, 1)).max(axis=1, initial=0.0)
    return np.where(in_one > 0, best, np.nan)


def lasting(draws: Iterable[tuple[Labels, Labels, NDArray[Any]]], num_themes: int) -> NDArray[np.float64]:
    """Mean best Jaccard of each theme (themes,) over draws: (themes, those found again, times) of the drawn notes."""
    found = []
    for labels, again, times in draws:
        best = best_jaccard(labels, again, times)
        found.append(np.pad(best, (0, num_themes - len(best)), constant_values=np.nan))
    told = np.array(found).reshape(len(found), num_themes)
    seen = ~np.isnan(told)
    return np.asarray(np.where(seen, told, 0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1))


def adjusted_rand(one: Labels, other: Labels, times: NDArray[Any]) -> float:
    """How alike two groupings are, 1 for the same, 0 for chance (Hubert and Arabie 1985); notes counted as often as
    they were said, and those without a theme as one group more."""
    both = table(one + 1, other + 1, times)

    def pairs(counts: NDArray[np.float64]) -> float:
        return float((counts * (counts - 1) / 2).sum())

    alike, ones, others = pairs(both), pairs(both.sum(axis=1)), pairs(both.sum(axis=0))
    total = pairs(np.array([both.sum()]))
    by_chance = ones * others / total if total else 0.0
    most = (ones + others) / 2
    return 1.0 if most == by_chance else (alike - by_chance) / (most - by_chance)


def table(one: Labels, other: Labels, times: NDArray[Any]) -> NDArray[np.float64]:
    """How many notes have each theme of `one` and each of `other`; those without either are left out."""
    rows = (one >= 0) & (other >= 0)
    shape = (int(one.max(initial=-1)) + 1, int(other.max(initial=-1)) + 1)
    counted = sparse.coo_matrix((times[rows].astype(float), (one[rows], other[rows])), shape=shape)
    return np.asarray(counted.todense())
