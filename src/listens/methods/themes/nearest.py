"""Which theme of a codebook a proposed one is nearest to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from listens.methods.themes.codebook import Theme
from listens.methods.themes.mask import mask
from listens.methods.themes.words import unit

if TYPE_CHECKING:
    from listens.methods.themes.embed import Encoder
    from listens.methods.themes.propose import Themes


def nearest_codes(
    codes: Sequence[Theme], found: Themes, encoder: Encoder
) -> list[tuple[Theme, float] | None]:
    """For each proposed theme the code that is nearest, and how near (cosine, -1 to 1); None without a codebook."""
    if not codes or not found.themes:
        return [None] * len(found.themes)
    space, labels = found.proposal.space, found.proposal.labels[found.proposal.sampled]
    places = []
    for code in codes:
        texts = [mask(text) for text in (code.described, *code.examples)]
        places.append(space.place(encoder.encode(texts), texts).mean(axis=0))
    middles = [found.proposal.points[labels == number].mean(axis=0) for number in range(len(found.themes))]
    nearness = unit(np.array(middles)) @ unit(np.array(places)).T
    best = nearness.argmax(axis=1)
    return [(codes[at], float(row[at])) for row, at in zip(nearness, best, strict=True)]
