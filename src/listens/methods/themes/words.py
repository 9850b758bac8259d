"""The words of notes: tf-idf as a second kind of nearness, and the terms that tell a theme from the others.

Terms follow c-TF-IDF (Grootendorst 2022, arXiv 2203.05794): all notes of a theme are read as one text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from listens.methods.themes.graph import Points, one_thread
from listens.methods.themes.mask import ANYBODY
from listens.methods.themes.stop_words import STOP_WORDS

DIMENSIONS = 50
FEWEST_NOTES = 2
LEAST_LIFT = 1.5
_WORD = r"(?u)\b(?=[^\W_]['’\w])[^\W\d_][^\W_]*(?:['’][^\W\d_]+)?\b"  # two characters or more
_CURLY = {word.replace("'", "’") for word in STOP_WORDS}
_STOP = sorted(word for word in {ANYBODY, *STOP_WORDS, *_CURLY} if len(word) > 1)


class Lexicon:
    """The weights of words in some notes (tf-idf), and the fifty directions in which they differ most.

    Small words stay: "not", "before" and "cannot" tell short notes apart, and what every note says weighs little.
    Tried on three labelled sets, four seeds each (agreement with people, AMI, at the level chosen): a hundred
    directions without small words .801, .664, .181; fifty .800, .671, .184; fifty with small words .807, .664, .180,
    and with notes settled by wider ties (`communities`) .807, .668, .181. Less weight for words helped the first set
    and cost the second, so it stayed.

    It is made from the notes the themes are sought in, and can then place other notes. Without two words that two
    notes share there is nothing to compare: `width` is 0.
    """

    def __init__(self, texts: Sequence[str], seed: int) -> None:
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._tfidf: Any = TfidfVectorizer(
            token_pattern=_WORD,
            stop_words=[ANYBODY],
            min_df=FEWEST_NOTES,
            sublinear_tf=True,
            dtype=np.float32,
        )
        self.width = 0
        try:
            weights = self._tfidf.fit_transform(texts)
        except ValueError:  # no word is in two notes
            return
        width = min(DIMENSIONS, min(weights.shape) - 1)
        if width < 1:
            return
        self._svd: Any = TruncatedSVD(width, n_iter=4, random_state=seed)
        with one_thread(), np.errstate(invalid="ignore"):  # all the same words: nothing differs
            self._svd.fit(weights)
        self.width = width

    def place(self, texts: Sequence[str]) -> Points:
        """Float32 (texts, width), rows of length 1, or 0 where a note has none of the words."""
        if not self.width:
            return np.zeros((len(texts), 0), np.float32)
        with one_thread():
            return unit(self._svd.transform(self._tfidf.transform(texts)))


def unit(points: NDArray[Any]) -> Points:
    """Each row at length 1; a row of nothing stays 0."""
    points = np.asarray(points, np.float32)
    length = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(np.divide(points, length, out=np.zeros_like(points), where=length > 1e-9), np.float32)


def terms(
    texts: Sequence[str],
    labels: NDArray[Any],
    times: NDArray[Any],
    num_themes: int,
    most: int = 10,
    *,
    is_mixed: bool = False,
) -> list[list[str]]:
    """For each theme the words, and pairs of words, that its notes use and others do not; best first.

    `labels` (texts,) are themes 0 to num_themes - 1, or -1; `times` (texts,) is how many notes say each text. A term
    that only one note uses says nothing of a theme. In notes of several languages (`is_mixed`) nobody has listed the
    little words, so a term has to be said half as often again in a theme as among all.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    rows = np.flatnonzero(labels >= 0)
    counter: Any = CountVectorizer(token_pattern=_WORD, stop_words=_STOP, ngram_range=(1, 2), binary=True)
    try:
        counts = counter.fit_transform([texts[row] for row in rows.tolist()])
    except ValueError:  # no word in any note
        return [[] for _ in range(num_themes)]
    member = sparse.csr_matrix(
        (times[rows].astype(float), (labels[rows], np.arange(len(rows)))), shape=(num_themes, len(rows))
    )
    by_theme = sparse.csr_matrix(member @ counts)
    names = counter.get_feature_names_out()
    total = np.asarray(by_theme.sum(axis=0)).ravel()
    rarity = np.log1p(by_theme.sum() / num_themes / np.maximum(total, 1))
    if not is_mixed:
        return [_best(by_theme[theme], rarity, names, most) for theme in range(num_themes)]
    share = total / max(float(times[rows].sum()), 1)
    size = np.asarray(member.sum(axis=1)).ravel()
    return [_best(by_theme[n], _lift(by_theme[n], size[n], share), names, most) for n in range(num_themes)]


def _lift(row: sparse.csr_matrix, size: float, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much more often the theme says each term than all notes do, as a logarithm; 0 below LEAST_LIFT."""
    lift = np.zeros(len(share))
    lift[row.indices] = row.data / max(size, 1) / share[row.indices]
    return np.where(lift >= LEAST_LIFT, np.log(np.maximum(lift, 1)), 0)


def _best(row: sparse.csr_matrix, rarity: NDArray[np.float64], names: Any, most: int) -> list[str]:
    """Without a word that a better pair already holds, and without a pair whose words say it."""
    order = np.lexsort((row.indices, -(row.data * rarity[row.indices])))
    kept: list[str] = []
    for at in order:
        if row.data[at] < FEWEST_NOTES or not rarity[row.indices[at]]:
            continue
        term = str(names[row.indices[at]])
        if not any(set(term.split()) & set(other.split()) for other in kept):
            kept.append(term)
        if len(kept) == most:
            break
    return kept
