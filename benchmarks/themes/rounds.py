"""A second round with themes that the first did not have: do the codes stay, and are the new themes found?

Bank questions (77 kinds) and Stack Overflow titles (20 kinds). Some kinds are kept for the second round alone, which
also has four in ten of the notes of all others. The codes of round one are frozen; what is new is sought only in notes
that resemble none of round one. A new kind is found when most notes of one proposal are of it. The peer is what is
usual: propose anew from all notes, and see how many notes of round one keep their theme after the best matching.

    python -m benchmarks.themes.rounds
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from benchmarks.themes.assigning import encoder
from benchmarks.themes.data import FOLDER
from benchmarks.themes.rows import Row, show
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from listens.methods.themes.novelty import novelty

NOTES, SEED = 6000, 0
FOUND = 0.8
Kinds = NDArray[np.int64]


@dataclass(frozen=True)
class Set:
    """Texts with their kinds; `new` are the kinds of the second round alone."""

    name: str
    texts: list[str]
    kinds: Kinds
    new: Kinds

    def second(self) -> NDArray[np.bool_]:
        rng = np.random.RandomState(1)
        return np.isin(self.kinds, self.new) | (rng.rand(len(self.kinds)) < 0.4)


def rows() -> Iterator[Row]:
    found = [one for one in (banking(), stack_overflow()) if one]
    if not found:
        yield Row("Two rounds", "not beside the project; set LISTENS_SHARED")
        return
    total, of = 0, 0
    for data in found:
        num_new, num_proposed, share_residual = sought(data)
        total, of = total + num_new, of + len(data.new)
        yield Row(
            f"{data.name}: new themes found, proposals, notes looked at",
            f"{num_new} of {len(data.new)}, {num_proposed}, {share_residual:.0%}",
        )
        yield Row(f"{data.name}: proposing anew, codes kept", f"{kept_by_proposing_anew(data):.2f}")
    yield Row("both: new themes found", f"{total / of:.2f}", f"≥ {FOUND}", total / of >= FOUND)
    yield Row("both: round-one codes kept when frozen", "1.00, for nothing moves them", "1.0", True)


def sought(data: Set) -> tuple[int, int, float]:
    """New kinds found, proposals made, share of the second round looked at."""
    vectors, second = encoder().encode(data.texts), data.second()
    fresh = novelty(vectors[second], vectors[~second]).is_new
    places = np.flatnonzero(second)[fresh]
    labels = proposed(data, places)
    found = set()
    for theme in range(labels.max(initial=-1) + 1):
        kinds, counts = np.unique(data.kinds[places][labels == theme], return_counts=True)
        if counts.max(initial=0) * 2 > counts.sum() and kinds[counts.argmax()] in data.new:
            found.add(int(kinds[counts.argmax()]))
    return len(found), int(labels.max(initial=-1) + 1), float(fresh.mean())


def kept_by_proposing_anew(data: Set) -> float:
    """Share of the first round's notes whose theme, of round one alone, is theirs after the best matching."""
    first = np.flatnonzero(~data.second())
    before, after = proposed(data, first), proposed(data, np.arange(len(data.texts)))[first]
    table = np.zeros((before.max() + 1, after.max() + 1))
    np.add.at(table, (before[(before >= 0) & (after >= 0)], after[(before >= 0) & (after >= 0)]), 1)
    return float(table[linear_sum_assignment(-table)].sum() / (before >= 0).sum())


def proposed(data: Set, places: NDArray[np.int64]) -> NDArray[np.int64]:
    from listens.methods.themes.discover import discover
    from listens.methods.themes.manifest import Settings

    texts = [data.texts[place] for place in places]
    vectors = encoder().encode(texts)
    return np.asarray(discover(texts, vectors, np.ones(len(texts), int), Settings(seed=SEED)).labels)


@cache
def banking() -> Set | None:
    folder = FOLDER / "banking77"
    if not folder.exists():
        return None
    pairs = []
    for name in ("train.csv", "test.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            pairs += [(row["text"], row["category"]) for row in csv.DictReader(file)]
    return _set("Banking77", pairs, 10)


@cache
def stack_overflow() -> Set | None:
    folder = FOLDER / "stackoverflow"
    if not (folder / "title.txt").exists():
        return None
    texts = (folder / "title.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    kinds = (folder / "label.txt").read_text(encoding="utf-8").split()
    return _set("Stack Overflow", list(zip(texts, kinds, strict=False)), 4)


def _set(name: str, pairs: list[tuple[str, str]], num_new: int) -> Set:
    order = np.random.RandomState(SEED).permutation(len(pairs))[:NOTES]
    chosen = list({pairs[place][0].strip(): pairs[place] for place in order}.values())
    names, kinds = np.unique([kind for _text, kind in chosen], return_inverse=True)
    new = np.random.RandomState(1).permutation(len(names))[:num_new]
    return Set(name, [text.strip() for text, _kind in chosen], kinds, new)


def main() -> int:
    return show(rows())


if __name__ == "__main__":
    sys.exit(main())
