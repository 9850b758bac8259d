"""How hard a text is to read: the Flesch-Kincaid grade, the school year in the United States that should manage it.

    grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59     (Kincaid and others, 1975)

A sentence ends with a full stop, an exclamation or a question mark. Syllables are groups of vowels, without a silent
e at the end ("made", "filled", "times"), at least one for each word; a number has one for each of its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[A-Za-z']+|\d+")


def grade(text: str) -> float:
    """The grade of a text. Raises ValueError for one without a word."""
    words = WORD.findall(text)
    if not words:
        raise ValueError("There is no word in this text.")
    sentences = [each for each in re.split(r"[.!?]+", text) if WORD.search(each)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    if word.isdigit():
        return len(word)
    word = word.lower().replace("'", "")
    if (
        re.search(r"[^aeiouyl]e$", word)
        or re.search(r"[^aeiouytd]ed$", word)
        or re.search(r"[^aeioucghlsxz]es$", word)
    ):
        word = re.sub(r"e[ds]?$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def without_names(text: str, names: Iterable[str]) -> str:
    """The text without the lines that only name something, and without names elsewhere."""
    lines = [line for line in text.splitlines() if not re.match(r"Number \d+: ", line)]
    text = "\n".join(lines)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text
