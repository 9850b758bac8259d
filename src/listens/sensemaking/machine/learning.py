"""Learning what belongs to which theme by `methods.themes.assign`, with the numbers of notes that are there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listens.methods.themes.assign import Assigner, fit
from listens.methods.themes.codebook import Theme
from listens.methods.themes.evidence import Notes
from listens.methods.themes.language import ENGLISH
from listens.methods.themes.split import Clause, clauses
from listens.sensemaking.machine.engine import Assigned, Decided, Encode, Pick, Vectors

AT_ONCE = 500  # notes


class Learner:
    """Learns with whatever model `encode` asks."""

    def learn(self, decided: Decided, seed: int, encode: Encode) -> FromDecisions:
        encoder = _Known(encode)
        vectors = np.vstack([decided.vectors, decided.background_vectors])
        encoder.know([*decided.texts, *decided.background], vectors, decided.languages)
        themes = [Theme(str(n), name, definition) for n, (name, definition) in enumerate(decided.themes)]
        found = fit(themes, decided.texts, decided.given, encoder, decided.background, decided.groups, seed)
        return FromDecisions(found, encoder)


class _Known:
    """An encoder that is told the numbers of whole notes, so that only their clauses are worked out.

    A clause is in the language of its note; so short a text tells none by itself.
    """

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._known: dict[str, NDArray[np.floating[Any]]] = {}
        self._languages: dict[str, str] = {}

    def know(self, texts: Sequence[str], vectors: Vectors, languages: Mapping[str, str]) -> None:
        """Forgets those before. A row of zeros is not known."""
        rows = np.asarray(vectors, np.float32)
        self._known = {text: row for text, row in zip(texts, rows, strict=True) if row.any()}
        self._languages = dict(languages)
        for text in texts if any(languages.values()) else ():
            for clause in clauses(text):
                self._languages.setdefault(clause.of(text), languages.get(text, ""))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """What was written by people who own the codebook, and is no part of a note, is taken for English."""
        new = [text for text in texts if text not in self._known]
        told = [self._languages.get(text) or ENGLISH for text in new]
        rows = iter(self._encode(new, told)) if new else iter(())
        found = [self._known[text] if text in self._known else next(rows) for text in texts]
        return np.array(found, np.float32).reshape(len(texts), -1)


class FromDecisions:
    def __init__(self, found: Assigner, encoder: _Known) -> None:
        self._found, self._encoder = found, encoder
        self.held_out = found.seen_chances
        self.floor = float(np.max(found.threshold))
        self.is_calibrated = found.is_calibrated

    def assign(
        self, texts: Sequence[str], vectors: Vectors, languages: Mapping[str, str]
    ) -> Iterator[Assigned]:
        for start in range(0, len(texts), AT_ONCE):
            part = texts[start : start + AT_ONCE]
            self._encoder.know(part, vectors[start : start + AT_ONCE], languages)
            yield from self._assign(part)

    def _assign(self, texts: Sequence[str]) -> Iterator[Assigned]:
        assert self._found.learners is not None  # nothing is learnt without a decision
        notes = self._found.reader.read(texts)
        evidence = self._found.learners.evidence(notes)
        chances = self._found.weighing.chances(evidence, self._found.num_given)
        speaks = self._found.learners.clause.odds(notes.clause_rows)
        for row, text in enumerate(texts):
            own = chances[row] if text.strip() else np.zeros(chances.shape[1], np.float32)
            scores = self._found.evened(own)
            yield Assigned(self._picks(text, own, speaks[_clauses_of(notes, row)]), scores)

    def _picks(self, text: str, chances: NDArray[np.float32], speaks: NDArray[np.float32]) -> list[Pick]:
        places = clauses(text) or [Clause(0, len(text))]
        order = [int(n) for n in np.argsort(-chances, kind="stable") if chances[n] >= self.floor]
        found = [(n, places[int(speaks[:, n].argmax())]) for n in order]
        return [Pick(n, float(chances[n]), place.start, place.end) for n, place in found]


def _clauses_of(notes: Notes, row: int) -> slice:
    first, last = np.searchsorted(notes.owners, [row, row + 1])
    return slice(int(first), int(last))
