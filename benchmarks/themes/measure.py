"""One method on one set of vectors, in a process of its own so that its memory is its own.

    python -m benchmarks.themes.measure METHOD FOLDER SEED      writes labels-METHOD-SEED.npy, prints JSON

FOLDER holds texts.json, vectors.npy and rows.npy (which of them to use). The peers run here too, in their own
environment, which has no Listens in it.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

NMF_THEMES = 77  # it is told the true number


def ours(texts: list[str], vectors: np.ndarray, seed: int, **settings: int) -> np.ndarray:
    from listens.methods.themes.discover import discover
    from listens.methods.themes.manifest import Settings

    different = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    of_row = np.array([different[text] for text in texts])
    _places, first = np.unique(of_row, return_index=True)
    found = discover(
        list(different), vectors[first], np.bincount(of_row), Settings(seed=seed, **settings), threads=2
    )
    return found.labels[of_row]


def grouping(texts: list[str], vectors: np.ndarray, seed: int) -> np.ndarray:
    return ours(texts, vectors, seed, subsamples=0)


def bertopic(texts: list[str], vectors: np.ndarray, seed: int) -> np.ndarray:
    from bertopic import BERTopic
    from umap import UMAP

    layout = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    return np.array(BERTopic(umap_model=layout, embedding_model=None).fit_transform(texts, vectors)[0])


def nmf(texts: list[str], vectors: np.ndarray, seed: int) -> np.ndarray:
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    weights = TfidfVectorizer(stop_words="english", min_df=2, max_df=0.95).fit_transform(texts)
    start = "nndsvda" if seed == 0 else "random"
    parts = NMF(NMF_THEMES, init=start, random_state=seed, max_iter=300).fit_transform(weights)
    return np.where(parts.max(axis=1) > 0, parts.argmax(axis=1), -1)


METHODS = {"ours": ours, "grouping": grouping, "BERTopic": bertopic, "NMF": nmf}


def main(method: str, where: str, seed: str) -> None:
    folder = Path(where)
    rows = np.load(folder / "rows.npy")
    all_texts = json.loads((folder / "texts.json").read_text("utf-8"))
    texts, vectors = (
        [all_texts[row] for row in rows],
        np.load(folder / "vectors.npy")[rows].astype(np.float32),
    )
    METHODS[method](
        texts[:600], vectors[:600], 0
    )  # what is loaded and compiled at the first call is not counted
    started = time.process_time()
    labels = METHODS[method](texts, vectors, int(seed))
    spent = time.process_time() - started
    np.save(folder / f"labels-{method}-{seed}.npy", labels)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps({"cpu_seconds": spent, "peak_mb": peak, "themes": len(set(labels[labels >= 0].tolist()))})
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
