"""What the jobs need of the methods, and whether it is there: it is an extra, and coding by hand works without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Described:
    """A group: the words that stand out, and the rows of the notes that show it, the one in its middle first."""

    terms: list[str]
    rows: list[int]


@dataclass(frozen=True)
class Pick:
    """That a note may be about a theme (by its number), and where in the note the clause stands that spoke for it."""

    theme: int
    score: float
    start: int
    end: int


@dataclass(frozen=True)
class Assigned:
    """Of one note: what may be suggested, the likeliest first (nothing where the machine abstains), and the score of
    every theme, by its number, as it may stand beside those held out in a mean.
    """

    picks: list[Pick]
    scores: NDArray[np.floating[Any]]


class Reader(Protocol):
    """The sentence model with what belongs before it. `known` are words that name nobody here.

    `is_multilingual`: its vectors hold who spoke beside what was said, so each language is centred by itself.
    """

    digest: str
    is_multilingual: bool

    def language(self, text: str, told: str) -> str:
        """The code of the language this text is in; `told` is what people wrote beside it."""
        ...

    def knows(self, language: str) -> bool:
        """Whether the model has learnt that language."""
        ...

    def is_weak_in(self, language: str) -> bool:
        """Whether it has learnt that language poorly: people are to read those notes."""
        ...

    def common(self, texts: Sequence[str]) -> frozenset[str]:
        """Words that name nobody here: the texts write them small, or so often that they are what people speak of."""
        ...

    def mask(self, text: str, known: frozenset[str]) -> str:
        """The text without what names somebody, and without numbers."""
        ...

    def blank(self, text: str, known: frozenset[str]) -> str:
        """The same with spaces instead, as long as before: places in it are places in the note."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...

    def versions(self) -> dict[str, str]: ...


class Space(Protocol):
    """Where notes are near or far: what they mean, and which words they use."""

    def place(self, vectors: Vectors, texts: Sequence[str]) -> NDArray[np.float32]: ...


class Discoverer(Protocol):
    """Steps of discovery among different texts; `times` says how many notes say each. The same wherever it is done.

    Groups are sought among at most `most` texts, at `num_levels` levels from coarse to fine, and again among
    `num_draws` subsamples; the first few of these choose the level. Labels are numbers of groups, -1 for none,
    -2 for what is not in the subsample.
    """

    most: int
    num_levels: int
    num_draws: int

    def settings(self, seed: int) -> dict[str, Any]: ...

    def num_first(self, num: int) -> int:
        """How many subsamples choose the level among so many notes."""
        ...

    def sample(self, num: int, seed: int) -> NDArray[np.intp]:
        """The places, in order, of the texts among which groups are sought."""
        ...

    def space(self, vectors: Vectors, texts: Sequence[str], seed: int, *, with_words: bool) -> Space:
        """Without words where notes are in several languages: their words tell who spoke."""
        ...

    def graph(self, points: NDArray[np.float32], seed: int) -> bytes: ...

    def group(self, graph: bytes, times: NDArray[Any], level: int, draw: int, seed: int) -> NDArray[np.int32]:
        """Draw 0 is all of them."""
        ...

    def choose(self, groupings: Sequence[Sequence[NDArray[np.int32]]], times: NDArray[Any]) -> int:
        """The level that lasts best, from all of them and their first draws."""
        ...

    def lasts(
        self, whole: NDArray[np.int32], draws: Sequence[NDArray[np.int32]], times: NDArray[Any]
    ) -> NDArray[np.float64]:
        """For each group, 0 to 1, how well it came up again."""
        ...

    def standing(self, lasts: float) -> str:
        """ "solid", "tentative", or "hidden": likely to be chance."""
        ...

    def spread(
        self,
        points: Callable[[], NDArray[np.float32]],
        levels: Sequence[NDArray[np.int32]],
        others: NDArray[np.float32],
        key: str,
    ) -> list[NDArray[np.int32]]:
        """Labels of other points at each level, from their nearest. `points` are asked for once for each `key`."""
        ...

    def describe(
        self,
        texts: Sequence[str],
        labels: NDArray[np.int32],
        times: NDArray[Any],
        graph: bytes,
        points: Vectors,
        *,
        is_mixed: bool,
    ) -> list[Described]:
        """One for each group. `is_mixed`: the texts are in several languages."""
        ...


@dataclass(frozen=True)
class Decided:
    """What to learn from: notes that people decided on, in order. `given` is note x theme.

    `themes` are (name, definition); `groups` say which notes belong to one conversation; `background` are some of the
    other notes, for their words and the usual likeness. `languages` tell the language of a note by its text, where
    that plays a part.
    """

    texts: Sequence[str]
    vectors: Vectors
    given: NDArray[np.bool_]
    themes: Sequence[tuple[str, str]]
    groups: Sequence[str]
    background: Sequence[str]
    background_vectors: Vectors
    languages: Mapping[str, str] = field(default_factory=dict)


class Encode(Protocol):
    """Turns texts, each with its language, into vectors that stand beside those of whole notes."""

    def __call__(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors: ...


class Learnt(Protocol):
    """What was learnt. `held_out` are scores (note x theme) of the decided notes, by learners that had not seen them.

    Below `floor` nothing is suggested. Scores are chances only if `is_calibrated`.
    """

    held_out: NDArray[np.floating[Any]]
    floor: float
    is_calibrated: bool

    def assign(
        self, texts: Sequence[str], vectors: Vectors, languages: Mapping[str, str]
    ) -> Iterable[Assigned]:
        """In the order of the notes."""
        ...


class Assigner(Protocol):
    def learn(self, decided: Decided, seed: int, encode: Encode) -> Learnt:
        """The same for the same notes and seed, wherever it is done."""
        ...
