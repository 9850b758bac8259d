"""An indicator over every place of one kind: for a page that sets one figure beside what people said there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from listens.core.models import Area
from listens.places.measures import MEASURES, Measure
from listens.places.models import DataSet, Figures, Place


@dataclass(frozen=True)
class Spread:
    """One indicator over all places of one kind, and its value in one of them or (no place) in the whole area.

    `value` is None where the table lacks the one asked for. `of_places` is {id of the place: value}, at least one.
    `may_lack_lines`: one of the figures may (see Figures).
    """

    place: Place | None
    measure: Measure
    data_set: DataSet
    value: float | None
    of_places: dict[UUID, float]
    may_lack_lines: bool = False

    def at(self, place: Place) -> Spread:
        """The same figures, seen from another place of that kind."""
        return replace(self, place=place, value=self.of_places.get(place.pk))

    @property
    def low(self) -> float:
        return min(self.of_places.values())

    @property
    def high(self) -> float:
        return max(self.of_places.values())


def spreads(area: Area, keys: Collection[str], place: Place | None = None) -> dict[str, Spread]:
    """Those of the indicators for which figures are brought in, in the order of `keys`. Two queries.

    `place` None is the whole area, among its boroughs. A key that is no indicator's is left out.
    """
    measures = {measure.key: measure for measure in MEASURES if measure.key in keys}
    wanted = {key for measure in measures.values() for key in measure.data_sets}
    newest = {each.key: each for each in DataSet.objects.filter(area=area, key__in=wanted).order_by("as_at")}
    kind = place.kind if place else Place.Kind.BOROUGH
    of_kind = Q(place__kind=kind) if place else Q(place__kind=kind) | Q(place=None)
    values: dict[UUID, dict[UUID | None, dict[str, float]]] = {}
    unsure: set[UUID] = set()
    for row in Figures.objects.filter(of_kind, data_set__in=newest.values()):
        values.setdefault(row.data_set_id, {})[row.place_id] = row.values
        if row.may_lack_lines:
            unsure.add(row.data_set_id)
    found: dict[str, Spread] = {}
    for measure in filter(None, map(measures.get, keys)):
        tables = [newest[key] for key in measure.data_sets if key in newest]
        each = (_spread(place, measure, table, values.get(table.pk, {})) for table in tables)
        if spread := next(filter(None, each), None):
            found[measure.key] = replace(spread, may_lack_lines=spread.data_set.pk in unsure)
    return found


def _spread(
    place: Place | None, measure: Measure, data_set: DataSet, values: dict[UUID | None, dict[str, float]]
) -> Spread | None:
    known = {of: value for of, pairs in values.items() if (value := measure.value(pairs)) is not None}
    own = known.get(place.pk if place else None)
    of_places = {of: value for of, value in known.items() if of}
    return Spread(place, measure, data_set, own, of_places) if of_places else None
