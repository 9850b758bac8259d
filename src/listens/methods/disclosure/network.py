"""Rows and columns as a network: each cell is a pipe between its two sums, and to move counts about is a flow.

In such a table the least and the most of a cell are two maximal flows (Gusfield, "A graph theoretic approach to
statistical data security", SIAM Journal on Computing 17, 1988), found far faster than by a linear programme.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csgraph, csr_array

Numbers = NDArray[np.float64]
LARGEST = 2**31 - 1  # flows are counted in 32 bits


@dataclass(frozen=True)
class Network:
    """More in cell i is a flow from `start[i]` to `end[i]`, less is a flow back. Node 0 is the world outside."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]

    def ranges(self, counts: Numbers) -> list[tuple[float, float]] | None:
        """(least, most) of each cell; None when the counts are too large for 32 bits."""
        endless = int(counts.sum()) + 1
        if endless * len(counts) > LARGEST:
            return None
        size = int(max(self.start.max(), self.end.max())) + 1
        more, less = self.start * size + self.end, self.end * size + self.start
        ways = np.unique(np.concatenate((more, less)))
        more, less = np.searchsorted(ways, more), np.searchsorted(ways, less)
        falls, rises = counts.astype(np.int32), np.full(len(counts), endless, dtype=np.int32)
        width = np.zeros(len(ways), dtype=np.int32)
        np.add.at(width, more, rises)
        np.add.at(width, less, falls)
        first = np.searchsorted(ways // size, np.arange(size + 1))
        pipes = csr_array((width, ways % size, first), shape=(size, size))
        found = []
        for cell, (here, there) in enumerate(zip(self.start.tolist(), self.end.tolist(), strict=True)):
            pipes.data[more[cell]] -= rises[cell]
            pipes.data[less[cell]] -= falls[cell]
            fall = csgraph.maximum_flow(pipes, here, there).flow_value
            rise = csgraph.maximum_flow(pipes, there, here).flow_value
            pipes.data[more[cell]] += rises[cell]
            pipes.data[less[cell]] += falls[cell]
            count = float(counts[cell])
            found.append((max(count - fall, 0.0), np.inf if rise >= endless else count + rise))
        return found


def network_of(sums: csr_array) -> Network | None:
    """None where a cell lies in more than two sums, or the sums do not fall into two sides as rows and columns do."""
    by_cell = sums.T.tocsr()
    pairs, links = [], dict[int, list[tuple[int, int]]]()
    for cell in range(by_cell.shape[0]):
        entry = slice(by_cell.indptr[cell], by_cell.indptr[cell + 1])
        pair, signs = by_cell.indices[entry].tolist(), by_cell.data[entry].tolist()
        if not 1 <= len(pair) <= 2:
            return None
        pairs.append((pair, signs))
        if len(pair) == 2:
            turn = -1 if signs[0] == signs[1] else 1
            links.setdefault(pair[0], []).append((pair[1], turn))
            links.setdefault(pair[1], []).append((pair[0], turn))
    side = _two_sides(links)
    if side is None:
        return None
    start, end = [], []
    for pair, signs in pairs:
        ways = [(number + 1, sign * side.get(number, 1)) for number, sign in zip(pair, signs, strict=True)]
        ways += [(0, -ways[0][1])] * (len(ways) == 1)
        start.append(next(node for node, way in ways if way > 0))
        end.append(next(node for node, way in ways if way < 0))
    return Network(np.array(start), np.array(end))


def _two_sides(links: dict[int, list[tuple[int, int]]]) -> dict[int, int] | None:
    """1 or -1 for each sum, so that every cell goes in on one side and comes out on the other."""
    side: dict[int, int] = {}
    for first in links:
        waiting = [] if first in side else [first]
        side.setdefault(first, 1)
        while waiting:
            here = waiting.pop()
            for there, turn in links[here]:
                if there not in side:
                    side[there] = side[here] * turn
                    waiting.append(there)
                elif side[there] != side[here] * turn:
                    return None
    return side
