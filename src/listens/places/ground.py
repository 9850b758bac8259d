"""Which small areas make a ward, and which wards a borough: what figures are added up by."""

from __future__ import annotations

import uuid

from listens.core.models import Area
from listens.places.models import Place, SmallArea


class Ground:
    """All places and small areas of an area by their codes, read once for a file."""

    def __init__(self, area: Area) -> None:
        self.places = {place.code: place for place in Place.objects.filter(area=area)}
        self.small_areas = {each.code: each for each in SmallArea.objects.filter(area=area)}
        self.boroughs = [place for place in self.places.values() if place.kind == Place.Kind.BOROUGH]
        self.wards = [place for place in self.places.values() if place.kind == Place.Kind.WARD]
        borough_of = {ward.pk: ward.parent_id for ward in self.wards}
        self._small: dict[uuid.UUID | None, list[str]] = {}
        for code, each in self.small_areas.items():
            for place in (each.ward_id, borough_of[each.ward_id]):
                self._small.setdefault(place, []).append(code)

    def small_areas_of(self, place: Place) -> list[str]:
        return self._small.get(place.pk, [])

    def wards_of(self, borough: Place) -> list[str]:
        return [ward.code for ward in self.wards if ward.parent_id == borough.pk]

    def residents(self, codes: list[str]) -> list[int]:
        return [self.small_areas[code].residents or 0 for code in codes]
