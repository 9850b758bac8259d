"""What the jobs need of the methods, and whether it is there: it is an extra, and coding by hand works without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Found:
    """A group of notes: `notes` are rows of the notes that show it, the most typical first."""

    key: str
    level: int
    parent: str
    terms: list[str]
    size: int
    stability: float
    is_solid: bool
    notes: list[int]


@dataclass(frozen=True)
class Pick:
    """That a note may be about a theme (by its number), and where in the note the clause stands that spoke for it."""

    theme: int
    score: float
    start: int
    end: int


class Texts(Protocol):
    """All texts of a run in their order, read anew each time: they never lie in memory together."""

    def __iter__(self) -> Any: ...

    def __len__(self) -> int: ...


class Reader(Protocol):
    """The sentence model with what belongs before it."""

    digest: str

    def knows(self, text: str, language: str) -> bool:
        """Whether the model has learnt the language of this text."""
        ...

    def mask(self, text: str) -> str:
        """The text as long as before, without what names somebody or is a number."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...

    def versions(self) -> dict[str, str]: ...


class Discoverer(Protocol):
    """Stages of discovery. Everything is the same for the same seed, wherever it is done."""

    resolutions: Sequence[float]
    num_samples: int

    def words(self, texts: Texts, seed: int) -> Vectors: ...

    def graph(self, vectors: Vectors, words: Vectors, seed: int) -> bytes: ...

    def level(self, graph: bytes, resolution: float, seed: int) -> NDArray[np.int32]: ...

    def sample(self, graph: bytes, resolution: float, seed: int) -> NDArray[np.int32]:
        """The same of four fifths of the notes; -1 for the others."""
        ...

    def describe(
        self,
        texts: Texts,
        vectors: Vectors,
        levels: Sequence[NDArray[np.int32]],
        samples: Sequence[Sequence[NDArray[np.int32]]],
    ) -> list[Found]: ...


@dataclass(frozen=True)
class Decided:
    """What to learn from: notes that people decided on, in order. `given` is note x theme.

    `themes` are (name, definition); `groups` say which notes belong to one conversation; `background` are some of the
    other notes, for their words.
    """

    texts: Sequence[str]
    vectors: Vectors
    given: NDArray[np.bool_]
    themes: Sequence[tuple[str, str]]
    groups: Sequence[str]
    background: Sequence[str]


class Learnt(Protocol):
    """What was learnt. `held_out` are scores (note x theme) of the decided notes, by learners that had not seen them.

    Below `floor` nothing is suggested. Scores are chances only if `is_calibrated`.
    """

    held_out: NDArray[np.floating[Any]]
    floor: float
    is_calibrated: bool

    def assign(self, texts: Sequence[str], vectors: Vectors) -> Iterable[list[Pick]]:
        """For each note what may be suggested, the likeliest first; nothing where the machine abstains."""
        ...


class Assigner(Protocol):
    def learn(self, decided: Decided, seed: int) -> Learnt:
        """The same for the same notes and seed, wherever it is done."""
        ...
