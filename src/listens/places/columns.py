"""Which columns of a published table say where a row belongs: lsoa21_code, WD24NM, ltla24_code and their like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LEVELS = {"lsoa": "small_area", "wd": "ward", "ward": "ward", "ltla": "borough", "lad": "borough"}
PLACE = re.compile(r"(lsoa|wd|ward|ltla|lad)(\d\d)?_?(code|cd|name|nm)", re.I)
# Places that no area here is made of; a table that goes by them is of no use, and its code says which it is.
ELSEWHERE = re.compile(r"(msoa|utla|icb|region|rgn|ctry|country|oa|pcon)(\d\d)?_?(code|cd|name|nm)", re.I)


@dataclass(frozen=True)
class PlaceColumn:
    """`level` is "small_area", "ward" or "borough", `part` "code" or "name"; `year` has two digits or none."""

    column: str
    level: str
    part: str
    year: str


def place_columns(header: Sequence[str]) -> list[PlaceColumn]:
    """In the order small area, ward, borough."""
    found = []
    for column in header:
        if match := PLACE.fullmatch(column.strip()):
            level, year, part = match.groups()
            part = "code" if part.lower() in ("code", "cd") else "name"
            found.append(PlaceColumn(column, LEVELS[level.lower()], part, year or ""))
    order = list(dict.fromkeys(LEVELS.values()))
    return sorted(found, key=lambda each: order.index(each.level))


def value_columns(header: Sequence[str]) -> list[str]:
    """All that name no place."""
    return [name for name in header if name and not (PLACE.fullmatch(name) or ELSEWHERE.fullmatch(name))]
