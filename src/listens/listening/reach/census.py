"""The one place where the published categories of a population are set against the answers of the card.

What has no counterpart is refused in words rather than forced: an answer that the census does not know (temporary
accommodation) stays a row without a figure, a category the card does not ask about (living rent free) is left out of
the shares and said, and a category that nobody has placed here stops the comparison.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from listens.listening.models import HeardTally
from listens.listening.who_was_there import CARD
from listens.places.measures import MAY_LACK_LINES
from listens.places.population import Population

Group = HeardTally.Group
LIMITED = gettext_noop("Yes, a lot or a little")
OLDEST = 200
_NUMBERS = re.compile(r"\d+")
# The beginning of a published category, in small letters, and the answers it stands for. The longest that fits counts.
PLACED: dict[str, dict[str, tuple[str, ...]]] = {
    Group.ETHNICITY: {
        "asian": ("asian",),
        "black": ("black",),
        "mixed": ("mixed",),
        "white": ("white",),
        "other": ("other",),
    },
    Group.TENURE: {
        "owned": ("owned",),
        "owns": ("owned",),
        "shared ownership": ("owned",),
        "social": ("social",),
        "private": ("private",),
        "lives rent free": (),
        "rent free": (),
    },
    Group.DISABILITY: {
        "disabled": ("limited a lot", "limited a little"),
        "not disabled": ("not limited",),
    },
}
NOTES: dict[str, str | Promise] = {
    Group.TENURE: gettext_lazy(
        "The published figure counts homes, not people, and leaves out homes that are lived in rent free."
    ),
    Group.DISABILITY: gettext_lazy(
        "The census asks about day-to-day activities in words of its own, so the two are close but not the same."
    ),
}


class NotPlaced(Exception):
    """The two cannot be set side by side; the text is a sentence that says why and what to do."""


@dataclass(frozen=True)
class Together:
    """Answers of the card and how many people, or homes, the published figure has of them all."""

    answers: tuple[str, ...]
    label: str
    lives_here: int


@dataclass(frozen=True)
class Placed:
    """`apart` are answers that have no figure to compare with; `notes` are sentences for below the picture."""

    groups: list[Together]
    apart: list[str]
    notes: list[str]


def place(group: str, population: Population) -> Placed:
    """Raises NotPlaced for a category without a place, or when fewer than two groups are left."""
    placed = _ages(population) if group == Group.AGE else _named(group, population)
    if len(placed.groups) < 2 or not all(one.lives_here for one in placed.groups):
        raise NotPlaced(
            _("“%(title)s” has fewer than two groups that the card asks about. Bring in a fuller table.")
            % {"title": population.title}
        )
    return placed


def _named(group: str, population: Population) -> Placed:
    places = PLACED[group]
    sums: dict[tuple[str, ...], int] = {}
    for category, number in population.groups.items():
        words = category.casefold()
        start = max((one for one in places if words.startswith(one)), key=len, default=None)
        if start is None:
            raise NotPlaced(_unplaced(population, category))
        if answers := places[start]:
            sums[answers] = sums.get(answers, 0) + number
    words_of = dict(CARD[group])
    order = list(words_of)
    groups = [
        Together(answers, _label(group, answers), number)
        for answers, number in sorted(sums.items(), key=lambda one: order.index(one[0][0]))
    ]
    known = {answer for answers in sums for answer in answers}
    return Placed(groups, [one for one in order if one not in known], _notes(group, population))


def _label(group: str, answers: tuple[str, ...]) -> str:
    return str(dict(CARD[group])[answers[0]]) if len(answers) == 1 else _(LIMITED)


def _ages(population: Population) -> Placed:
    """Bands are joined until both sides begin and end at the same age."""
    card = [(*_span(value, population), value) for value, _words in CARD[Group.AGE]]
    bands = sorted((*_span(category, population), number) for category, number in population.groups.items())
    here = {low for low, _high, _number in bands}
    first = min((low for low in here if card[0][0] <= low < card[1][0]), default=None)
    if first is None:
        raise NotPlaced(_unplaced(population, next(iter(population.groups))))
    shared = [first, *[low for low, _high, _value in card[1:] if low in here], OLDEST]
    groups = []
    for low, until in pairwise(shared):
        answers = tuple(
            value for start, _end, value in card if low <= start < until or (low == first and start < until)
        )
        number = sum(count for start, _end, count in bands if low <= start < until)
        groups.append(Together(answers, _age_label(answers), number))
    notes = _notes(Group.AGE, population)
    if first > card[0][0]:
        notes.append(
            _("The published figure begins at %(first)d, the card at %(card)d.")
            % {"first": first, "card": card[0][0]}
        )
    return Placed(groups, [], notes)


def _age_label(answers: tuple[str, ...]) -> str:
    words = dict(CARD[Group.AGE])
    if len(answers) == 1:
        return str(words[answers[0]])
    low, high = _NUMBERS.findall(answers[0])[0], _NUMBERS.findall(answers[-1])
    if len(high) == 1:
        return _("%(low)s or over") % {"low": low}
    return _("%(low)s to %(high)s") % {"low": low, "high": high[1]}


def _span(words: str, population: Population) -> tuple[int, int]:
    """The first and last age of a band, as it is written: 16-24, Aged 65 to 74 years, 80+, 90 and over."""
    found = [int(number) for number in _NUMBERS.findall(words)]
    if not found or len(found) > 2:
        raise NotPlaced(_unplaced(population, words))
    if len(found) == 1 and "under" in words.casefold():
        return 0, found[0] - 1
    return found[0], found[1] if len(found) == 2 else OLDEST


def _notes(group: str, population: Population) -> list[str]:
    notes = [str(NOTES[group])] if group in NOTES else []
    if group in (Group.ETHNICITY, Group.DISABILITY) and not population.is_adults_only:
        notes.append(_("The published figure is of people of all ages; the card is for adults."))
    if population.may_lack_lines:
        notes.append(str(MAY_LACK_LINES))
    return notes


def _unplaced(population: Population, category: str) -> str:
    return _(
        "“%(title)s” has the category “%(category)s”, which has no place beside the answers of the card. "
        "Nothing is compared until somebody has decided where it belongs."
    ) % {"title": population.title, "category": category[:80]}
