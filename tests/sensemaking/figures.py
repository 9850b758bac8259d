"""Published figures of four boroughs, for the tests of what the data shows."""

from __future__ import annotations

import datetime as dt

from listens.places.models import DataSet, Figures, Place
from tests.cast import Cast

CENSUS = dt.date(2021, 3, 21)
OVERCROWDED = {"Kingston": 5, "Lambeth": 12, "Richmond": 4, "Southwark": 9}  # in each 100 households


def boroughs(cast: Cast) -> dict[str, Place]:
    """Lambeth, where the cast's ward is, and three more."""
    made = {"Lambeth": cast.ward.parent}
    for number, name in enumerate(sorted(OVERCROWDED.keys() - made.keys())):
        made[name] = Place.objects.create(
            area=cast.area, kind="borough", code=f"E0900009{number}", name=name, name_key=name.casefold()
        )
    return made


def overcrowding(
    cast: Cast, *, as_at: dt.date = CENSUS, whole: bool = True, without: tuple[str, ...] = ()
) -> dict[str, Place]:
    """The census table of bedrooms, of every borough but those left out and, if asked, of the whole area."""
    found = boroughs(cast) if not DataSet.objects.exists() else names(cast)
    data_set = DataSet.objects.create(
        area=cast.area,
        key="occupancy",
        title="Census 2021, TS052",
        source="Office for National Statistics",
        licence="Open Government Licence v3.0",
        as_at=as_at,
        unit="households",
        kept_at=cast.area.now(),
    )
    rows = {found[name]: n for name, n in OVERCROWDED.items() if name not in without}
    if whole:
        rows[None] = sum(OVERCROWDED.values()) / len(OVERCROWDED)
    for place, n in rows.items():
        Figures.objects.create(
            data_set=data_set, place=place, pairs=[["-1 or less", n], ["0 or more", 100 - n]]
        )
    return found


def names(cast: Cast) -> dict[str, Place]:
    return {place.name: place for place in Place.objects.filter(area=cast.area, kind="borough")}
