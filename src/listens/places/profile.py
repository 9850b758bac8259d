"""What is published about one place, beside the lowest and highest of its kind in the area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from uuid import UUID

from listens.core.models import Area
from listens.places.measures import MAY_LACK_LINES, MEASURES, Measure
from listens.places.models import DataSet, Figures, Place
from listens.places.population import Population, counts_of

COUNTED = (DataSet.Unit.PEOPLE, DataSet.Unit.HOUSEHOLDS)


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
class Lacking:
    """`title` of the indicator, or none for a whole table of counts; `data_set` is the published title of the table."""

    title: str
    data_set: str
    as_at: dt.date


@dataclass(frozen=True)
class Profile:
    """`place` None is the whole area; `groups` are the tables of counts.

    `lacking` are indicators and tables, by their titles, that other places of the area have and this one has not.
    """

    place: Place | None
    indicators: list[Indicator] = field(default_factory=list)
    groups: list[Population] = field(default_factory=list)
    lacking: list[Lacking] = field(default_factory=list)

    def get(self, key: str) -> Indicator | None:
        return next((found for found in self.indicators if found.key == key), None)


def profile(area: Area, place: Place | None = None) -> Profile:
    """All there is about a borough, a ward or the whole area. Two queries, once the ranges are known."""
    shelf = _Shelf(area, place)
    found = [shelf.indicator(measure) for measure in MEASURES]
    counts = [
        replace(counts_of(data_set, shelf.own(data_set)), may_lack_lines=shelf.may_lack_lines(data_set))
        for data_set in shelf.newest.values()
        if data_set.unit in COUNTED and shelf.own(data_set)
    ]
    return Profile(
        place,
        [each for each in found if each],
        sorted(counts, key=lambda each: each.title),
        shelf.lacking({each.key for each in found if each}),
    )


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
        self._own = {row.data_set_id: row for row in rows}

    def own(self, data_set: DataSet) -> dict[str, float]:
        row = self._own.get(data_set.pk)
        return row.values if row else {}

    def may_lack_lines(self, data_set: DataSet) -> bool:
        row = self._own.get(data_set.pk)
        return bool(row and row.may_lack_lines)

    def lacking(self, had: Collection[str]) -> list[Lacking]:
        """What is brought in for the area and not had here: indicators first, then tables that feed none."""
        lacking = [
            (str(measure.title), self.newest[key])
            for measure in MEASURES
            if measure.key not in had and (key := self._first(measure))
        ]
        feeding = {key for measure in MEASURES for key in measure.data_sets}
        lacking += [
            ("", data_set)
            for data_set in self.newest.values()
            if data_set.unit in COUNTED and data_set.key not in feeding and not self.own(data_set)
        ]
        return [Lacking(title, data_set.title, data_set.as_at) for title, data_set in lacking]

    def _first(self, measure: Measure) -> str:
        return next((key for key in measure.data_sets if key in self.newest), "")

    def indicator(self, measure: Measure) -> Indicator | None:
        for key in measure.data_sets:
            data_set = self.newest.get(key)
            value = measure.value(self.own(data_set)) if data_set else None
            if data_set and value is not None:
                return self._indicator(measure, data_set, value)
        return None

    def _indicator(self, measure: Measure, data_set: DataSet, value: float) -> Indicator:
        unsure = [MAY_LACK_LINES] if self.may_lack_lines(data_set) else []
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
            tuple(map(str, [*measure.caveats, *unsure])),
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
