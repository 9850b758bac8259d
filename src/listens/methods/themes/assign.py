"""Codes for notes from a codebook and what people have decided so far; suggestions only, each with its reasons.

`fit` learns; `Assigner.assign` goes through notes in portions, so a million fit in memory; `Assigner.reasons` says
which clause and which words speak for a code. With no decision at all the likeness to name and definition alone
decides.

Learners that have seen every decided note are surer of the others than those that were kept from some, so a mean of
the ones beside the others is too high. Cross-prediction (T. Zrnic and E. J. Candès, PNAS 121, 2024) therefore gives
the others the mean of the kept ones; `Assigner.evened` does so at a fifth of the cost, by the ratio of the two means
over the background.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from listens.methods.themes import calibrate
from listens.methods.themes.codebook import Theme, from_examples
from listens.methods.themes.encoding import Bools, Encoder, Floats, Ints
from listens.methods.themes.evidence import (
    KINDS,
    Learners,
    Notes,
    Reader,
    learn,
    likeness,
    usual_likeness,
)
from listens.methods.themes.split import Clause, clauses
from listens.methods.themes.weighing import FEWEST_NOTES, Weighing, weigh

FOLDS = 5
PORTION = 5_000
FAR = 3.0  # before any decision: so many spreads above its usual likeness, a code is given beside the nearest
STRANGE = 1.0  # and a note no nearer than this to any code is left to people


@dataclass(frozen=True)
class Suggested:
    """Codes for one portion of notes.

    `chances`: (notes, codes), float32. `given`: those the machine would give. `abstained`: notes (not empty ones
    alone) of which it is too unsure; their one code, if any, is a guess.
    """

    start: int
    chances: NDArray[np.float32]
    given: Bools
    abstained: Bools

    def ranked(self, row: int) -> list[tuple[int, float]]:
        """Codes given to a note of this portion with their chances, the likeliest first."""
        codes = np.flatnonzero(self.given[row])
        order = codes[np.argsort(-self.chances[row, codes], kind="stable")]
        return [(int(code), float(self.chances[row, code])) for code in order]


@dataclass(frozen=True)
class Reasons:
    """Why a code was suggested: the clause that speaks for it most, and the words, the weightiest first."""

    clause: Clause | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class Assigner:
    """What `fit` learnt. `seen_chances`: chances of the decided notes, each from learners that had not seen it.

    `ratio`: for each code, how much smaller the chances of other notes are by such learners, on average.
    """

    themes: tuple[Theme, ...]
    reader: Reader
    learners: Learners | None
    definitions: NDArray[np.float32]
    usual: tuple[Floats, Floats]
    weighing: Weighing
    num_given: Ints
    threshold: Floats | float
    seen_chances: NDArray[np.float32]
    decided: Bools
    ratio: NDArray[np.float32]

    @property
    def is_calibrated(self) -> bool:
        """Whether a chance of 0.7 is right seven times in ten; with few decisions it only ranks."""
        return self.learners is not None and self.weighing.is_fitted

    def chances(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(texts, codes), 0 to 1."""
        return self._chances(self.reader.read(texts), texts)

    def evened(self, chances: NDArray[np.float32]) -> NDArray[np.float32]:
        """Chances of notes that nobody decided on, (notes, codes), to stand beside `seen_chances` in a mean."""
        return np.asarray(np.minimum(chances * self.ratio, 1), np.float32)

    def assign(self, texts: Sequence[str], portion: int = PORTION) -> Iterator[Suggested]:
        """Portion by portion, in order."""
        for start in range(0, len(texts), portion):
            part = texts[start : start + portion]
            notes = self.reader.read(part)
            chances = self._chances(notes, part)
            given = calibrate.given_at(chances, self.threshold)
            yield Suggested(start, chances, given, self._abstained(notes, chances))

    def reasons(self, text: str, code: int, most: int = 5) -> Reasons:
        """The clause and the words of one text that speak for the code."""
        places = clauses(text)
        if not places:
            return Reasons(None, ())
        notes = self.reader.read([text])
        if self.learners is None:
            near = notes.clause_rows @ self.definitions[code]
            return Reasons(places[int(near.argmax())], ())
        near = self.learners.clause.odds(notes.clause_rows)[:, code]
        weights = self.learners.words.weights[code]
        worth = notes.words.multiply(weights).tocoo()
        order = sorted(zip(-worth.data, worth.col, strict=True))[:most]
        names = self.reader.words.get_feature_names_out()
        return Reasons(places[int(near.argmax())], tuple(str(names[at]) for minus, at in order if minus < 0))

    def _chances(self, notes: Notes, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.learners is None:
            found = np.clip(likeness(notes, self.definitions), 0, 1)
        else:
            found = self.weighing.chances(self.learners.evidence(notes), self.num_given)
        found[[not text.strip() for text in texts]] = 0  # nothing was said
        return found

    def _abstained(self, notes: Notes, chances: NDArray[np.float32]) -> Bools:
        if self.learners is None:
            mean, spread = self.usual
            near = (likeness(notes, self.definitions) - mean) / spread
            return np.asarray((near.max(axis=1) < STRANGE) | (chances.max(axis=1) == 0))
        return np.asarray(chances.max(axis=1) < self.threshold)


def fit(
    themes: Sequence[Theme],
    texts: Sequence[str],
    decided: Bools,
    encoder: Encoder,
    background: Sequence[str] = (),
    groups: Sequence[object] | None = None,
    seed: int = 0,
) -> Assigner:
    """Learn from notes that people decided on.

    `decided`: (texts, themes), True where a person gave the code; a row without any is "looked, none". The codebook's
    examples are added as notes. `background`: some of the notes to be coded (a few thousand), from which words and
    the usual likeness are learnt. `groups`: the conversation of each text, kept together when the learners are
    checked. Raises ValueError for shapes that do not fit, NoLearner without the extra.
    """
    if not themes:
        raise ValueError("The codebook has no theme.")
    if decided.shape != (len(texts), len(themes)):
        raise ValueError(f"{decided.shape} decisions do not fit {len(texts)} notes and {len(themes)} themes.")
    texts, decided, groups = _with_examples(themes, texts, decided, groups)
    described = [theme.described for theme in themes]
    reader = Reader(encoder, [*texts, *background, *described])
    defined = reader.read(described)
    known = reader.read([*background, *texts] or described)
    usual = usual_likeness(known, defined.rows)
    num_given = decided.sum(axis=0)
    nothing = np.zeros((len(texts), len(themes)), np.float32)
    if not decided.any():
        weighing = weigh(np.zeros((0, len(themes), len(KINDS)), np.float32), decided[:0], num_given)
        mean, spread = usual
        return Assigner(
            tuple(themes),
            reader,
            None,
            defined.rows,
            usual,
            weighing,
            num_given,
            mean + FAR * spread,
            nothing,
            decided,
            np.ones(len(themes), np.float32),
        )
    notes = known.take(np.arange(len(background), len(known)))
    kept = _kept(notes, decided, defined, usual, _folds(groups, len(texts), seed))
    evidence = np.zeros((*decided.shape, len(KINDS)), np.float32)
    for unseen, each in kept:
        evidence[unseen] = each.evidence(notes.take(unseen))
    weighing = weigh(evidence, decided, num_given, seed)
    seen = weighing.chances(evidence, num_given)
    threshold = calibrate.choose_threshold(seen, decided) if len(texts) >= FEWEST_NOTES else 0.5
    learners = learn(notes, decided, defined, usual)
    others = known.take(np.arange(len(background)))

    def usual_chance(each: Learners) -> Floats:
        return np.asarray(weighing.chances(each.evidence(others), num_given).mean(axis=0), float)

    ratio = np.ones(len(themes))
    if len(others) and kept:
        ratio = np.mean([usual_chance(each) for _mine, each in kept], axis=0) / usual_chance(learners)
    return Assigner(
        tuple(themes),
        reader,
        learners,
        defined.rows,
        usual,
        weighing,
        num_given,
        threshold,
        seen,
        decided,
        ratio.astype(np.float32),
    )


def _with_examples(
    themes: Sequence[Theme], texts: Sequence[str], decided: Bools, groups: Sequence[object] | None
) -> tuple[list[str], Bools, list[object]]:
    examples, numbers = from_examples(themes)
    more = np.zeros((len(examples), len(themes)), bool)
    for row, codes in enumerate(numbers):
        more[row, list(codes)] = True
    own = list(groups) if groups is not None else list(range(len(texts)))
    return [*texts, *examples], np.vstack([decided, more]), [*own, *(("example", each) for each in examples)]


def _folds(groups: Sequence[object], num: int, seed: int) -> Ints:
    """Which of the folds each text is in; those of one group together."""
    names = {name: at for at, name in enumerate(dict.fromkeys(groups))}
    order = np.random.default_rng(seed).permutation(len(names))
    return np.array([order[names[group]] % FOLDS for group in groups], int) if num else np.zeros(0, int)


def _kept(
    notes: Notes, decided: Bools, defined: Notes, usual: tuple[Floats, Floats], folds: Ints
) -> list[tuple[Ints, Learners]]:
    """For each fold its notes, and learners that had not seen them."""
    found: list[tuple[Ints, Learners]] = []
    for fold in np.unique(folds):
        mine, others = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        if len(others):
            found.append((mine, learn(notes.take(others), decided[others], defined, usual)))
    return found
