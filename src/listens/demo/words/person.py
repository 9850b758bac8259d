"""Turns a line said in the first person into the listener's "she", "he" or "they".

Only what can be turned safely is turned: a line with a verb this page does not know, or with a second verb
hanging on the same "I", gives None, and the listener uses another line.
"""

import re
from typing import Final

from .pages import sections

_VERBS: Final = sections("verbs.txt")
_PRESENT: Final = frozenset(" ".join(_VERBS["present"]).split())
_UNCHANGED: Final = frozenset(" ".join(_VERBS["past and modal"]).split())
_ADVERBS: Final = "|".join(sorted(" ".join(_VERBS["adverbs"]).split(), key=len, reverse=True))
_IRREGULAR: Final = {
    "am": "is",
    "have": "has",
    "do": "does",
    "go": "goes",
    "don't": "doesn't",
    "haven't": "hasn't",
}
_PLURAL: Final = {"am": "are", "was": "were", "wasn't": "weren't"}

_SUBJECT: Final = re.compile(rf"\b(?:I|[Ww]e)((?: (?:{_ADVERBS}))*) ([a-z']+)")
_SECOND_VERB: Final = re.compile(r"\b(?:and|or|but|then) (?:(?:just|then|still|never) )?([a-z']+)")
_TURNED_ROUND: Final = re.compile(r"\b(am|do|have|was|don't|haven't) I\b")
_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "me": ("her", "him", "them"), "my": ("her", "his", "their"), "mine": ("hers", "his", "theirs"),
    "myself": ("herself", "himself", "themselves"), "us": ("them", "them", "them"),
    "our": ("their", "their", "their"), "ours": ("theirs", "theirs", "theirs"),
    "ourselves": ("themselves", "themselves", "themselves"),
    "i'm": ("she's", "he's", "they're"), "i've": ("she's", "he's", "they've"), "i'd": ("she'd", "he'd", "they'd"),
    "i'll": ("she'll", "he'll", "they'll"), "we're": ("they're",) * 3, "we've": ("they've",) * 3,
    "we'd": ("they'd",) * 3, "we'll": ("they'll",) * 3,
}  # fmt: skip
_WORD: Final = re.compile(r"\b(?:I'm|I've|I'd|I'll|[Ww]e're|[Ww]e've|[Ww]e'd|[Ww]e'll|[Mm]yself|[Oo]urselves|[Oo]urs|[Oo]ur|"
                          r"[Mm]ine|[Mm]y|[Mm]e|[Uu]s)\b")  # fmt: skip
_HAVE_GOT: Final = re.compile(r"\bI've (a|an|no|two|three|my|nothing|nobody)\b")
_LEFT_OVER: Final = re.compile(r"\b(I|[Ww]e)\b")
SHE, HE, THEY = 0, 1, 2


def unknown_verbs(text: str) -> set[str]:
    """The words after "I" or "we" that no list in ``verbs.txt`` holds."""
    verbs = {found[2] for found in _SUBJECT.finditer(text)} - _PRESENT - _UNCHANGED - {"am", "was", "wasn't"}
    return {verb for verb in verbs if not verb.endswith("ed")}


def _inflected(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if re.search(r"(s|sh|ch|x|z)$", verb):
        return verb + "es"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + "s"


def turned(text: str, person: int) -> str | None:
    """``text`` about somebody else, or None when it cannot be turned with confidence."""
    if '"' in text or unknown_verbs(text) or _HAVE_GOT.search(text):
        return None
    speaks = re.search(r"\bI\b", text) is not None
    seconds = set(_SECOND_VERB.findall(text))
    if speaks and person != THEY and seconds & (_PRESENT | {"am"}):
        return None
    if speaks and person == THEY and seconds & {"am", "was", "wasn't"}:
        return None
    pronoun = ("she", "he", "they")[person]

    def subject(found: re.Match[str]) -> str:
        one = found[0].startswith("I")
        verb = found[2]
        if not one or person == THEY:
            verb = _PLURAL.get(verb, verb)
        elif verb in _PRESENT or verb == "am":
            verb = _inflected(verb)
        return _cased(f"{pronoun if one else 'they'}{found[1]} {verb}", found, text)

    def inverted(found: re.Match[str]) -> str:
        verb = _PLURAL.get(found[1], found[1]) if person == THEY else _IRREGULAR.get(found[1], found[1])
        return f"{verb} {pronoun}"

    def word(found: re.Match[str]) -> str:
        return _cased(_WORDS[found[0].lower()][person], found, text)

    said = _TURNED_ROUND.sub(inverted, text)
    said = _WORD.sub(word, said)
    said = _SUBJECT.sub(subject, said)
    return _LEFT_OVER.sub(lambda f: _cased(pronoun if f[0] == "I" else "they", f, text), said)


def _cased(words: str, found: re.Match[str], text: str) -> str:
    """Give ``words`` a capital where a sentence starts; "I" and "I'm" are capitals everywhere."""
    if found[0][0].islower():
        return words
    before = found.string[: found.start()].rstrip(" (~")
    starts = not before or before[-1] in ".?!"
    return words[0].upper() + words[1:] if starts else words
