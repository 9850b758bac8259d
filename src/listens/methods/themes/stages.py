"""Discovery in stages for a job: each takes what the one before left as bytes or arrays, and can be done again.

`words` and `graph` once, then `level` and `sample` for every resolution in any order and on any machine, then
`describe`. What was left of a stage says nothing of any note but which others it is near.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from listens.methods.themes import graph as graphs
from listens.methods.themes.communities import Labels, partition, shares, strongest
from listens.methods.themes.describe import describe
from listens.methods.themes.discover import FEWEST_TEXTS, find_neighbours, sample
from listens.methods.themes.graph import Neighbours
from listens.methods.themes.manifest import Settings
from listens.methods.themes.spread import ties_to
from listens.methods.themes.stability import SOLID_FROM, lasting
from listens.methods.themes.words import Lexicon, unit

_BLOCK = 10_000


class Texts(Protocol):
    """Masked texts in order, read anew each time."""

    def __iter__(self) -> Iterator[str]: ...

    def __len__(self) -> int: ...


@dataclass(frozen=True)
class Group:
    """A group of notes at one level: `notes` are rows that show it, the most typical first; `parent` is of the coarser
    level, "" at the coarsest."""

    key: str
    level: int
    parent: str
    terms: list[str]
    size: int
    stability: float
    is_solid: bool
    notes: list[int]


@dataclass(frozen=True)
class Stages:
    """The stages with their settings; `threads` change the time and nothing else."""

    settings: Settings = field(default_factory=Settings)
    threads: int = 1

    @property
    def resolutions(self) -> Sequence[float]:
        return self.settings.ladder

    @property
    def num_samples(self) -> int:
        return self.settings.subsamples

    def words(self, texts: Texts, seed: int) -> NDArray[np.float16]:
        """Each note by its words: float16 (notes, up to 100)."""
        chosen = set(sample(len(texts), self._with(seed)).tolist())
        lexicon = Lexicon([text for at, text in enumerate(texts) if at in chosen], seed)
        found = np.zeros((len(texts), lexicon.width), np.float16)
        block: list[str] = []
        done = 0
        for text in texts:
            block.append(text)
            if len(block) == _BLOCK:
                found[done : done + _BLOCK] = lexicon.place(block)
                done, block = done + _BLOCK, []
        found[done:] = lexicon.place(block) if block else found[done:]
        return found

    def graph(self, vectors: NDArray[Any], words: NDArray[Any], seed: int) -> bytes:
        """Who is near whom among the sample, and for every other note its nearest in it."""
        settings = self._with(seed)
        chosen = sample(len(vectors), settings)
        centre = vectors[chosen].mean(axis=0, dtype=np.float64).astype(np.float32)

        def place(rows: NDArray[np.intp]) -> graphs.Points:
            meaning = unit(vectors[rows].astype(np.float32) - centre)
            return unit(np.hstack([meaning, settings.word_weight * words[rows].astype(np.float32)]))

        points = place(chosen)
        near = find_neighbours(points, settings, self.threads, lambda _share: None)
        others = np.setdiff1d(np.arange(len(vectors)), chosen)
        ids = np.zeros((len(others), settings.nearest), np.int32)
        nearness = np.zeros(ids.shape, np.float32)
        if len(others):
            index = graphs.Index(points, threads=self.threads)
            for start in range(0, len(others), _BLOCK):
                part = slice(start, start + _BLOCK)
                ids[part], nearness[part] = index.search(place(others[part]), settings.nearest)
        return _packed(near.ids, near.nearness, chosen, others, ids, nearness)

    def level(self, graph: bytes, resolution: float, seed: int) -> Labels:
        """The group of every note at that resolution, int32 (notes,), largest first; -1 for none."""
        near, chosen, others, to_sample = _unpacked(graph)
        found = np.full(len(chosen) + len(others), -1, np.int32)
        labels = self._groups(near, resolution, seed, self.settings.starts, len(found))
        found[chosen] = labels
        if len(others) and labels.max(initial=-1) >= 0:
            ties = ties_to(to_sample, labels, int(labels.max()) + 1)
            found[others] = strongest(ties, np.full(len(others), -1, np.int32))
        return found

    def sample(self, graph: bytes, resolution: float, seed: int) -> Labels:
        """The same among 80 % of the notes, drawn by `seed`; -1 for the others."""
        near, chosen, others, _to_sample = _unpacked(graph)
        num = max(1, round(self.settings.share * len(chosen)))
        rows = np.sort(np.random.default_rng([seed, 80]).permutation(len(chosen))[:num])
        found = np.full(len(chosen) + len(others), -1, np.int32)
        found[chosen[rows]] = self._groups(near.within(rows), resolution, seed, 1, len(found))
        return found

    def describe(
        self,
        texts: Texts,
        vectors: NDArray[Any],
        levels: Sequence[Labels],
        samples: Sequence[Sequence[Labels]],
    ) -> list[Group]:
        """Every group of every level, coarse to fine, with its terms, how well it lasts, and rows that show it."""
        chosen = sample(len(vectors), self.settings)
        points = unit(vectors[chosen].astype(np.float32) - vectors[chosen].mean(axis=0, dtype=np.float32))
        kept = set(chosen.tolist())
        words = [text for at, text in enumerate(texts) if at in kept]
        once = np.ones(len(chosen), np.int64)
        found: list[Group] = []
        for number, labels in enumerate(levels):
            here = labels[chosen]
            member = shares(sparse.csr_matrix((len(chosen), len(chosen))), here)
            described = describe(words, here, once, member, np.arange(len(chosen)), points)
            lasts = _lasting(labels, samples[number])
            for theme, one in enumerate(described):
                rows = [int(chosen[at]) for at in dict.fromkeys([one.medoid, *one.quotes]) if at >= 0]
                parent = _parent(levels[number - 1], labels == theme) if number else -1
                found.append(
                    Group(
                        key=f"{number}.{theme}",
                        level=number,
                        parent=f"{number - 1}.{parent}" if parent >= 0 else "",
                        terms=one.terms,
                        size=int((labels == theme).sum()),
                        stability=float(lasts[theme]),
                        is_solid=bool(lasts[theme] >= SOLID_FROM),
                        notes=rows,
                    )
                )
        return found

    def _with(self, seed: int) -> Settings:
        return replace(self.settings, seed=seed)

    def _groups(self, near: Neighbours, resolution: float, seed: int, starts: int, num_notes: int) -> Labels:
        num = len(near.ids)
        ties = graphs.fuzzy(near.first(self.settings.nearest))
        if num < FEWEST_TEXTS:
            return np.full(num, -1, np.int32)
        smallest = max(
            self.settings.smallest, round(self.settings.smallest_theme(num_notes) * num / num_notes)
        )
        return partition(
            ties, resolution, seed=seed, starts=starts, smallest=smallest, times=np.ones(num, np.int64)
        )


def _lasting(labels: Labels, samples: Sequence[Labels]) -> NDArray[np.float64]:
    draws = ((labels[other >= 0], other[other >= 0], np.ones(int((other >= 0).sum()))) for other in samples)
    return lasting(draws, int(labels.max(initial=-1)) + 1)


def _parent(coarser: Labels, rows: NDArray[np.bool_]) -> int:
    there = coarser[rows & (coarser >= 0)]
    return int(np.bincount(there).argmax()) if len(there) else -1


def _packed(*parts: NDArray[Any]) -> bytes:
    file = io.BytesIO()
    for part in parts:
        np.save(file, part, allow_pickle=False)
    return file.getvalue()


def _unpacked(graph: bytes) -> tuple[Neighbours, NDArray[np.intp], NDArray[np.intp], Neighbours]:
    file = io.BytesIO(graph)
    ids, nearness, chosen, others, other_ids, other_nearness = (
        np.load(file, allow_pickle=False) for _part in range(6)
    )
    return Neighbours(ids, nearness), chosen, others, Neighbours(other_ids, other_nearness)
