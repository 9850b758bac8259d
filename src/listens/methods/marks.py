"""What in a note may point at somebody: numbers, addresses and names, marked for a person to look at.

Rules, not a model: the same ones run on the phone (frontend/js/phone/marks.js) before a note is sealed, and here at
review; tests/methods/marks_cases.json holds both to the same answers. Nothing is ever rewritten: a mark is a question.
A name is a word with a capital that is not the first of its sentence, or that follows a title or another such word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

EMAIL, NHS_NUMBER, PHONE, POSTCODE, NAME = "email", "nhs_number", "phone", "postcode", "name"

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[A-Za-z]{2,}")
_DIGITS = re.compile(r"(?<![\w+])\+?\d(?:[ .()-]?\d){8,14}(?!\w)")
_POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?:\n\"“”(]\s*$")
_TITLE_WORDS = "mr mrs ms miss dr doctor sister brother father pastor imam auntie uncle"
_PLAIN_WORDS = """
i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december christmas easter ramadan eid diwali english british london britain uk
england scotland wales europe african caribbean asian arabic somali polish portuguese spanish french ukrainian tamil
turkish bengali urdu nhs gp camhs a&e covid universal credit home office jobcentre job centre council god jesus allah
bible quran facebook whatsapp google youtube zoom tv pip esa sen send ehcp dwp hmo housing
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_PLAIN = frozenset(_PLAIN_WORDS.split())  # they carry a capital and name nobody


@dataclass(frozen=True)
class Mark:
    kind: str
    start: int
    end: int


def find(text: str, known: frozenset[str] = frozenset()) -> list[Mark]:
    """Marks in order, none over another. `known` are words of places here, in lower case: they name nobody."""
    found = [Mark(EMAIL, *match.span()) for match in _EMAIL.finditer(text)]
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if is_nhs_number(digits):
            found.append(Mark(NHS_NUMBER, *match.span()))
        elif match[0].startswith(("+", "0")) and 9 <= len(digits) <= 15:
            found.append(Mark(PHONE, *match.span()))
    found += [Mark(POSTCODE, *match.span()) for match in _POSTCODE.finditer(text)]
    taken = [(mark.start, mark.end) for mark in found]
    found += [
        mark
        for mark in _names(text, known)
        if not any(start < mark.end and mark.start < end for start, end in taken)
    ]
    return sorted(found, key=lambda mark: mark.start)


def is_nhs_number(digits: str) -> bool:
    """Ten digits whose last is the check digit, modulus 11."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check != 10 and int(digits[9]) == check % 11


def _names(text: str, known: frozenset[str]) -> list[Mark]:
    words = list(_WORD.finditer(text))
    found: list[Mark] = []
    for place, word in enumerate(words):
        plain = word[0].lower()
        is_capital = word[0][0].isupper() and (len(word[0]) == 1 or not word[0].isupper())
        if not is_capital or plain in _PLAIN or plain in known or plain in _TITLES:
            continue
        before = words[place - 1] if place else None
        gap = text[before.end() : word.start()] if before else ""
        after_title = before is not None and before[0].lower() in _TITLES and gap in (" ", ". ")
        starts = not text[: word.start()].strip() or bool(_ENDS.search(text[: word.start()]))
        joins = bool(found) and before is not None and found[-1].end == before.end() and gap == " "
        if joins:
            found[-1] = Mark(NAME, found[-1].start, word.end())
        elif after_title or not starts:
            found.append(Mark(NAME, *word.span()))
    return found
