"""What turns a text into numbers: any object with `encode`, so the methods work with every model and in tests."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]
Ints = NDArray[np.integer[Any]]


class Encoder(Protocol):
    """Gives each text its row: float32 of shape (number of texts, width), every row of length 1."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class NoLearner(RuntimeError):
    """The extra that learns from what people decided is not installed. The text says what to type."""


def can_learn() -> bool:
    """Whether scikit-learn, of the extra `themes`, is here."""
    return find_spec("sklearn") is not None


def encode_once(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    """As `encode`, with every different text worked out once."""
    unique = list(dict.fromkeys(texts))
    place = {text: at for at, text in enumerate(unique)}
    rows = np.asarray(encoder.encode(unique), dtype=np.float32)
    return rows[[place[text] for text in texts]] if texts else rows
