"""What speaks for a code in a note: three learners and a likeness, each in log-odds, to be weighed by `assign`.

- *note*: logistic regression on the numbers of the whole note;
- *clause*: the same on clauses, the best one counting for the note. Of a note that has the code only the clause that
  speaks for it most is taken as an example, of one without it every clause as a counter-example (multiple-instance
  learning; S. Andrews, I. Tsochantaridis and T. Hofmann, NIPS 2002);
- *words*: the same on weighted words and pairs of words (tf-idf), for names and jargon that the model never met;
- *likeness*: the cosine to the code's name and definition, for codes that nobody has used yet.

The name and definition of a code are an example of it for all three, so a new code starts with one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listens.methods.themes.encoding import Bools, Encoder, Floats, Ints, NoLearner, can_learn, encode_once
from listens.methods.themes.split import texts_and_owners

KINDS = ("note", "clause", "words", "likeness")
MOST_WORDS = 30_000
LEAST_CHANCE = 1e-4  # no learner is surer than this
FIRMNESS = {"note": 10.0, "clause": 10.0, "words": 20.0}  # C of the logistic regressions


@dataclass(frozen=True)
class Notes:
    """Notes as numbers. `owners[i]` is the note of clause i, in rising order; every note has at least one clause."""

    rows: NDArray[np.float32]
    clause_rows: NDArray[np.float32]
    owners: Ints
    words: Any

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, which: Ints) -> Notes:
        """Only these notes, which are in rising order."""
        place = np.full(len(self), -1)
        place[which] = np.arange(len(which))
        mine = place[self.owners] >= 0
        return Notes(self.rows[which], self.clause_rows[mine], place[self.owners[mine]], self.words[which])


class Reader:
    """Turns texts into Notes, with one set of words."""

    def __init__(self, encoder: Encoder, texts: Sequence[str]) -> None:
        """`texts`: what the words are learnt from; the words' weights need no decision. Raises NoLearner."""
        if not can_learn():
            raise NoLearner("scikit-learn is missing; it comes with the extra: make themes")
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.encoder = encoder
        rare = 2 if len(texts) >= 200 else 1
        self.words = TfidfVectorizer(
            sublinear_tf=True, min_df=rare, ngram_range=(1, 2), max_features=MOST_WORDS, dtype=np.float32
        )
        try:
            self.words.fit(texts)
        except ValueError:  # not one word in any text
            self.words.fit(["nothing"])

    def read(self, texts: Sequence[str]) -> Notes:
        """Each different text is encoded once; a note of one clause is its own clause."""
        clauses, owners = texts_and_owners(texts)
        rows = encode_once(self.encoder, [*texts, *clauses])
        return Notes(
            rows[: len(texts)], rows[len(texts) :], np.array(owners, int), self.words.transform(texts)
        )


@dataclass(frozen=True)
class Learner:
    """One logistic regression for each code: log-odds are `rows @ weights.T + start`."""

    weights: NDArray[np.float32]
    start: NDArray[np.float32]

    def odds(self, rows: Any) -> NDArray[np.float32]:
        """Log-odds, (rows, codes), held within what LEAST_CHANCE allows."""
        most = float(np.log((1 - LEAST_CHANCE) / LEAST_CHANCE))
        return np.clip(np.asarray(rows @ self.weights.T) + self.start, -most, most).astype(np.float32)


@dataclass(frozen=True)
class Learners:
    """What was learnt from notes that people decided on."""

    note: Learner
    clause: Learner
    words: Learner
    definitions: NDArray[np.float32]
    usual: tuple[Floats, Floats]  # mean and spread of the likeness to each code, over notes of all kinds

    def evidence(self, notes: Notes) -> NDArray[np.float32]:
        """(notes, codes, kinds), kinds in the order of KINDS; the likeness counted in its usual spreads."""
        mean, spread = self.usual
        like = (likeness(notes, self.definitions) - mean) / spread
        clause = best_clause(self.clause.odds(notes.clause_rows), notes.owners)
        return np.stack(
            [self.note.odds(notes.rows), clause, self.words.odds(notes.words), like], axis=2
        ).astype(np.float32)


def likeness(notes: Notes, definitions: Floats) -> NDArray[np.float32]:
    """Cosine of each note to each definition, halfway between that of the note and of its nearest clause."""
    nearest = best_clause(notes.clause_rows @ definitions.T, notes.owners)
    return np.asarray((notes.rows @ definitions.T + nearest) / 2, np.float32)


def best_clause(values: Floats, owners: Ints) -> Floats:
    """(clauses, codes) to (notes, codes): the highest of each note's clauses."""
    if not len(values):
        return values
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    return np.maximum.reduceat(values, starts, axis=0)


def usual_likeness(notes: Notes, definitions: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the likeness to each code (a spread of 0 counts as 1)."""
    if not len(notes):
        return np.zeros(len(definitions)), np.ones(len(definitions))
    like = likeness(notes, definitions)
    spread = like.std(axis=0)
    return like.mean(axis=0), np.where(spread > 1e-6, spread, 1.0)


def learn(notes: Notes, decided: Bools, defined: Notes, usual: tuple[Floats, Floats]) -> Learners:
    """Learn all codes from decided notes ((notes, codes), True where a person gave the code) and their
    definitions."""
    import scipy.sparse
    from threadpoolctl import threadpool_limits

    note, clause, words = [], [], []
    with threadpool_limits(1):  # many small sums: threads would only wait for one another
        for code in range(decided.shape[1]):
            has = decided[:, code]
            own = np.arange(len(defined)) == code
            note.append(_fit(np.vstack([notes.rows, defined.rows]), has, own, 2.0, FIRMNESS["note"]))
            near = notes.clause_rows @ (note[-1][0] + 2.0 * defined.rows[code])
            use, for_it = _speaking(near, notes.owners, has)
            rows = np.vstack([notes.clause_rows[use], defined.rows])
            clause.append(_fit(rows, for_it[use], own, 2.0, FIRMNESS["clause"]))
            told = scipy.sparse.vstack([notes.words, defined.words]).tocsr()
            words.append(_fit(told, has, own, 1.0, FIRMNESS["words"]))
    note_, clause_, words_ = (_learner(each) for each in (note, clause, words))
    return Learners(note_, clause_, words_, defined.rows, usual)


def _speaking(near: Floats, owners: Ints, has: Bools) -> tuple[Bools, Bools]:
    """Which clauses to learn from, and which of them speak for the code."""
    best = best_clause(near[:, None], owners)[:, 0] if len(owners) else near
    for_it = has[owners] & (near >= best[owners])
    return for_it | ~has[owners], for_it


def _fit(rows: Any, has: Bools, own: Bools, weight: float, firmness: float) -> tuple[Floats, float]:
    """Weights and start of one code. `own` marks the code's definition among the last rows; rare codes weigh more."""
    from sklearn.linear_model import LogisticRegression

    num = int(has.sum())
    balance = np.sqrt((len(has) - num) / max(num, 1)) if num < len(has) else 1.0
    weights = np.r_[np.where(has, balance, 1.0), np.where(own, weight, weight / 4)]
    target = np.r_[has, own]
    if target.all():  # one code alone, and every note has it
        return np.zeros(rows.shape[1]), 9.0
    model = LogisticRegression(C=firmness, max_iter=200).fit(rows, target, sample_weight=weights)
    return model.coef_[0], float(model.intercept_[0])


def _learner(fitted: Sequence[tuple[Floats, float]]) -> Learner:
    return Learner(
        np.array([weights for weights, _start in fitted], np.float32),
        np.array([start for _weights, start in fitted], np.float32),
    )
