"""The NHS comments with 35 codes, read where they lie beside the project; never committed, nothing made of them kept.

Comments that patients wrote, each with the codes of the framework that people gave it (often several). Left out:
under three words, no code, repeated texts, codes given under 20 times. Three in ten are the test, drawn once; what is
tuned is tuned on others.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np
from benchmarks.themes.data import FOLDER
from benchmarks.themes.nhs_definitions import DEFINITIONS
from numpy.typing import NDArray

from listens.methods.themes.codebook import Theme

FILE = FOLDER / "nhs_pxtextmining" / "v6framework_230831.csv"
NO_CODE = {"Not assigned", "Labelling not possible", "Safeguarding concerns?"}
FEWEST_WORDS, FEWEST_NOTES, FIRST_CODE = 3, 20, 11


@dataclass(frozen=True)
class Comments:
    """`has`: (texts, themes). `people`: who wrote each; one person may have answered two questions."""

    texts: list[str]
    has: NDArray[np.bool_]
    people: list[str]
    themes: list[Theme]
    test: NDArray[np.int64]
    pool: NDArray[np.int64]


def is_here() -> bool:
    return FILE.exists()


@cache
def comments() -> Comments:
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        at = {name: place for place, name in enumerate(header)}
        columns = [place for place, name in enumerate(header) if place >= FIRST_CODE and name not in NO_CODE]
        found: dict[str, tuple[str, list[bool]]] = {}
        for row in reader:
            text = row[at["FFT answer"]].strip()
            given = [row[place].strip() in ("1", "1.0") for place in columns]
            fit = len(text.split()) >= FEWEST_WORDS and any(given)
            if fit and not text.lower().startswith("did not answer"):
                found.setdefault(text, (row[at["Respondent ID"]], given))
    has = np.array([given for _person, given in found.values()], bool)
    often = np.flatnonzero(has.sum(axis=0) >= FEWEST_NOTES)
    kept = np.flatnonzero(has[:, often].any(axis=1))
    texts, people = list(found), [person for person, _given in found.values()]
    names = [header[columns[place]] for place in often]
    order = np.random.RandomState(1).permutation(len(kept))
    num_test = int(0.3 * len(kept))
    return Comments(
        [texts[place] for place in kept],
        has[np.ix_(kept, often)],
        [people[place] for place in kept],
        [Theme(f"c{number}", name, DEFINITIONS.get(name, "")) for number, name in enumerate(names)],
        order[:num_test],
        order[num_test:],
    )


def how_many_to_a_person(people: list[str]) -> dict[int, int]:
    """{comments: people who wrote so many}."""
    return dict(sorted(Counter(Counter(people).values()).items()))
