"""What is published about one place, beside the lowest and highest of its kind in the area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

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
    """All there is about a borough, a ward or the whole area. Two queries, once the ranges are known."""
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
    """The newest data set of each key, with the place's own figures."""

    def __init__(self, area: Area, place: Place | None, keys: Iterable[str] = ()) -> None:
        data_sets = DataSet.objects.filter(area=area).exclude(unit=DataSet.Unit.OUTLINES).order_by("as_at")
        if keys:
            data_sets = data_sets.filter(key__in=keys)
        self.newest = {each.key: each for each in data_sets}
        self.kind = place.kind if place else Place.Kind.BOROUGH
        rows = Figures.objects.filter(data_set__in=self.newest.values(), place=place)
        self._own = {data_set: dict(pairs) for data_set, pairs in rows.values_list("data_set_id", "pairs")}

    def own(self, data_set: DataSet) -> dict[str, float]:
        return self._own.get(data_set.pk, {})

    def indicator(self, measure: Measure) -> Indicator | None:
        for key in measure.data_sets:
            data_set = self.newest.get(key)
            value = measure.value(self.own(data_set)) if data_set else None
            if data_set and value is not None:
                return self._indicator(measure, data_set, value)
        return None

    def _indicator(self, measure: Measure, data_set: DataSet, value: float) -> Indicator:
        spread = _spreads(data_set.pk, data_set.kept_at, data_set.key, self.kind)[measure.key]
        return Indicator(
            measure.key,
            str(measure.title),
            value,
            min(spread, default=value),
            max(spread, default=value),
            len(spread),
            str(measure.unit),
            str(measure.counts),
            data_set.title,
            data_set.source,
            data_set.licence,
            data_set.as_at,
            tuple(map(str, measure.caveats)),
            spread,
        )


@lru_cache(maxsize=256)
def _spreads(data_set: UUID, kept_at: dt.datetime, key: str, kind: str) -> dict[str, tuple[float, ...]]:
    """{key of a measure: its value for every place of that kind, the lowest first}. Kept until the figures change."""
    rows = Figures.objects.filter(data_set=data_set, place__kind=kind).values_list("pairs", flat=True)
    places = [dict(pairs) for pairs in rows]
    return {
        measure.key: tuple(sorted(value for values in places if (value := measure.value(values)) is not None))
        for measure in MEASURES
        if key in measure.data_sets
    }
