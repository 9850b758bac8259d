"""Which notes can be looked at, each different text once, in an order that hangs on the texts and not on the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from listens.methods.themes.embed import Encoder
from listens.methods.themes.language import UNTOLD, languages_of
from listens.methods.themes.mask import mask_all


@dataclass(frozen=True)
class Gathered:
    """The different masked texts, and for each row (note) of the file the place of its text, or -1: left out.

    `times` (texts,) says how many notes say it; `languages` is the language of each row, "" where none was told.
    """

    texts: list[str]
    of_row: NDArray[np.int64]
    times: NDArray[np.int64]
    languages: list[str]
    num_empty: int
    num_unread: int


def gather(
    notes: Sequence[str],
    encoder: Encoder,
    *,
    told: Sequence[str] = (),
    known: frozenset[str] = frozenset(),
) -> Gathered:
    """`told` are languages people wrote beside the notes ("" for none); `known` are words that name nobody here.

    A note without a letter is left out, and so is one in a language that the encoder does not read.
    """
    masked = mask_all(notes, known)
    languages = [
        one or found for one, found in zip(told or [UNTOLD] * len(masked), languages_of(masked), strict=True)
    ]
    is_empty = [not any(map(str.isalpha, text)) for text in masked]
    is_read = [not empty and encoder.reads(code) for empty, code in zip(is_empty, languages, strict=True)]
    texts = sorted({text for text, read in zip(masked, is_read, strict=True) if read}, key=_by_digest)
    place = {text: at for at, text in enumerate(texts)}
    of_row = np.array(
        [place[text] if read else -1 for text, read in zip(masked, is_read, strict=True)], np.int64
    )
    times = np.bincount(of_row[of_row >= 0], minlength=len(texts))
    num_empty = sum(is_empty)
    return Gathered(texts, of_row, times, languages, num_empty, len(masked) - num_empty - sum(is_read))


def _by_digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
