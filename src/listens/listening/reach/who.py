"""Who was heard in a round, question by question and place by place, each against who lives here where that is known.

Unweighted: what is shown is who was heard, and not what a fair sample would have said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from listens.listening.models import HeardTally, Round
from listens.listening.reach import census
from listens.listening.reach.counts import Heard, Where, cards, where
from listens.listening.who_was_there import CARD, NOT_SAID, QUESTIONS
from listens.places.models import Place
from listens.places.population import Population, population

if TYPE_CHECKING:
    from listens.methods.reach.measure import Reach

LEAST_SEEN = 5  # people before the smallest difference means anything


@dataclass(frozen=True)
class Row:
    """One group. `answers` are values of the card or a place's code; `is_apart`: there is nothing to compare with."""

    answers: tuple[str, ...]
    label: str
    heard: int
    is_apart: bool = False


@dataclass(frozen=True)
class Against:
    """One comparison. `reach` and `population` are None when there is none, and `why_not` says why.

    The groups of `reach` are named by the labels of `rows`. `smallest` is the difference of shares, in [0, 1], that
    so many people could show; None for too few.
    """

    name: str
    title: str
    rows: list[Row]
    population: Population | None = None
    reach: Reach | None = None
    smallest: float | None = None
    why_not: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def num_answered(self) -> int:
        return sum(row.heard for row in self.rows)


@dataclass(frozen=True)
class WhoWasHeard:
    """`num_cards` is the most that any question of the card was answered: there were at least so many cards."""

    round: Round
    where: Where
    by_card: list[Against]
    boroughs: Against
    wards: Against | None
    borough: Place | None

    @property
    def num_cards(self) -> int:
        return max((one.num_answered for one in self.by_card), default=0)

    @property
    def comparisons(self) -> list[Against]:
        return [*self.by_card, self.boroughs, *([self.wards] if self.wards else [])]


def who_was_heard(round: Round, borough: Place | None = None) -> WhoWasHeard:
    """`borough` to see its wards too. The same number of queries whatever was heard."""
    counted = cards([round])[round.pk]
    found = where(round)
    by_card = [
        of_card(group, counted.get(group, {}), population(round.area, group))
        for group in HeardTally.Group.values
    ]
    boroughs = list(Place.objects.filter(area=round.area, kind=Place.Kind.BOROUGH))
    wards = list(Place.objects.filter(parent=borough)) if borough else []
    there = found.boroughs.get(borough.code, Heard()) if borough else Heard()
    return WhoWasHeard(
        round,
        found,
        by_card,
        _of_places(
            "borough",
            _("Borough"),
            boroughs,
            found.boroughs,
            found.total,
            population(round.area, Place.Kind.BOROUGH),
        ),
        _of_places(
            "ward",
            _("Wards of %(borough)s") % {"borough": borough},
            wards,
            found.wards,
            there,
            population(round.area, Place.Kind.WARD, borough),
        )
        if borough
        else None,
        borough,
    )


def of_card(group: str, counted: Mapping[str, int], lives_here: Population | None) -> Against:
    """The answers to one question of the card against the published figures."""
    title, words = str(QUESTIONS[group]), dict(CARD[group])
    as_asked = [Row((value,), str(label), counted.get(value, 0)) for value, label in CARD[group]]
    unsaid = Row((NOT_SAID,), _("Would rather not say"), counted.get(NOT_SAID, 0), is_apart=True)
    if lives_here is None:
        return Against(group, title, [*as_asked, unsaid], why_not=no_figures())
    try:
        placed = census.place(group, lives_here)
    except census.NotPlaced as problem:
        return Against(group, title, [*as_asked, unsaid], lives_here, why_not=str(problem))
    rows = [
        Row(one.answers, one.label, sum(counted.get(value, 0) for value in one.answers))
        for one in placed.groups
    ]
    apart = [Row((value,), str(words[value]), counted.get(value, 0), is_apart=True) for value in placed.apart]
    numbers = {one.label: one.lives_here for one in placed.groups}
    return _measured(group, title, [*rows, *apart, unsaid], numbers, lives_here, placed.notes)


def _of_places(
    name: str,
    title: str,
    places: list[Place],
    heard: Mapping[str, Heard],
    everybody: Heard,
    lives_here: Population | None,
) -> Against:
    rows = [
        Row((one.code,), one.name, heard[one.code].times_heard if one.code in heard else 0) for one in places
    ]
    unknown = everybody.times_heard - sum(row.heard for row in rows)
    rows.append(Row(("",), _("Place not known"), unknown, is_apart=True))
    if lives_here is None:
        return Against(name, title, rows, why_not=no_figures())
    numbers = {place.name: lives_here.groups.get(place.code, 0) for place in places}
    if missing := [place for place, number in numbers.items() if not number]:
        why = _(
            "“%(title)s” has nobody living in %(place)s. Bring in figures of the places of this area."
        ) % {
            "title": lives_here.title,
            "place": missing[0],
        }
        return Against(name, title, rows, lives_here, why_not=why)
    return _measured(name, title, rows, numbers, lives_here, [], everybody.design_effect)


def _measured(
    name: str,
    title: str,
    rows: list[Row],
    numbers: Mapping[str, int],
    lives_here: Population,
    notes: list[str],
    together: float = 1.0,
) -> Against:
    total = sum(numbers.values())
    heard = {row.label: row.heard for row in rows if not row.is_apart}
    num = sum(heard.values())
    if not num:
        why = _("Nobody has been counted here yet, so there is nothing to compare.")
        return Against(name, title, rows, lives_here, why_not=why, notes=notes)
    if len(numbers) < 2:
        why = _("There is one place only, so there is nothing to compare.")
        return Against(name, title, rows, lives_here, why_not=why, notes=notes)
    from listens.methods.compare.power import (
        smallest_difference,
    )  # SciPy is slow to load: only where it is used
    from listens.methods.intervals.counts import LARGEST
    from listens.methods.reach.measure import measure

    reach = measure(
        heard,
        {label: number / total for label, number in numbers.items()},
        {row.label: row.heard for row in rows if row.is_apart},
        together=together,
    )
    alone = round(num / together)
    smallest = smallest_difference(min(total, LARGEST), alone) if alone >= LEAST_SEEN else None
    return Against(name, title, rows, lives_here, reach, smallest, notes=notes)


def no_figures() -> str:
    return _(
        "No published figures of this have been brought in for this area, so nobody can say who is missing. "
        "Ask whoever looks after the site to bring them in."
    )
