"""The steps of `methods.themes.discover`, each callable where a worker happens to be."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listens.methods.themes import describe, discover, graph, stability
from listens.methods.themes.communities import partition, shares, strongest
from listens.methods.themes.graph import Index, Neighbours, Ties
from listens.methods.themes.manifest import Settings
from listens.methods.themes.space import Space
from listens.methods.themes.spread import ties_to
from listens.sensemaking.machine.engine import Described, Vectors

Labels = NDArray[np.int32]
NOT_DRAWN = -2
FEW_DRAWS = 4  # among many texts these choose the level, and all of them then judge its groups


class Comparer:
    most, num_levels, num_draws = Settings().sample, len(Settings().ladder), Settings().subsamples

    def __init__(self) -> None:
        self._index: tuple[str, Index] | None = None

    def settings(self, seed: int) -> dict[str, Any]:
        return asdict(Settings(seed=seed))

    def num_first(self, num: int) -> int:
        return FEW_DRAWS if num > Settings().exact_up_to else self.num_draws

    def sample(self, num: int, seed: int) -> NDArray[np.intp]:
        return discover.sample(num, Settings(seed=seed))

    def space(self, vectors: Vectors, texts: Sequence[str], seed: int, *, with_words: bool) -> Space:
        settings = Settings(seed=seed)
        return Space.of(vectors, texts, settings if with_words else replace(settings, word_weight=0.0))

    def graph(self, points: NDArray[np.float32], seed: int) -> bytes:
        near = discover.find_neighbours(points, Settings(seed=seed), 1, lambda _share: None)
        file = io.BytesIO()
        np.savez(file, ids=near.ids, nearness=near.nearness)
        return file.getvalue()

    def group(self, graph: bytes, times: NDArray[Any], level: int, draw: int, seed: int) -> Labels:
        settings, near = Settings(seed=seed), _near(graph)
        resolution = settings.ladder[level]
        if not draw:
            smallest = settings.smallest_theme(int(times.sum()))
            ties = _ties(near, settings)
            return partition(
                ties.near,
                ties.wide,
                resolution,
                seed=seed,
                starts=settings.starts,
                smallest=smallest,
                times=times,
            )
        draws = stability.Subsamples(near, times, settings)
        labels = np.full(len(times), NOT_DRAWN, np.int32)
        for rows, again in draws.again(resolution, range(draw - 1, draw)):
            labels[rows] = again
        return labels

    def choose(self, groupings: Sequence[Sequence[Labels]], times: NDArray[Any]) -> int:
        ladder = Settings().ladder
        found = []
        for number, (whole, *draws) in enumerate(groupings):
            alike = [
                stability.adjusted_rand(
                    whole[draw != NOT_DRAWN], draw[draw != NOT_DRAWN], times[draw != NOT_DRAWN]
                )
                for draw in draws
            ]
            steady = float(np.mean(alike)) if whole.max(initial=-1) >= 1 else 0.0
            found.append(discover.Level(ladder[number], whole, steady))
        return discover.choose(found)

    def lasts(self, whole: Labels, draws: Sequence[Labels], times: NDArray[Any]) -> NDArray[np.float64]:
        num = int(whole.max(initial=-1)) + 1
        if len(whole) < discover.FEWEST_TEXTS or not num:
            return np.ones(num)
        drawn = [(draw != NOT_DRAWN, draw) for draw in draws]
        return stability.lasting(((whole[is_in], draw[is_in], times[is_in]) for is_in, draw in drawn), num)

    def standing(self, lasts: float) -> str:
        return stability.standing(lasts)

    def spread(
        self,
        points: Callable[[], NDArray[np.float32]],
        levels: Sequence[Labels],
        others: NDArray[np.float32],
        key: str,
    ) -> list[Labels]:
        near = Neighbours(*self._index_of(points, key).search(others, graph.NEAREST))
        nothing = np.full(len(others), -1, np.int32)
        return [
            strongest(ties_to(near, labels, int(labels.max(initial=-1)) + 1), nothing) for labels in levels
        ]

    def _index_of(self, points: Callable[[], NDArray[np.float32]], key: str) -> Index:
        if self._index is None or self._index[0] != key:
            self._index = key, Index(points())
        return self._index[1]

    def describe(
        self,
        texts: Sequence[str],
        labels: Labels,
        times: NDArray[Any],
        graph: bytes,
        points: Vectors,
        *,
        is_mixed: bool,
    ) -> list[Described]:
        belongs = shares(_ties(_near(graph), Settings()).wide, labels)
        rows = np.arange(len(texts))
        found = describe.describe(texts, labels, times, belongs, rows, points, is_mixed=is_mixed)
        return [
            Described(one.terms, [at for at in dict.fromkeys([one.medoid, *one.quotes]) if at >= 0])
            for one in found
        ]


def _near(graph: bytes) -> Neighbours:
    with np.load(io.BytesIO(graph), allow_pickle=False) as found:
        return Neighbours(found["ids"], found["nearness"])


def _ties(near: Neighbours, settings: Settings) -> Ties:
    """None where there are too few texts to compare: what is said often enough is a group of its own."""
    ties = Ties.of(near, settings.nearest)
    return ties if len(near.ids) >= discover.FEWEST_TEXTS else ties.none()
