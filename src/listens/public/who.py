"""Who was heard, out of the newest release, beside who lives here. Everything here is worked out from printed numbers.

A share, a range and a verdict made of numbers that anybody can read tell nobody more than those numbers do; so the
hidden ones stay hidden. They are taken together as one group, and nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.core.published import Published, act, estimate
from listens.core.ratios import Dot, DotPlot
from listens.core.released import ReleasedTable
from listens.listening.models import HeardTally, Round
from listens.listening.reach import census
from listens.listening.reach.plots import dot_of, mark_of
from listens.listening.release_tables import NOT_SAID_WORDS, PUBLISHED, TITLES, TOTAL, name_of
from listens.places.models import Place
from listens.places.population import Population, population
from listens.public.figures import Figures

if TYPE_CHECKING:
    from listens.methods.reach.measure import Group, Reach

HIDDEN = "hidden"  # the name, never printed, of those that are hidden taken together
FEWEST = 30


@dataclass(frozen=True)
class Line:
    """One group. Without a share it is hidden, has no figure beside it, or too few people are there."""

    label: str
    heard: Published
    share: Published | None = None
    lives_here: Published | None = None
    mark: str = ""


@dataclass(frozen=True)
class Question:
    """One released table. `of` heads its shares; `smallest` is in points of a hundred; `why_not` says why none are."""

    title: str
    lines: list[Line]
    total: Published
    all: str  # what the total is of
    unit: str
    of: str
    of_defined: str
    plot: DotPlot | None = None
    smallest: Published | None = None
    why_not: str = ""
    notes: list[str] = field(default_factory=list)
    lives_here: Population | None = None


def questions(area: Area, figures: Figures, round: str) -> list[Question]:
    """The cards of the round of that slug. One query for each question that was published."""
    found = []
    for group in HeardTally.Group.values:
        table = figures.table(name_of(group, round))
        if table is not None:
            found.append(_of_cards(group, table, population(area, group)))
    return found


def newest_with_cards(figures: Figures, rounds: Sequence[Round]) -> Round | None:
    """Of `rounds`, the first whose cards were released, or the first at all."""
    having = [round for round in rounds if any(figures.table(name_of(g, round.slug)) for g in PUBLISHED)]
    return next(iter([*having, *rounds]), None)


def most_cards(questions: Iterable[Question]) -> Published | None:
    """The most that any question was answered: there were at least so many cards."""
    return max((one.total for one in questions), key=lambda total: total.value or 0, default=None)


def places(area: Area, figures: Figures) -> Question | None:
    """Conversations by borough, over all rounds; each is one event, however many took part."""
    table = figures.table("heard_by_borough")
    if table is None:
        return None
    *rows, whole = table.rows
    given = {row.labels[0]: row.values[0] for row in rows}
    question = Question(
        _("By borough"),
        [],
        whole.values[0],
        _("All"),
        _("Conversations"),
        _("Of a hundred conversations"),
        _("Of a hundred conversations, worked out from the numbers printed here"),
    )
    lives_here = population(area, Place.Kind.BOROUGH)
    if lives_here is None:
        return replace(question, lines=_plain(given), why_not=_no_figures())
    boroughs = Place.objects.filter(area=area, kind=Place.Kind.BOROUGH)
    numbers = {place.name: lives_here.groups.get(place.code, 0) for place in boroughs}
    if not all(numbers.values()) or len(numbers) < 2:
        return replace(question, lines=_plain(given), why_not=_divided())
    return _compared(question, given, numbers, lives_here)


def kinds(figures: Figures) -> ReleasedTable | None:
    """Conversations by kind of organisation, over all rounds; there is nothing to compare them with."""
    return figures.table("heard_by_kind")


def _no_figures() -> str:
    return _("No published figures of this have been brought in here yet, so nothing is compared.")


def _divided() -> str:
    return _("The published figures are divided in another way, so nothing is compared.")


def _of_cards(group: str, table: ReleasedTable, lives_here: Population | None) -> Question:
    given = {row.labels[-1]: row.values[0] for row in table.rows}
    question = Question(
        _(TITLES[group]),
        [],
        given.pop(_(TOTAL)),
        _("All who said"),
        _("Cards"),
        _("Of a hundred heard"),
        _("Of a hundred who said, worked out from the numbers printed here"),
    )
    if lives_here is None:
        return replace(question, lines=_plain(given), why_not=_no_figures())
    try:
        placed = census.place(group, lives_here)
    except census.NotPlaced:
        return replace(question, lines=_plain(given), why_not=_divided())
    numbers: dict[str, int] = {}
    for values, words in PUBLISHED[group]:
        parts = [one for one in placed.groups if set(one.answers) <= set(values)]
        if {answer for one in parts for answer in one.answers} == set(values):
            numbers[_(words)] = sum(one.lives_here for one in parts)
    if len(numbers) < 2:
        return replace(question, lines=_plain(given), why_not=_divided())
    return _compared(question, given, numbers, lives_here, placed.notes)


def _plain(given: Mapping[str, Published]) -> list[Line]:
    return [Line(label, heard) for label, heard in given.items()]


def _compared(
    question: Question,
    given: Mapping[str, Published],
    numbers: Mapping[str, int],
    lives_here: Population,
    notes: Iterable[str] = (),
) -> Question:
    """`given` are the printed numbers, `numbers` how many live here of those that have a figure."""
    question = replace(question, notes=list(notes), lives_here=lives_here)
    said = {label: one.value for label, one in given.items() if label in numbers}
    unsaid = _(NOT_SAID_WORDS)  # those are not in the total
    apart = [one.value for label, one in given.items() if label not in numbers and label != unsaid]
    heard = {label: int(value) for label, value in said.items() if value is not None}
    base = sum(heard.values())
    if len(heard) < len(numbers):
        if question.total.value is None or None in apart:
            return replace(question, lines=_plain(given), why_not=_too_few())
        base = int(question.total.value - sum(value for value in apart if value))
        heard[HIDDEN] = max(base - sum(heard.values()), 0)
    if base < FEWEST:
        return replace(question, lines=_plain(given), why_not=_too_few())
    here = dict(numbers)
    if HIDDEN in heard:
        here = {label: number for label, number in numbers.items() if label in heard}
        here[HIDDEN] = sum(numbers.values()) - sum(here.values())
    if len(here) < 2:
        return replace(question, lines=_plain(given), why_not=_too_few())
    reach, smallest = measured(tuple(heard.items()), tuple(here.items()))
    groups = {group.group: group for group in reach.groups if group.group != HIDDEN}
    return replace(
        question,
        lines=[_line(label, one, groups.get(label), question) for label, one in given.items()],
        plot=DotPlot(
            _("How often each was heard"),
            [_dot(label, one, groups.get(label)) for label, one in given.items()],
        ),
        smallest=_points(smallest, question.total) if smallest else None,
    )


@lru_cache(maxsize=256)
def measured(
    heard: tuple[tuple[str, int], ...], here: tuple[tuple[str, int], ...]
) -> tuple[Reach, float | None]:
    """Against each other, with the smallest difference of shares that could be seen. Kept: a release stays as it is."""
    from listens.methods.compare.power import (
        smallest_difference,
    )  # SciPy is slow to load: only where it is used
    from listens.methods.intervals.counts import LARGEST
    from listens.methods.reach.measure import measure

    total = sum(number for _label, number in here)
    reach = measure(dict(heard), {label: number / total for label, number in here})
    return reach, smallest_difference(min(total, LARGEST), sum(number for _label, number in heard))


def _dot(label: str, heard: Published, group: Group | None) -> Dot:
    if heard.value is None:
        return Dot(label, "hidden", number=heard)
    return replace(dot_of(group), number=heard) if group else Dot(label, "no_figure", number=heard)


def _line(label: str, heard: Published, group: Group | None, question: Question) -> Line:
    lives_here = question.lives_here
    if (
        lives_here is None
        or group is None
        or group.population_share is None
        or group.low is None
        or group.high is None
    ):
        return Line(label, heard, mark="hidden" if heard.value is None else "no_figure")
    share = estimate(
        round(100 * group.share),
        round(100 * group.low * group.population_share),
        round(100 * group.high * group.population_share),
        definition=question.of_defined,
        as_at=heard.as_at,
        source=heard.source,
    )
    here = act(
        round(100 * group.population_share),
        definition=_("Of a hundred who live here"),
        as_at=lives_here.as_at,
        source=lives_here.source,
    )
    return Line(label, heard, share, here, mark_of(group))


def _points(smallest: float, total: Published) -> Published:
    return act(
        round(100 * smallest),
        definition=_("The smallest difference that so many could show, in points of a hundred"),
        as_at=total.as_at,
        source=total.source,
    )


def _too_few() -> str:
    return _("Too few were counted, or too many numbers are hidden, for shares to be worked out.")
