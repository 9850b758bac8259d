"""A note while it is being put together: what has been said, and what that gave away about the speaker."""

from collections.abc import Callable, Sequence
from typing import Final

from .line import Line, fill
from .pages import sections

MOST_WORDS: Final = 145
_KEEPS_CAPITAL: Final = frozenset(" ".join(sections("capitals.txt")["names"]).split())


def lowered(text: str) -> str:
    """``text`` to run on inside a sentence: a small first letter, unless the word is a name, initials or "I"."""
    first, _, _ = text.partition(" ")
    bare = first.rstrip(",.:;'s")
    if first in _KEEPS_CAPITAL or bare in _KEEPS_CAPITAL or first == "I" or first.startswith("I'"):
        return text
    if len(first) > 1 and (first[1].isupper() or first[1] == "&"):
        return text
    return text[:1].lower() + text[1:]


def raised(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


class Draft:
    """Sentences drawn so far. Drawing passes over a line already used or at odds with what was said before."""

    __slots__ = ("chance", "facts", "num_words", "sentences", "used")

    def __init__(self, chance: Callable[[], float], facts: int = 0) -> None:
        self.chance = chance
        self.facts = facts
        self.num_words = 0
        self.sentences: list[str] = []
        self.used: set[str] = set()

    def draw(self, lines: Sequence[Line], *, joins: bool = False) -> Line | None:
        """A line from ``lines`` that fits, or None after a few tries; ``joins`` asks for one an opening can lead."""
        chance = self.chance
        for _ in range(6) if lines else ():
            line = lines[int(chance() * len(lines))]
            if not line.clash & self.facts and line.source not in self.used and not (joins and line.alone):
                self.used.add(line.source)
                self.facts |= line.facts
                return line
        return None

    def words(self, lines: Sequence[Line], *, joins: bool = False) -> str:
        """The filled words of a drawn line, or an empty text when none fits."""
        line = self.draw(lines, joins=joins)
        return fill(line.parts, self.chance) if line else ""

    def add(self, sentence: str) -> None:
        """Take a sentence into the note, unless it is empty or makes the note too long to have been written."""
        num_words = sentence.count(" ") + 1
        if sentence and self.num_words + num_words <= MOST_WORDS:
            self.num_words += num_words
            self.sentences.append(sentence)
