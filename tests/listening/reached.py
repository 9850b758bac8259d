"""Cards and published figures, made straight in the database: who was heard, and who lives here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from listens.listening.models import HeardTally, Round
from listens.places.models import DataSet, Figures, Place
from tests.cast import Cast

CENSUS_DAY = dt.date(2021, 3, 21)
LIVES_HERE: dict[str, dict[str, int]] = {
    "age": {
        "0 to 4": 60, "5 to 10": 60, "11 to 17": 80, "18 to 24": 100, "25 to 34": 200, "35 to 49": 220,
        "50 to 64": 170, "65 to 74": 60, "75 and over": 50,
    },
    "ethnicity": {
        "Asian, Asian British or Asian Welsh": 170, "Black, Black British, Black Welsh, Caribbean or African": 180,
        "Mixed or Multiple ethnic groups": 60, "Other ethnic group": 40, "White": 550,
    },
    "tenure": {
        "Lives rent free": 1, "Owned: Owns outright": 100, "Owned: Owns with a mortgage or loan": 130,
        "Private rented: Other private rented": 10, "Private rented: Private landlord or letting agency": 150,
        "Shared ownership: Shared ownership": 9, "Social rented: Other social rented": 60,
        "Social rented: Rents from council or Local Authority": 90,
    },
    "disability": {"Disabled under the Equality Act": 140, "Not disabled under the Equality Act": 860},
}  # fmt: skip


def lives_here(
    cast: Cast, key: str, values: Mapping[str, int] | None = None, place: Place | None = None
) -> None:
    unit = "households" if key == "tenure" else "people"
    data_set, _made = DataSet.objects.get_or_create(
        area=cast.area,
        key=key,
        as_at=CENSUS_DAY,
        defaults={
            "title": f"Census 2021: {key}",
            "source": "ONS",
            "licence": "OGL v3.0.",
            "unit": unit,
            "kept_at": cast.area.now(),
        },
    )
    pairs = list((values or LIVES_HERE[key]).items())
    Figures.objects.create(data_set=data_set, place=place, pairs=pairs)


def borough(cast: Cast, code: str, name: str) -> Place:
    return Place.objects.create(
        area=cast.area, kind="borough", code=code, name=name, name_key=name.casefold()
    )


def cards(cast: Cast, group: str, counts: Mapping[str, int], round: Round | None = None) -> None:
    HeardTally.objects.bulk_create(
        HeardTally(area=cast.area, round=round or cast.round, group=group, value=value, n=n)
        for value, n in counts.items()
    )
