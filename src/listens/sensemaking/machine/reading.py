"""The sentence models of `methods.themes`, as the jobs use them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from listens.methods import marks
from listens.methods.themes import embed, language, manifest, model, multilingual
from listens.methods.themes import mask as masking


class _Reader:
    _model: embed.Encoder
    is_multilingual = False
    weak: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.digest = self._model.digest

    def language(self, text: str, told: str) -> str:
        """What people wrote beside a note counts, unless it says English, which phones say by themselves."""
        told = told.partition("-")[0].lower()[:10]
        if told not in ("", language.ENGLISH):
            return told
        return language.language_of(text) or language.ENGLISH

    def knows(self, language: str) -> bool:
        return self._model.reads(language)

    def is_weak_in(self, language: str) -> bool:
        return language in self.weak

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


class EnglishReader(_Reader):
    """Raises model.Missing when the extra is not installed."""

    def __init__(self) -> None:
        self._model = embed.minilm()
        super().__init__()


class EveryLanguageReader(_Reader):
    """Raises model.Missing when the extra for other languages is not installed."""

    is_multilingual = True
    weak = model.WEAK

    def __init__(self) -> None:
        self._model = multilingual.e5()
        super().__init__()
