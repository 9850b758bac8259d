"""A small deterministic machine for tests of the jobs: words become directions by their digest, alike is near.

The real one is tested in tests/methods/themes; what is tested here is who reads what, when, and what is kept.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

import numpy as np

from listens.sensemaking.machine import arrays
from listens.sensemaking.machine.engine import Found, Pick


@cache
def direction(word: str):
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).normal(size=384).astype(np.float32)


def words_of(text):
    return [word for word in re.findall(r"\w+", text.lower()) if len(word) > 3]


def normal(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


class SmallReader:
    digest = "small-model-0001-of-the-tests"

    def __init__(self):
        self.read = []

    def knows(self, text, language):
        return language.startswith("en")

    def mask(self, text):
        return re.sub(r"\d", " ", text)

    def encode(self, texts):
        self.read += texts
        zero = np.zeros(384, np.float32)
        return normal(np.array([sum((direction(word) for word in words_of(text)), zero) for text in texts]))

    def versions(self):
        return {"small": "1"}


def leaders(vectors, near):
    """Each note joins the first that it is near to, or begins a group."""
    first, labels = [], []
    for row, vector in enumerate(vectors):
        joined = next((n for n, one in enumerate(first) if vectors[one] @ vector >= near), None)
        if joined is None:
            joined = len(first)
            first.append(row)
        labels.append(joined)
    return np.array(labels, np.int32)


class SmallDiscoverer:
    resolutions = (0.5, 1.0)
    num_samples = 2

    def words(self, texts, seed):
        return np.array([[len(text)] for text in texts], np.float32)

    def graph(self, vectors, words, seed):
        assert len(vectors) == len(words)
        return arrays.packed(vectors.astype(np.float16))

    def level(self, graph, resolution, seed):
        return leaders(arrays.unpacked(graph).astype(np.float32), 0.3 * resolution)

    def sample(self, graph, resolution, seed):
        vectors = arrays.unpacked(graph).astype(np.float32)
        is_in = np.random.default_rng(seed).permutation(len(vectors)) < 0.8 * len(vectors)
        labels = np.full(len(vectors), -1, np.int32)
        labels[is_in] = leaders(vectors[is_in], 0.3 * resolution)
        return labels

    def describe(self, texts, vectors, levels, samples):
        texts, found = list(texts), []
        for level, labels in enumerate(levels):
            for group in np.unique(labels):
                rows = np.flatnonzero(labels == group)
                if len(rows) < 5:
                    continue
                counted = {}
                for row in rows:
                    for word in words_of(texts[row]):
                        counted[word] = counted.get(word, 0) + 1
                steady = float(np.mean([best(rows, one) for one in samples[level]]))
                found.append(
                    Found(
                        key=f"t{level}-{group}",
                        level=level,
                        parent="" if level == 0 else f"t0-{levels[0][rows[0]]}",
                        terms=sorted(counted, key=lambda word: (-counted[word], word))[:5],
                        size=len(rows),
                        stability=steady,
                        is_solid=steady >= 0.75,
                        notes=[int(row) for row in rows[:4]],
                    )
                )
        return found


def best(rows, labels):
    """The best Jaccard of a group within one subsample."""
    rows = {int(row) for row in rows if labels[row] >= 0}
    groups = {int(labels[row]) for row in rows}
    others = [set(np.flatnonzero(labels == group).tolist()) for group in groups]
    return max((len(rows & one) / len(rows | one) for one in others), default=0.0)


class SmallLearnt:
    floor, is_calibrated = 0.4, True

    def __init__(self, decided):
        self.centres = normal(decided.given.T.astype(np.float32) @ decided.vectors + 1e-6)
        self.held_out = self.scores(decided.vectors)

    def scores(self, vectors):
        return np.clip(vectors.astype(np.float32) @ self.centres.T, 0, 1)

    def assign(self, texts, vectors):
        for text, row in zip(texts, self.scores(vectors), strict=True):
            end = text.find(".") + 1 or len(text)
            order = sorted(range(len(row)), key=lambda n: -row[n])
            yield [Pick(n, float(row[n]), 0, end) for n in order if row[n] >= self.floor]


class SmallAssigner:
    def learn(self, decided, seed):
        return SmallLearnt(decided)


def put_in(monkeypatch=None):
    """Use it in place of the extra; returns the reader, which remembers what it was given."""
    from listens.sensemaking.machine import installed

    reader, discoverer, assigner = SmallReader(), SmallDiscoverer(), SmallAssigner()
    parts = {
        "why_not": lambda: "",
        "reader": lambda: reader,
        "discoverer": lambda: discoverer,
        "assigner": lambda: assigner,
    }
    for name, part in parts.items():
        monkeypatch.setattr(installed, name, part) if monkeypatch else setattr(installed, name, part)
    return reader
