"""From notes to proposed themes in one call: what the command and a notebook use. A job takes the steps apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from listens.methods.themes.describe import Description, describe
from listens.methods.themes.discover import Proposal, Told, discover
from listens.methods.themes.embed import WIDTH, Encoder
from listens.methods.themes.gather import Gathered, gather
from listens.methods.themes.manifest import Manifest, Settings
from listens.methods.themes.multilingual import centre_by_language
from listens.methods.themes.stability import standing

SECOND = 0.25  # of a note's ties lead to it: then a theme is named as the note's second or third
MOST_THEMES = 3


@dataclass(frozen=True)
class Theme:
    """A proposed theme. `size` is notes; `examples` are rows; `group` is its place among the coarsest level's."""

    id: str
    description: Description
    size: int
    lasts: float
    standing: str
    group: int
    examples: list[int]


@dataclass(frozen=True)
class Themes:
    """What was found. `assignments` are for each row its themes (places in `themes`) with shares, best first."""

    themes: list[Theme]
    assignments: list[list[tuple[int, float]]]
    gathered: Gathered
    proposal: Proposal
    manifest: Manifest

    @property
    def num_unassigned(self) -> int:
        return sum(not one for one in self.assignments)


def propose(
    notes: Sequence[str],
    encoder: Encoder,
    settings: Settings,
    *,
    languages: Sequence[str] = (),
    known: frozenset[str] = frozenset(),
    threads: int = 1,
    told: Told | None = None,
) -> Themes:
    """Themes of notes as people wrote them, any number of them, empty ones too. The same call, the same themes.

    `languages` are those written beside the notes; `known` are words of places, which name nobody.
    """
    tell = told or (lambda _what, _share: None)
    tell("reading", 0)
    gathered = gather(notes, encoder, told=languages, known=known)
    vectors = embed(gathered, encoder, threads, tell)
    if is_mixed(gathered):  # words would tell who spoke
        settings = replace(settings, word_weight=0.0)
    proposal = discover(gathered.texts, vectors, gathered.times, settings, threads=threads, told=tell)
    tell("describing", 0)
    found = describe(
        gathered.texts,
        proposal.labels,
        gathered.times,
        proposal.belongs,
        proposal.sampled,
        proposal.points,
        is_mixed=is_mixed(gathered),
    )
    made = Manifest(settings, encoder.name, encoder.digest, len(notes))
    return Themes(
        _themes(found, gathered, proposal), _assignments(gathered, proposal), gathered, proposal, made
    )


def embed(gathered: Gathered, encoder: Encoder, threads: int, tell: Told) -> NDArray[Any]:
    """Vectors of the different texts (texts, 384), float16; of several languages, each centred by itself."""
    texts = gathered.texts
    vectors = np.zeros((len(texts), WIDTH), np.float16)
    step = 2000
    for start in range(0, len(texts), step):
        tell("embedding", start / len(texts))
        vectors[start : start + step] = encoder.encode(texts[start : start + step], threads=threads)
    of_text = dict(zip(gathered.of_row.tolist(), gathered.languages, strict=True))
    languages = [of_text[at] for at in range(len(texts))]
    return centre_by_language(vectors, languages) if is_mixed(gathered) else vectors


def is_mixed(gathered: Gathered) -> bool:
    """Whether the notes that are read are in several languages."""
    read = {code for code, at in zip(gathered.languages, gathered.of_row.tolist(), strict=True) if at >= 0}
    return len(read - {""}) > 1


def _themes(found: list[Description], gathered: Gathered, proposal: Proposal) -> list[Theme]:
    first_row = _first_rows(gathered)
    coarse = proposal.levels[0].labels
    fine = proposal.levels[proposal.chosen].labels
    sizes = np.bincount(
        proposal.labels[proposal.labels >= 0],
        gathered.times[proposal.labels >= 0],
        minlength=len(found),
    )
    return [
        Theme(
            f"t{number + 1}",
            description,
            int(sizes[number]),
            float(proposal.lasts[number]),
            standing(float(proposal.lasts[number])),
            _most_common(coarse[fine == number]),
            [first_row[at] for at in dict.fromkeys([description.medoid, *description.quotes]) if at >= 0],
        )
        for number, description in enumerate(found)
    ]


def _assignments(gathered: Gathered, proposal: Proposal) -> list[list[tuple[int, float]]]:
    belongs = proposal.belongs
    by_text: list[list[tuple[int, float]]] = []
    for text, label in enumerate(proposal.labels.tolist()):
        part = slice(belongs.indptr[text], belongs.indptr[text + 1])
        held = dict(zip(belongs.indices[part].tolist(), belongs.data[part].tolist(), strict=True))
        if label < 0:
            by_text.append([])
            continue
        others = sorted((one for one in held if one != label), key=lambda one: (-held[one], one))
        kept = [label, *(one for one in others if held[one] >= SECOND)][:MOST_THEMES]
        by_text.append([(one, round(held.get(one, 0.0), 4)) for one in kept])
    return [by_text[at] if at >= 0 else [] for at in gathered.of_row.tolist()]


def _first_rows(gathered: Gathered) -> list[int]:
    """For each text the first row that says it."""
    rows = np.flatnonzero(gathered.of_row >= 0)
    _texts, first = np.unique(gathered.of_row[rows], return_index=True)
    return [int(rows[at]) for at in first]


def _most_common(labels: NDArray[Any]) -> int:
    there = labels[labels >= 0]
    return int(np.bincount(there).argmax()) if len(there) else -1
