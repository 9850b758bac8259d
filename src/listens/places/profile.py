"""What is published about one place, beside the lowest and highest of its kind in the area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from listens.core.models import Area
from listens.places.measures import MEASURES, Measure
from listens.places.models import DataSet, Figures, Place
from listens.places.population import Population, counts_of


@dataclass(frozen=True)
class Indicator:
    """`low` and `high` are the area's own range over `num_places` places of that kind (boroughs for the whole area).

    `spread` has the value of each of them, the lowest first. `counts` says what is counted; `caveats` are sentences
    to print beside the value.
    """

    key: str
    title: str
    value: float
    low: float
    high: float
    num_places: int
    unit: str
    counts: str
    data_set: str
    source: str
    licence: str
    as_at: dt.date
    caveats: tuple[str, ...] = ()
    spread: tuple[float, ...] = ()

    @property
    def caveat(self) -> str:
        return " ".join(self.caveats)


@dataclass(frozen=True)
class Profile:
    """`place` None is the whole area; `groups` are the tables of counts."""

    place: Place | None
    indicators: list[Indicator] = field(default_factory=list)
    groups: list[Population] = field(default_factory=list)

    def get(self, key: str) -> Indicator | None:
        return next((found for found in self.indicators if found.key == key), None)


def profile(area: Area, place: Place | None = None) -> Profile:
    """All there is about a borough, a ward or the whole area. Two queries, whatever there is."""
    shelf = _Shelf(area, place)
    found = [shelf.indicator(measure) for measure in MEASURES]
    counts = [
        counts_of(data_set, shelf.own(data_set))
        for data_set in shelf.newest.values()
        if data_set.unit in (DataSet.Unit.PEOPLE, DataSet.Unit.HOUSEHOLDS) and shelf.own(data_set)
    ]
    return Profile(place, [each for each in found if each], sorted(counts, key=lambda each: each.title))


def indicator(area: Area, key: str, place: Place | None = None) -> Indicator | None:
    """One of them, or None where nothing is brought in for that place. Raises KeyError for an unknown key."""
    measure = next((measure for measure in MEASURES if measure.key == key), None)
    if measure is None:
        raise KeyError(key)
    return _Shelf(area, place, measure.data_sets).indicator(measure)


class _Shelf:
    """The newest data set of each key, with the figures of every place to compare with."""

    def __init__(self, area: Area, place: Place | None, keys: Iterable[str] = ()) -> None:
        data_sets = DataSet.objects.filter(area=area).order_by("as_at")
        if keys:
            data_sets = data_sets.filter(key__in=keys)
        self.newest = {each.key: each for each in data_sets}
        self.place = place
        kind = place.kind if place else Place.Kind.BOROUGH
        rows = Figures.objects.filter(data_set__in=self.newest.values(), place__kind=kind)
        if place is None:
            rows |= Figures.objects.filter(data_set__in=self.newest.values(), place=None)
        self.values: dict[object, dict[object, dict[str, float]]] = {}
        for data_set, of, pairs in rows.values_list("data_set_id", "place_id", "pairs"):
            self.values.setdefault(data_set, {})[of] = dict(pairs)

    def own(self, data_set: DataSet) -> dict[str, float]:
        return self.values.get(data_set.pk, {}).get(self.place and self.place.pk, {})

    def indicator(self, measure: Measure) -> Indicator | None:
        for key in measure.data_sets:
            data_set = self.newest.get(key)
            value = measure.value(self.own(data_set)) if data_set else None
            if data_set and value is not None:
                return self._indicator(measure, data_set, value)
        return None

    def _indicator(self, measure: Measure, data_set: DataSet, value: float) -> Indicator:
        others = [
            other
            for of, values in self.values[data_set.pk].items()
            if of and (other := measure.value(values)) is not None
        ]
        return Indicator(
            measure.key,
            str(measure.title),
            value,
            min(others, default=value),
            max(others, default=value),
            len(others),
            str(measure.unit),
            str(measure.counts),
            data_set.title,
            data_set.source,
            data_set.licence,
            data_set.as_at,
            tuple(map(str, measure.caveats)),
            tuple(sorted(others)),
        )
