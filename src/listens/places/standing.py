"""What an area has of its places: how many of each, and which published data."""

from __future__ import annotations

from dataclasses import dataclass

from listens.core.models import Area
from listens.places.models import DataSet, Outline, Place, SmallArea


@dataclass(frozen=True)
class Standing:
    """`data_sets` by title, the newest of each first."""

    num_boroughs: int
    num_wards: int
    num_small_areas: int
    num_outlines: int
    data_sets: list[DataSet]

    def num_of(self, kind: str) -> int:
        """Of what a file of that kind holds: lookup, figures or boundaries."""
        tables = sum(each.unit != DataSet.Unit.OUTLINES for each in self.data_sets)
        return {"lookup": self.num_small_areas, "figures": tables, "boundaries": self.num_outlines}[kind]


def standing(area: Area) -> Standing:
    """Five queries."""
    places = Place.objects.filter(area=area)
    return Standing(
        places.filter(kind=Place.Kind.BOROUGH).count(),
        places.filter(kind=Place.Kind.WARD).count(),
        SmallArea.objects.filter(area=area).count(),
        Outline.objects.filter(place__area=area).count(),
        list(DataSet.objects.filter(area=area).order_by("title", "-as_at")),
    )
