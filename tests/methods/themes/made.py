"""Small notes and vectors with themes that are known, and an encoder that needs no model."""

from __future__ import annotations

import numpy as np

SUBJECTS = {
    "damp": "damp mould walls flat repairs landlord wet ceiling",
    "buses": "bus late route driver stop timetable cancelled fare",
    "doctor": "appointment surgery phone queue doctor waiting receptionist morning",
    "school": "school teacher class lunch children uniform pupils reading",
}
FILLERS = ["people", "here", "always", "mention", "this", "matter", "every", "week", "near", "home", "today"]


def notes(each: int = 40, seed: int = 0) -> tuple[list[str], np.ndarray]:
    """That many notes of every subject, mixed, all different; and which subject each is of."""
    chance = np.random.default_rng(seed)
    made, subjects = [], []
    for number, words in enumerate(SUBJECTS.values()):
        for at in range(each):
            own = chance.choice(words.split(), 4, replace=False)
            made.append(
                " ".join([*own, *chance.choice(FILLERS, 2, replace=False), f"case{chr(97 + at % 26)}{at}"])
            )
            subjects.append(number)
    order = chance.permutation(len(made))
    return [made[at] for at in order], np.array(subjects)[order]


class Hashing:
    """A vector from the words of a text: the same words, the same vector; it reads English and nothing else."""

    name, digest = "hashing", "0"

    def reads(self, code: str) -> bool:
        return code in ("", "en")

    def encode(self, texts, *, threads=1, progress=None):
        vectors = np.zeros((len(texts), 384), np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, int.from_bytes(word.encode()[:12], "little") % 383] += 1
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        if progress:
            progress(len(texts))
        return np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0)
