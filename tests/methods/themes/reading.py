"""A stand-in for the sentence model, and notes to try it on: words that share a stem lie near one another."""

import zlib

import numpy as np

from listens.methods.themes.codebook import Theme

WIDTH = 64


class WordEncoder:
    """Each word has its own direction; a text is the sum of its words. Counts the texts it was asked for."""

    def __init__(self):
        self.asked = 0
        self.most_at_once = 0

    def encode(self, texts):
        self.asked += len(texts)
        self.most_at_once = max(self.most_at_once, len(texts))
        rows = np.array([self._row(text) for text in texts], np.float32).reshape(len(texts), WIDTH)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    def _row(self, text):
        words = ["".join(filter(str.isalpha, word))[:5] for word in text.lower().split()]
        return sum((self._word(word) for word in words if len(word) > 2), np.full(WIDTH, 1e-6))

    def _word(self, word):
        return np.random.default_rng(zlib.crc32(word.encode())).normal(size=WIDTH)


THEMES = (
    Theme("damp", "Damp and mould", "damp walls, mould, wet rooms"),
    Theme("wait", "Waiting", "waiting lists, delays, slow appointments"),
    Theme("bus", "Buses", "bus routes, fares, late buses"),
    Theme("rare", "Allotments", "gardens and allotments"),
)
SAYINGS = {
    "damp": ["The walls are damp", "Mould in the bedroom again", "Wet rooms make the children cough"],
    "wait": ["We are waiting for months", "The list is so slow", "Delays for every appointment"],
    "bus": ["The bus comes late", "Fares went up on our route", "No buses after eight"],
    "rare": ["We want an allotment", "The garden was closed"],
    "": ["Nothing more to say today", "Thank you for asking us"],
}
SHARES = {"damp": 0.3, "wait": 0.3, "bus": 0.15, "rare": 0.03, "": 0.22}


def notes(num, seed=0):
    """Texts of one or two sayings, and which themes each has: (texts, themes)."""
    rng = np.random.default_rng(seed)
    texts, has = [], np.zeros((num, len(THEMES)), bool)
    place = {theme.id: at for at, theme in enumerate(THEMES)}
    for row in range(num):
        said = []
        for code in rng.choice(list(SHARES), size=rng.integers(1, 3), p=list(SHARES.values())):
            said.append(f"{rng.choice(SAYINGS[code])} here at number {rng.integers(1, 99)}.")
            if code:
                has[row, place[code]] = True
        texts.append(" ".join(said))
    return texts, has
