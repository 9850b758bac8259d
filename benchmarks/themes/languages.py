"""Four languages at once: groups of what was said and not of who spoke, and topics right in each language.

Sentences of SIB-200, a quarter of the set for each language, so that none stands beside its own translation.

    python -m benchmarks.themes.languages
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from benchmarks.themes import data
from benchmarks.themes.rows import Row, show

from listens.methods.themes import embed, model
from listens.methods.themes.mask import mask_all

LANGUAGES = ("eng", "pol", "por", "som")
NAMES = "English, Polish, Portuguese, Somali"
LEARNT, DRAWS = 400, 10


@cache
def sentences() -> tuple[list[str], np.ndarray, np.ndarray]:
    """Masked texts, their topics and their languages."""
    rows = [
        (text, topic, language)
        for at, language in enumerate(LANGUAGES)
        for text, topic in data.labelled_sentences(language)[at :: len(LANGUAGES)]
    ]
    texts, topics, languages = zip(*rows, strict=True)
    return mask_all(texts), np.array(topics), np.array(languages)


def rows() -> Iterator[Row]:
    if not model.is_multilingual():
        yield Row("Four languages", "not installed: make languages-model")
        return
    from listens.methods.themes.multilingual import centre_by_language, e5

    texts, _topics, languages = sentences()
    raw = e5().encode(texts)
    centred = centre_by_language(raw, languages.tolist())
    for name, vectors, words in (
        ("centred", centred, 0.0),
        ("centred, words beside", centred, 0.3),
        ("as they are", raw, 0.0),
    ):
        yield groups(f"Four languages, {name}: AMI with topic / with language", texts, vectors, words)
    for name, vectors in (("centred", centred), ("as they are", raw), ("English model", english(texts))):
        found = [right(vectors, draw, None) for draw in range(DRAWS)]
        yield Row(f"Four languages, {name}: {LEARNT} of all learnt, right in {NAMES}", told(found))
        if name != "English model":
            found = [right(vectors, draw, "eng") for draw in range(DRAWS)]
            yield Row(f"Four languages, {name}: 200 English ones learnt, right in {NAMES}", told(found))


def english(texts: Sequence[str]) -> np.ndarray:
    return embed.minilm().encode(texts)


def groups(what: str, texts: list[str], vectors: np.ndarray, words: float) -> Row:
    from sklearn.metrics import adjusted_mutual_info_score

    from listens.methods.themes.discover import discover
    from listens.methods.themes.manifest import Settings

    _texts, topics, languages = sentences()
    found = discover(texts, vectors, np.ones(len(texts), int), Settings(seed=1, word_weight=words))
    labels = found.levels[found.chosen].labels
    ami = [adjusted_mutual_info_score(each, labels) for each in (topics, languages)]
    target = "≤ .05" if what.startswith("Four languages, centred:") else ""
    met = bool(ami[1] <= 0.05) if target else None
    return Row(what, f"{ami[0]:.2f} / {ami[1]:.2f}", f"language {target}" if target else "", met)


def right(vectors: np.ndarray, draw: int, only: str | None) -> list[float]:
    """The share of topics right in each language, of sentences that were not learnt from."""
    from sklearn.linear_model import LogisticRegression

    _texts, topics, languages = sentences()
    order = np.random.RandomState(draw).permutation(len(topics))
    learnt = order[:LEARNT] if only is None else order[languages[order] == only][: LEARNT // 2]
    others = np.setdiff1d(order, learnt)
    fitted = LogisticRegression(C=10, max_iter=500).fit(vectors[learnt], topics[learnt])
    is_right = fitted.predict(vectors[others]) == topics[others]
    return [float(is_right[languages[others] == language].mean()) for language in LANGUAGES]


def told(found: list[list[float]]) -> str:
    return ", ".join(f"{share:.2f}" for share in np.mean(found, axis=0))


if __name__ == "__main__":
    sys.exit(show(rows()))
