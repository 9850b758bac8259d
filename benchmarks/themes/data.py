"""Other people's labelled texts, which lie beside the project and are never committed (LISTENS_SHARED names where)."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

FOLDER = Path(os.environ.get("LISTENS_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "themes"
SETS = ("banking77", "nhs_pxtextmining", "sib200", "stackoverflow")
Labelled = tuple[list[str], list[str]]


def missing() -> list[str]:
    """The sets that are not here, by the names of their folders."""
    return [name for name in SETS if not (FOLDER / name).is_dir()]


def banking(num: int = 6000) -> Labelled:
    """Questions to a bank and what each is about (77 kinds)."""
    rows = [row for part in ("train", "test") for row in table(f"banking77/{part}.csv")]
    order = np.random.RandomState(0).permutation(len(rows))[:num]
    return [rows[at]["text"] for at in order], [rows[at]["category"] for at in order]


def stack_overflow() -> Labelled:
    """Titles of questions to programmers and what each is about (20 kinds)."""
    texts = (FOLDER / "stackoverflow/title.txt").read_text("utf-8", "replace").splitlines()
    labels = (FOLDER / "stackoverflow/label.txt").read_text("utf-8").split()
    return texts, labels


def many(num: int) -> Labelled:
    """Both sets, then copies of theirs that lack every seventh word or so, until there are `num`."""
    sets = [banking(20_000), stack_overflow()]
    texts = [text for part, _labels in sets for text in part]
    labels = [f"{number} {label}" for number, (_texts, part) in enumerate(sets) for label in part]
    chance = np.random.RandomState(0)
    for at in chance.randint(0, len(texts), num - len(texts)).tolist():
        words = texts[at].split()
        kept = [word for word, stays in zip(words, chance.rand(len(words)) > 0.15, strict=True) if stays]
        texts.append(" ".join(kept) or texts[at])
        labels.append(labels[at])
    return texts, labels


def comments() -> list[str]:
    """What patients wrote, 18 to 32 words, each once."""
    found = (row["feedback"] for row in table("nhs_pxtextmining/phase_1/text_data.csv"))
    return list(dict.fromkeys(text for text in found if 18 <= len(text.split()) <= 32))


def sentences(language: str) -> list[str]:
    """Sentences in one language: eng, som, spa, por, pol, arb, urd."""
    (folder,) = FOLDER.glob(f"sib200/{language}_*")
    lines = (folder / "test.tsv").read_text("utf-8").splitlines()[1:]
    return [line.split("\t")[2] for line in lines]


def labelled_sentences(language: str) -> list[tuple[str, str]]:
    """All of that language with their topics, in the order of their numbers: the same number says the same."""
    (folder,) = FOLDER.glob(f"sib200/{language}_*")
    lines = [
        line.split("\t")
        for part in ("train", "dev", "test")
        for line in (folder / f"{part}.tsv").read_text("utf-8").splitlines()[1:]
    ]
    return [(text, topic) for _number, topic, text in sorted(lines, key=lambda line: int(line[0]))]


def table(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", errors="replace", newline="") as file:
        yield from csv.DictReader(file)
