"""The space in which notes are near or far: what they mean, centred, beside which words they use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listens.methods.themes.graph import Points
from listens.methods.themes.manifest import Settings
from listens.methods.themes.words import Lexicon, unit


@dataclass(frozen=True)
class Space:
    """Made from the notes that themes are sought in; places any other note beside them."""

    centre: NDArray[np.float32]
    lexicon: Lexicon
    word_weight: float

    @classmethod
    def of(cls, vectors: NDArray[Any], texts: Sequence[str], settings: Settings) -> Space:
        """`vectors` (texts, 384) of any float kind; they are not changed."""
        centre = vectors.mean(axis=0, dtype=np.float64) if len(vectors) else np.zeros(vectors.shape[1])
        return cls(centre.astype(np.float32), Lexicon(texts, settings.seed), settings.word_weight)

    def place(self, vectors: NDArray[Any], texts: Sequence[str]) -> Points:
        """Float32 (texts, 384 + width of the lexicon), rows of length 1."""
        meaning = unit(vectors.astype(np.float32) - self.centre)
        words = self.lexicon.place(texts)
        return unit(np.hstack([meaning, self.word_weight * words]))
