"""A small deterministic machine for tests of the jobs: words become directions by their digest, alike is near.

The real one is tested in tests/methods/themes; what is tested here is who reads what, when, and what is kept.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

import numpy as np

from listens.sensemaking.machine import arrays
from listens.sensemaking.machine.engine import Assigned, Described, Pick


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
    is_multilingual = False

    def __init__(self):
        self.read = []

    def language(self, text, told):
        return told.partition("-")[0]

    def knows(self, language):
        return language == "en"

    def is_weak_in(self, language):
        return False

    def common(self, texts):
        return frozenset({"common"})

    def mask(self, text, known):
        assert "common" in known
        return re.sub(r"[\d█]", " ", text)

    def blank(self, text, known):
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


class SmallSpace:
    def place(self, vectors, texts):
        assert len(vectors) == len(texts)
        return np.asarray(vectors, np.float32)


class SmallDiscoverer:
    most, num_levels, num_draws = 1000, 2, 2

    def settings(self, seed):
        return {"seed": seed, "most": self.most}

    def num_first(self, num):
        return 1

    def sample(self, num, seed):
        return np.sort(np.random.default_rng(seed).permutation(num)[: self.most])

    def space(self, vectors, texts, seed, *, with_words):
        return SmallSpace()

    def graph(self, points, seed):
        return arrays.packed(points)

    def group(self, graph, times, level, draw, seed):
        points = arrays.unpacked(graph)
        is_in = np.random.default_rng(seed + draw).permutation(len(points)) < (0.8 if draw else 1) * len(
            points
        )
        labels = np.full(len(points), -2, np.int32)
        labels[is_in] = leaders(points[is_in], 0.3) // (2 - level)  # the coarse level has two in one
        sizes = np.bincount(labels[is_in], times[is_in])
        labels[is_in] = np.where(sizes[labels[is_in]] >= 5, labels[is_in], -1)
        return labels

    def choose(self, groupings, times):
        return 1

    def lasts(self, whole, draws, times):
        num = int(whole.max(initial=-1)) + 1
        return np.array(
            [np.mean([best(np.flatnonzero(whole == n), draw) for draw in draws]) for n in range(num)]
        )

    def standing(self, lasts):
        return "solid" if lasts >= 0.75 else "tentative" if lasts >= 0.5 else "hidden"

    def spread(self, points, levels, others, key):
        nearest = np.argmax(others @ points().T, axis=1)
        return [labels[nearest] for labels in levels]

    def describe(self, texts, labels, times, graph, points, *, is_mixed):
        found = []
        for group in range(int(labels.max(initial=-1)) + 1):
            rows = np.flatnonzero(labels == group).tolist()
            counted = {}
            for word in [word for row in rows for word in words_of(texts[row])]:
                counted[word] = counted.get(word, 0) + 1
            found.append(Described(sorted(counted, key=lambda word: (-counted[word], word))[:5], rows[:4]))
        return found


def best(rows, labels):
    """The best Jaccard of a group within one subsample."""
    rows = {int(row) for row in rows if labels[row] != -2}
    groups = {int(labels[row]) for row in rows if labels[row] >= 0}
    others = [set(np.flatnonzero(labels == group).tolist()) for group in groups]
    return max((len(rows & one) / len(rows | one) for one in others), default=0.0)


class SmallLearnt:
    floor, is_calibrated = 0.4, True

    def __init__(self, decided):
        self.centres = normal(decided.given.T.astype(np.float32) @ decided.vectors + 1e-6)
        self.held_out = self.scores(decided.vectors)

    def scores(self, vectors):
        return np.clip(vectors.astype(np.float32) @ self.centres.T, 0, 1)

    def assign(self, texts, vectors, languages):
        for text, row in zip(texts, self.scores(vectors), strict=True):
            end = text.find(".") + 1 or len(text)
            order = sorted(range(len(row)), key=lambda n: -row[n])
            yield Assigned([Pick(n, float(row[n]), 0, end) for n in order if row[n] >= self.floor], row)


class SmallAssigner:
    def learn(self, decided, seed, encode):
        return SmallLearnt(decided)


def put_in(monkeypatch=None):
    """Use it in place of the extra; returns the reader, which remembers what it was given."""
    from listens.sensemaking.machine import installed

    reader, discoverer, assigner = SmallReader(), SmallDiscoverer(), SmallAssigner()
    parts = {
        "why_not": lambda every_language=False: "",
        "reader": lambda every_language=False: reader,
        "discoverer": lambda: discoverer,
        "assigner": lambda: assigner,
    }
    for name, part in parts.items():
        monkeypatch.setattr(installed, name, part) if monkeypatch else setattr(installed, name, part)
    return reader
