"""Themes proposed among notes: communities at a level of detail that lasts when notes are left out.

A proposal is no code: people accept, rename, merge, split or drop it. Every note that is tied to others gets a theme;
`standing` says which themes last. The steps: `settle_space`, `graph.neighbours`, `levels`, `choose`, `last`, `spread`;
`discover` takes them in turn. Themes are numbered from 0, largest first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from listens.methods.themes import graph as graphs
from listens.methods.themes.communities import Labels, partition, shares
from listens.methods.themes.graph import Neighbours, Points, Ties
from listens.methods.themes.manifest import Settings
from listens.methods.themes.space import Space
from listens.methods.themes.spread import spread
from listens.methods.themes.stability import Subsamples, adjusted_rand, lasting

Told = Callable[[str, float], None]  # what is being done, and how much of it (0 to 1)
FEWEST_TEXTS = 10
_MORE_NEIGHBOURS = 2  # as many by which notes are settled; and subsamples find theirs in them
_FEW_DRAWS = 4  # subsamples that choose the level among many notes; all of them then judge its themes
_AS_GOOD = 0.02
_TRIES = 12
_COARSEST, _FINEST = 0.02, 50.0


@dataclass(frozen=True)
class Level:
    """The themes at one resolution (higher is finer), and how alike they come out of 80 % of the notes (0 to 1)."""

    resolution: float
    labels: Labels
    stability: float

    @property
    def num_themes(self) -> int:
        return int(self.labels.max(initial=-1)) + 1


@dataclass(frozen=True)
class Proposal:
    """`labels` (texts,), `belongs` (texts, themes) shares of ties, `lasts` (themes,) mean best Jaccard, `levels`.

    `sampled` are the places of the texts in which themes were sought; the others were given to the nearest.
    """

    labels: Labels
    belongs: sparse.csr_matrix
    lasts: NDArray[np.float64]
    levels: list[Level]
    chosen: int
    sampled: NDArray[np.intp]
    points: Points = field(repr=False)
    space: Space = field(repr=False)


def discover(
    texts: Sequence[str],
    vectors: NDArray[Any],
    times: NDArray[Any],
    settings: Settings,
    *,
    threads: int = 1,
    told: Told | None = None,
) -> Proposal:
    """Themes of different masked texts (`gather`); `vectors` (texts, 384) of any float kind, `times` (texts,).

    The same texts, vectors and settings give the same proposal on any number of threads. Of fewer than ten different
    texts only those that enough people say are themes.
    """
    tell = told or (lambda _what, _share: None)
    sampled = sample(len(texts), settings)
    parts = [texts[at] for at in sampled]
    tell("words", 0)
    space = Space.of(vectors[sampled], parts, settings)
    points = space.place(vectors[sampled], parts)
    index = graphs.Index(points, threads=threads) if len(sampled) < len(texts) else None
    near = find_neighbours(points, settings, threads, lambda share: tell("neighbours", share), index)
    full = Ties.of(near, settings.nearest)
    if len(parts) < FEWEST_TEXTS:  # too few to compare: what is said often enough is a theme of its own
        full = full.none()
    weights = times[sampled]
    draws = Subsamples(near, weights, settings)
    found = levels(full, draws, weights, settings, tell)
    chosen = choose(found)
    level = found[chosen]
    lasts = last(level, draws, weights, settings, tell)
    belongs = shares(full.wide, level.labels)
    labels = level.labels
    if index is not None:
        labels, belongs = spread(space, texts, vectors, sampled, index, labels, belongs, told=tell)
    return Proposal(labels, belongs, lasts, found, chosen, sampled, points, space)


def sample(num: int, settings: Settings) -> NDArray[np.intp]:
    """The places, in order, of the texts among which themes are sought: all, up to `settings.sample`."""
    if num <= settings.sample:
        return np.arange(num)
    chance = np.random.default_rng([settings.seed, 50])
    return np.sort(chance.permutation(num)[: settings.sample])


def find_neighbours(
    points: Points,
    settings: Settings,
    threads: int,
    told: Callable[[float], None],
    index: graphs.Index | None = None,
) -> Neighbours:
    """Twice as many as the graph uses."""
    done = 0

    def more(num: int) -> None:
        nonlocal done
        done += num
        told(done / len(points))

    return graphs.neighbours(
        points,
        settings.nearest * _MORE_NEIGHBOURS,
        threads=threads,
        progress=more,
        exact_up_to=settings.exact_up_to,
        index=index,
    )


def levels(full: Ties, draws: Subsamples, times: NDArray[Any], settings: Settings, tell: Told) -> list[Level]:
    """The ladder, coarse to fine; or the one level with about as many themes as were asked for."""

    def at(resolution: float) -> Labels:
        return partition(
            full.near,
            full.wide,
            resolution,
            seed=settings.seed,
            starts=settings.starts,
            smallest=settings.smallest_theme(int(times.sum())),
            times=times,
        )

    if not full.near.nnz:
        return [Level(settings.ladder[0], at(settings.ladder[0]), 1.0)]
    if settings.themes is not None:
        resolution, labels = about(settings.themes, at)
        return [Level(resolution, labels, steadiness(resolution, labels, draws, times, settings))]
    found = []
    for number, resolution in enumerate(settings.ladder):
        tell("levels", number / len(settings.ladder))
        labels = at(resolution)
        found.append(Level(resolution, labels, steadiness(resolution, labels, draws, times, settings)))
    return found


def about(num_themes: int, at: Callable[[float], Labels]) -> tuple[float, Labels]:
    """The resolution, and its themes, whose number is nearest to the one asked for, by halving."""
    low, high = _COARSEST, _FINEST
    best: tuple[int, float, Labels] | None = None
    for _ in range(_TRIES):
        resolution = float(np.sqrt(low * high))
        labels = at(resolution)
        num = int(labels.max(initial=-1)) + 1
        if best is None or abs(num - num_themes) < best[0]:
            best = abs(num - num_themes), resolution, labels
        if num == num_themes:
            break
        low, high = (resolution, high) if num < num_themes else (low, resolution)
    assert best is not None
    return best[1], best[2]


def steadiness(
    resolution: float, labels: Labels, draws: Subsamples, times: NDArray[Any], settings: Settings
) -> float:
    """Mean adjusted Rand index between these themes and those of the draws; 0 for a single theme."""
    if labels.max(initial=-1) < 1:
        return 0.0
    is_many = len(labels) > settings.exact_up_to
    which = range(min(_FEW_DRAWS if is_many else settings.subsamples, settings.subsamples))
    alike = [
        adjusted_rand(labels[rows], again, times[rows]) for rows, again in draws.again(resolution, which)
    ]
    return float(np.mean(alike)) if alike else 0.0


def choose(found: Sequence[Level]) -> int:
    """The steadiest level; of those as good, the finest: to merge two proposals is less work than to split one."""
    with_themes = [at for at, level in enumerate(found) if level.num_themes]
    steadiest = max((found[at].stability for at in with_themes), default=0.0)
    return max((at for at in with_themes if found[at].stability >= steadiest - _AS_GOOD), default=0)


def last(
    level: Level, draws: Subsamples, times: NDArray[Any], settings: Settings, tell: Told
) -> NDArray[np.float64]:
    """How well each theme lasts: its mean best Jaccard over all draws (themes,), 0 to 1."""
    if len(level.labels) < FEWEST_TEXTS or not level.num_themes:
        return np.ones(level.num_themes)
    tell("lasting", 0)
    again = draws.again(level.resolution, range(settings.subsamples))
    return lasting(((level.labels[rows], found, times[rows]) for rows, found in again), level.num_themes)
