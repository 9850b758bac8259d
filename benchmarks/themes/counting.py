"""Shares of NHS comments with an interval, from 300 that people looked at: how often the truth is inside, how far
off.

All comments are the population, so the truth is known. Each time 300 are drawn; the machine learns from them alone
and reads the others; its chances for the 300 come from learners that had not seen them. The peers: the machine's own
count, and the 300 alone. Codes that more than 2 in 100 comments have, as in the table of targets, and all 35.

    python -m benchmarks.themes.counting
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
from benchmarks.themes import nhs
from benchmarks.themes.assigning import encoder
from benchmarks.themes.rows import Row, show

from listens.methods.intervals.shares import wilson
from listens.methods.themes.assign import fit
from listens.methods.themes.calibrate import given_at
from listens.methods.themes.estimate import estimate

TIMES, LABELS, COMMON = 30, 300, 0.02
COVERS, ERROR = (0.93, 0.97), 0.009


def rows() -> Iterator[Row]:
    if not nhs.is_here():
        yield Row("NHS comments", "not beside the project; set LISTENS_SHARED")
        return
    data = nhs.comments()
    truth = data.has.mean(axis=0)
    inside, error, width, naive, alone, alone_inside, alone_width = ([] for _ in range(7))
    for time in range(TIMES):
        one = drawn(time)
        inside.append(
            [low <= share <= high for (_found, low, high), share in zip(one[0], truth, strict=True)]
        )
        error.append([abs(found - share) for (found, _low, _high), share in zip(one[0], truth, strict=True)])
        width.append([high - low for _found, low, high in one[0]])
        naive.append(np.abs(one[1] - truth))
        alone.append(np.abs(one[2] - truth))
        limits = [wilson(count * LABELS, LABELS) for count in one[2]]
        alone_inside.append([low <= share <= high for (low, high), share in zip(limits, truth, strict=True)])
        alone_width.append([high - low for low, high in limits])
    for name, which in (("common", truth > COMMON), ("all", truth > 0)):
        what = f"NHS, {which.sum()} {name} codes, {LABELS} labels"

        def mean(values: list[np.ndarray], which: np.ndarray = which) -> float:
            return float(np.mean(np.array(values)[:, which]))

        covered, off = mean(inside), mean(error)
        met = (COVERS[0] <= covered <= COVERS[1], off <= ERROR) if name == "common" else (None, None)
        limits = (f"{COVERS[0]}-{COVERS[1]}", f"≤ {ERROR}") if name == "common" else ("", "")
        yield Row(f"{what}: intervals that hold the truth", f"{covered:.3f}", limits[0], met[0])
        yield Row(f"{what}: mean error", f"{off:.4f}", limits[1], met[1])
        yield Row(f"{what}: mean width", f"{mean(width):.4f}")
        alone_ = f"{mean(alone_inside):.3f}, {mean(alone):.4f}, {mean(alone_width):.4f}"
        yield Row(f"{what}: labels alone: held, error, width", alone_)
        yield Row(f"{what}: the machine's own count: mean error", f"{mean(naive):.4f}")


def drawn(seed: int) -> tuple[list[tuple[float, float, float]], np.ndarray, np.ndarray]:
    """From one draw: each code's (share, low, high), the machine's own shares, and those of the labels alone."""
    data = nhs.comments()
    order = np.random.default_rng(seed).permutation(len(data.texts))
    audit = np.zeros(len(order), bool)
    audit[order[:LABELS]] = True
    seen = np.flatnonzero(audit)
    model = fit(
        data.themes,
        [data.texts[place] for place in seen],
        data.has[seen],
        encoder(),
        [data.texts[place] for place in order[LABELS : LABELS + 2000]],
    )
    chances = model.chances(data.texts)
    own = given_at(chances, model.threshold).mean(axis=0)
    chances = model.evened(chances)
    chances[seen] = model.seen_chances
    found = [estimate(chances[:, code], audit, data.has[:, code]) for code in range(len(data.themes))]
    return [(one.share, one.low, one.high) for one in found], own, data.has[seen].mean(axis=0)


def main() -> int:
    return show(rows())


if __name__ == "__main__":
    sys.exit(main())
