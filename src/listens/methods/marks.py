"""What in a note may point at somebody: numbers, addresses and names, marked for a person to look at.

Rules, not a model: the same ones run on the phone (frontend/js/phone/marks.js) before a note is sealed, and here at
review; tests/methods/marks_cases.json holds both to the same answers. Nothing is ever rewritten: a mark is a question.
A name is a word with a capital that is not the first of its sentence, or that follows a title or another such word,
or that speaks; and what follows "my name is". What they find and miss: `make bench-marks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from listens.methods.marks_words import COMMON, FORMAL, GROUPS, PLAIN, SPEAKING, TITLES

EMAIL, NHS_NUMBER, PHONE, POSTCODE, NAME = "email", "nhs_number", "phone", "postcode", "name"

_EMAILS = (  # each from the beginning of its run of letters: a long run costs one look, not one for each letter
    re.compile(r"(?<![^\s@<>,;])[^\s@<>,;]+@[^\s@<>,;]+\.[A-Za-z]{2,}"),
    re.compile(r"(?<![\w.+-])[\w.+-]+ ?[(\[]at[)\]] ?[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}", re.IGNORECASE),
    re.compile(r"(?<![\w.+-])[\w.+-]+ at [\w-]+(?: dot [\w-]+)+", re.IGNORECASE),
)
_DIGITS = re.compile(r"(?<![\w+])\+?\d(?:[ .()-]{0,3}\d){8,14}(?!\w)")
_POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?:\n\"“”(]\s*$")
_NAMED = re.compile(
    r"(?<!\w)(?:name is|name['’]s|named|(?:man|woman|lady|girl|boy|lad|someone|somebody|friend|neighbour) called)\s$",
    re.IGNORECASE,
)
_LONGEST_CUE = 20


@dataclass(frozen=True)
class Mark:
    kind: str
    start: int
    end: int


def find(text: str, known: frozenset[str] = frozenset()) -> list[Mark]:
    """Marks in order, none over another. `known` are words of places here, in lower case: they name nobody."""
    found: list[Mark] = []
    for pattern in _EMAILS:
        found += _free([Mark(EMAIL, *match.span()) for match in pattern.finditer(text)], found)
    numbers = []
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if is_nhs_number(digits):
            numbers.append(Mark(NHS_NUMBER, *match.span()))
        elif match[0].startswith(("+", "0")) or (digits.startswith("7") and len(digits) == 10):
            numbers.append(Mark(PHONE, *match.span()))
    found += _free(numbers, found)
    found += _free([Mark(POSTCODE, *match.span()) for match in _POSTCODE.finditer(text)], found)
    names = [mark for mark in _names(text, known) if not names_nobody(text, mark, known)]
    return sorted([*found, *_free(names, found)], key=lambda mark: mark.start)


def together(rules: list[Mark], more: list[Mark]) -> list[Mark]:
    """Both lists as one, a stretch that both touch once and as wide as both."""
    found: list[Mark] = []
    for mark in sorted([*rules, *more], key=lambda mark: (mark.start, -mark.end)):
        if found and mark.start < found[-1].end:
            kind = found[-1].kind if mark.kind == NAME else mark.kind
            found[-1] = Mark(kind, found[-1].start, max(found[-1].end, mark.end))
        else:
            found.append(mark)
    return found


def is_nhs_number(digits: str) -> bool:
    """Ten digits whose last is the check digit, modulus 11."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check != 10 and int(digits[9]) == check % 11


def names_nobody(text: str, mark: Mark, known: frozenset[str] = frozenset()) -> bool:
    """Whether what looks like a name is a known word, a place or a group: "in Lewisham", "Peckham Library"."""
    words = [word[0] for word in _WORD.finditer(text, mark.start, mark.end)]
    if all(word.lower() in PLAIN | known or (len(word) > 1 and word.isupper()) for word in words):
        return True
    before = next(iter(reversed(_WORD.findall(text[: mark.start])[-1:])), "").lower()
    if before in TITLES:
        return False
    is_inside = before == "in" and text[: mark.start].endswith(" ") and not re.search("['’]s$", words[-1])
    return is_inside or words[-1].lower() in GROUPS


def _free(marks: list[Mark], taken: list[Mark]) -> list[Mark]:
    return [mark for mark in marks if not any(one.start < mark.end and mark.start < one.end for one in taken)]


def _names(text: str, known: frozenset[str]) -> list[Mark]:
    words = list(_WORD.finditer(text))
    found: list[Mark] = []
    is_named = False  # the newest mark follows "my name is" in small letters, where a surname may follow
    for place, word in enumerate(words):
        plain = word[0].lower()
        if plain in PLAIN or plain in known or plain in TITLES:
            continue
        before = words[place - 1] if place else None
        gap = text[before.end() : word.start()] if before else ""
        joins = bool(found) and before is not None and found[-1].end == before.end()
        title = before[0].lower() if before and gap in (" ", ". ") and before[0].lower() in TITLES else ""
        if not _is_capital(word[0]):
            follows_cue = bool(_NAMED.search(text[max(0, word.start() - _LONGEST_CUE) : word.start()]))
            if plain in COMMON or word[0].isupper():
                continue
            if joins and is_named and gap == " ":
                found[-1], is_named = Mark(NAME, found[-1].start, word.end()), False
            elif follows_cue or title in FORMAL:
                found.append(Mark(NAME, *word.span()))
                is_named = follows_cue
        elif joins and gap in (" ", "' ", "’ "):
            found[-1] = Mark(NAME, found[-1].start, word.end())
        elif title or not _starts(text, word):
            found.append(
                Mark(NAME, _beginning(text, words, place, known) if not title else word.start(), word.end())
            )
            is_named = False
        elif plain not in COMMON and place + 1 < len(words) and words[place + 1][0] in SPEAKING:
            found.append(Mark(NAME, *word.span()))
            is_named = False
    return found


def _is_capital(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def _starts(text: str, word: re.Match[str]) -> bool:
    """Whether a sentence begins with it. A word alone in brackets is no sentence."""
    before = text[: word.start()]
    if before.endswith("(") and text[word.end() : word.end() + 1] == ")":
        return False
    return not before.strip() or bool(_ENDS.search(before))


def _beginning(text: str, words: list[re.Match[str]], place: int, known: frozenset[str]) -> int:
    """Where a name begins whose first word begins its sentence."""
    here = words[place].start()
    before = words[place - 1] if place else None
    if before is None or text[before.end() : here] != " " or not _is_capital(before[0]):
        return here
    plain = before[0].lower()
    if plain in COMMON or plain in PLAIN or plain in TITLES or plain in known:
        return here
    return before.start()
