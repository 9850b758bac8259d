"""A codebook as JSON, and which of its themes a proposed one is nearest to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from listens.cli.ballot_files import read_text
from listens.core.answers import NotDone
from listens.methods.priorities.election import BadFile

if TYPE_CHECKING:
    from listens.methods.themes.embed import Encoder
    from listens.methods.themes.propose import Themes

SHAPE = 'a codebook is {"themes": [{"id", "name", "definition", "examples"}]}'


@dataclass(frozen=True)
class Code:
    id: str
    texts: list[str]  # its name with its definition, then its examples


def read_codes(path: Path) -> list[Code]:
    """Raises NotDone with one sentence."""
    try:
        given = json.loads(read_text(path))
    except (BadFile, json.JSONDecodeError) as error:
        raise NotDone(f"{path.name} cannot be read: {error}") from error
    themes = given.get("themes") if isinstance(given, dict) else None
    if not isinstance(themes, list) or not all(
        isinstance(theme, dict) and theme.get("id") and theme.get("name") for theme in themes
    ):
        raise NotDone(f"{path.name}: {SHAPE}, each with an id and a name.")
    return [
        Code(
            str(theme["id"]),
            [f"{theme['name']}. {theme.get('definition') or ''}", *map(str, theme.get("examples") or [])],
        )
        for theme in themes
    ]


def nearest_codes(codes: Sequence[Code], found: Themes, encoder: Encoder) -> list[dict[str, Any] | None]:
    """For each proposed theme the code that is nearest, and how near (cosine, -1 to 1); None without a codebook."""
    import numpy as np

    from listens.methods.themes.mask import mask
    from listens.methods.themes.words import unit

    if not codes or not found.themes:
        return [None] * len(found.themes)
    space, labels = found.proposal.space, found.proposal.labels[found.proposal.sampled]
    places = []
    for code in codes:
        texts = [mask(text) for text in code.texts]
        places.append(space.place(encoder.encode(texts), texts).mean(axis=0))
    middles = [found.proposal.points[labels == number].mean(axis=0) for number in range(len(found.themes))]
    nearness = unit(np.array(middles)) @ unit(np.array(places)).T
    best = nearness.argmax(axis=1)
    return [
        {"id": codes[at].id, "nearness": round(float(row[at]), 3)}
        for row, at in zip(nearness, best, strict=True)
    ]
