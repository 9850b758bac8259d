"""Who is near whom: the graph of each note's fifteen nearest, in which communities are looked for.

The union graph, each note's ties scaled to its own surroundings (the fuzzy sets of UMAP, McInnes et al. 2018, arXiv
1802.03426, without its layout), so that a sparse corner ties as strongly as a crowded one. Exact up to 20,000 notes,
above that an HNSW index (usearch). Every block is worked by one thread of the linear algebra, so that the result is
the same whatever number of threads works on blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Points = NDArray[np.float32]
NEAREST = 15
EXACT_UP_TO = 20_000
_BLOCK = 512
_DEALT = 16
_HALVINGS = 40
_NARROWEST = 1e-3


@dataclass(frozen=True)
class Neighbours:
    """For each of n points its k nearest others, nearest first: `ids` int32 (n, k), `nearness` float32 (n, k).

    Nearness is the cosine; an id of -1 is none.
    """

    ids: NDArray[np.int32]
    nearness: NDArray[np.float32]

    def within(self, rows: NDArray[np.intp], k: int = NEAREST) -> Neighbours:
        """The neighbours as they are if only `rows` exist, as far as these lists reach."""
        place = np.full(len(self.ids) + 1, -1, np.int32)
        place[rows] = np.arange(len(rows), dtype=np.int32)
        ids = place[self.ids[rows]]
        nearness = np.where(ids >= 0, self.nearness[rows], -np.inf).astype(np.float32)
        first = np.argsort(ids < 0, axis=1, kind="stable")[:, :k]
        return Neighbours(np.take_along_axis(ids, first, axis=1), np.take_along_axis(nearness, first, axis=1))

    def first(self, k: int) -> Neighbours:
        return Neighbours(self.ids[:, :k], self.nearness[:, :k])


@dataclass(frozen=True)
class Ties:
    """Two weighted graphs (n, n) of the same points: in `near` communities are sought, by `wide` notes are settled."""

    near: sparse.csr_matrix
    wide: sparse.csr_matrix

    @classmethod
    def of(cls, lists: Neighbours, k: int) -> Ties:
        """From lists that reach beyond the `k` that communities are sought by."""
        return cls(fuzzy(lists.first(k)), fuzzy(lists))

    def none(self) -> Ties:
        empty = sparse.csr_matrix(self.near.shape)
        return Ties(empty, empty)


def one_thread() -> AbstractContextManager[Any]:
    """Linear algebra by one thread inside: sums come out the same on every number of processors."""
    from threadpoolctl import threadpool_limits

    return threadpool_limits(1)  # type: ignore[no-any-return, unused-ignore]


def neighbours(
    points: Points,
    k: int = NEAREST,
    *,
    threads: int = 1,
    progress: Callable[[int], None] | None = None,
    exact_up_to: int = EXACT_UP_TO,
    index: Index | None = None,
) -> Neighbours:
    """The k nearest others of each point (n, d), rows of length 1; fewer when there are fewer.

    An `index` of these points that is there already is not made again.
    """
    k = min(k, len(points) - 1)
    if k < 1:
        return Neighbours(np.empty((len(points), 0), np.int32), np.empty((len(points), 0), np.float32))
    if len(points) <= exact_up_to:
        return _exact(points, k, threads, progress)
    ids, nearness = (index or Index(points, threads=threads)).search(points, k + 1, progress)
    return _without_self(ids, nearness, k)


class Index:
    """An HNSW graph of points that can be asked for the nearest. Points are added by one thread: in one order."""

    def __init__(self, points: Points, *, threads: int = 1) -> None:
        from usearch.index import Index as Hnsw

        self._threads = threads
        self._hnsw: Any = Hnsw(
            ndim=points.shape[1],
            metric="ip",
            dtype="f16",
            connectivity=16,
            expansion_add=48,
            expansion_search=40,
        )
        self._hnsw.add(np.arange(len(points)), points, threads=1)

    def search(
        self, points: Points, k: int, progress: Callable[[int], None] | None = None
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Ids and cosines (n, k) of the nearest that were added, nearest first."""
        found = self._hnsw.search(points, min(k, len(self._hnsw)), threads=self._threads)
        if progress:
            progress(len(points))
        keys = np.asarray(found.keys, dtype=np.int64).reshape(len(points), -1)
        return keys.astype(np.int32), (1 - np.asarray(found.distances)).reshape(keys.shape).astype(np.float32)


def fuzzy(near: Neighbours) -> sparse.csr_matrix:
    """The weighted union graph (n, n), symmetric, weights in (0, 1]."""
    n, k = near.ids.shape
    if not k:
        return sparse.csr_matrix((n, n))
    there = near.ids >= 0
    weights = strengths(near)
    rows = np.repeat(np.arange(n), k)[there.ravel()]
    ties = sparse.csr_matrix((weights[there], (rows, near.ids[there])), shape=(n, n))
    union = ties + ties.T - ties.multiply(ties.T)
    union = sparse.csr_matrix(union)
    union.sort_indices()
    return union


def strengths(near: Neighbours) -> NDArray[np.float64]:
    """How strongly each point ties to each of its neighbours (n, k), 1 for the nearest, 0 where there is none."""
    there = near.ids >= 0
    away = np.where(there, 1 - near.nearness, np.inf).astype(np.float64)
    nearest = np.where(there[:, :1], away[:, :1], 0.0)
    beyond = np.where(there, np.maximum(away - nearest, 0), np.inf)
    return np.asarray(np.exp(-beyond / _width(beyond, near.ids.shape[1])[:, None]) * there)


def _width(beyond: NDArray[np.float64], k: int) -> NDArray[np.float64]:
    """For each point the width at which its ties sum to log2 k, by halving."""
    n = len(beyond)
    low, high, width = np.zeros(n), np.full(n, np.inf), np.ones(n)
    for _ in range(_HALVINGS):
        is_wide = np.exp(-beyond / width[:, None]).sum(axis=1) > np.log2(max(k, 2))
        high, low = np.where(is_wide, width, high), np.where(is_wide, low, width)
        width = np.where(np.isinf(high), width * 2, (low + np.where(np.isinf(high), 0, high)) / 2)
        width = np.clip(width, _NARROWEST, 1e3)
    return width


def _exact(points: Points, k: int, threads: int, progress: Callable[[int], None] | None) -> Neighbours:
    ids = np.empty((len(points), k), np.int32)
    nearness = np.empty((len(points), k), np.float32)

    def work(start: int) -> int:
        block = points[start : start + _BLOCK] @ points.T
        rows = np.arange(len(block))
        block[rows, start + rows] = -np.inf
        nearest = largest(block, k)
        values = np.take_along_axis(block, nearest, axis=1)
        order = np.lexsort((nearest, -values), axis=1)
        ids[start : start + len(block)] = np.take_along_axis(nearest, order, axis=1)
        nearness[start : start + len(block)] = np.take_along_axis(values, order, axis=1)
        return len(block)

    with one_thread(), ThreadPoolExecutor(threads) as pool:
        for num in pool.map(work, _starts(len(points))):
            if progress:
                progress(num)
    return Neighbours(ids, nearness)


def largest(block: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Where the k largest of each row stand (rows, k), in no order: a third of the time of asking for them at once.

    Columns are dealt out to groups of sixteen; the k largest stand in the k groups whose own largest are largest.
    """
    groups = block.shape[1] // _DEALT
    if groups <= 2 * k:
        return np.argpartition(block, -k, axis=1)[:, -k:]
    whole = groups * _DEALT
    most = block[:, :whole].reshape(len(block), _DEALT, groups).max(axis=1)
    best = np.argpartition(most, -k, axis=1)[:, -k:]
    among = (best[:, :, None] + groups * np.arange(_DEALT)).reshape(len(block), -1)
    rest = np.broadcast_to(np.arange(whole, block.shape[1]), (len(block), block.shape[1] - whole))
    among = np.hstack([among, rest])
    at = np.argpartition(np.take_along_axis(block, among, axis=1), -k, axis=1)[:, -k:]
    return np.take_along_axis(among, at, axis=1)


def _starts(n: int) -> Iterator[int]:
    yield from range(0, n, _BLOCK)


def _without_self(ids: NDArray[np.int32], nearness: NDArray[np.float32], k: int) -> Neighbours:
    is_self = ids == np.arange(len(ids))[:, None]
    first = np.argsort(is_self, axis=1, kind="stable")[:, :k]
    return Neighbours(np.take_along_axis(ids, first, axis=1), np.take_along_axis(nearness, first, axis=1))
