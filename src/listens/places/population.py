"""How many people or households of each group live in an area, borough or ward, as published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from listens.core.models import Area
from listens.places.models import DataSet, Figures, Place

# Where a table of another key can stand in, the first that is there is taken.
INSTEAD = {"ethnicity": ("ethnicity", "ethnicity_detailed")}
RESIDENTS = "ethnicity"  # the table whose sum is taken for the number of residents


@dataclass(frozen=True)
class Population:
    """`groups` is {category by its published name: people or households}.

    For the dimensions "ward" and "borough" it is {code of the place: residents}, because two wards of an area may
    share a name. All ages are counted unless `is_adults_only`. `may_lack_lines`: see Figures.
    """

    dimension: str
    groups: dict[str, int]
    unit: str
    title: str
    source: str
    licence: str
    as_at: dt.date
    is_adults_only: bool = False
    may_lack_lines: bool = False

    @property
    def total(self) -> int:
        return sum(self.groups.values())


def population(area: Area, dimension: str, place: Place | None = None) -> Population | None:
    """The newest published figures, or None where nothing is brought in; `place` None is the whole area.

    `dimension` is "age", "ethnicity", "tenure", "disability" or the key of another table of counts; or "ward" or
    "borough" for residents by place, within `place` if it is given. One query.
    """
    if dimension in Place.Kind.values:
        return _by_place(area, dimension, place)
    rows = Figures.objects.filter(
        data_set__area=area, data_set__key__in=INSTEAD.get(dimension, (dimension,)), place=place
    ).exclude(data_set__unit=DataSet.Unit.SCORES)
    row = rows.select_related("data_set").order_by("data_set__key", "-data_set__as_at").first()
    if row is None:
        return None
    found = counts_of(row.data_set, row.values, dimension)
    return replace(found, may_lack_lines=row.may_lack_lines)


def counts_of(data_set: DataSet, values: Mapping[str, float], dimension: str = "") -> Population:
    return Population(
        dimension or data_set.key,
        {group: int(number) for group, number in values.items()},
        data_set.unit,
        data_set.title,
        data_set.source,
        data_set.licence,
        data_set.as_at,
    )


def _by_place(area: Area, kind: str, within: Place | None) -> Population | None:
    rows = Figures.objects.filter(data_set__area=area, data_set__key__in=INSTEAD[RESIDENTS], place__kind=kind)
    if within:
        rows = rows.filter(place__parent=within)
    found = list(rows.select_related("data_set", "place").order_by("data_set__key", "-data_set__as_at"))
    if not found:
        return None
    data_set = found[0].data_set
    groups = {
        row.place.code: sum(row.values.values()) for row in found if row.place and row.data_set == data_set
    }
    return counts_of(data_set, groups, kind)
