"""The sentence model of `methods.themes`, as the jobs use it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from listens.methods import marks
from listens.methods.themes import embed, language, manifest
from listens.methods.themes import mask as masking


class EnglishReader:
    """Raises model.Missing when the extra is not installed."""

    def __init__(self) -> None:
        self._model = embed.minilm()
        self.digest = self._model.digest

    def knows(self, text: str, language_told: str) -> bool:
        """Both what people wrote beside the note and what it looks like have to be a language that the model reads."""
        told = language_told.partition("-")[0]
        return self._model.reads(told) and self._model.reads(language.language_of(text))

    def common(self, texts: Sequence[str]) -> frozenset[str]:
        return masking.common_here(texts)

    def mask(self, text: str, known: frozenset[str]) -> str:
        return masking.mask(text, known)

    def blank(self, text: str, known: frozenset[str]) -> str:
        parts = list(text)
        for mark in marks.find(text, known):
            parts[mark.start : mark.end] = " " * (mark.end - mark.start)
        return "".join(parts)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._model.encode(texts)

    def versions(self) -> dict[str, str]:
        return manifest.versions()
