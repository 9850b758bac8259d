"""Which columns of a published table say where a row belongs: lsoa21_code, WD24NM, ltla24_code and their like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SMALL_AREAS_OF = "21"  # the year of the small areas that the census of 2021 and the indices of 2025 go by
LEVELS = {"lsoa": "small_area", "wd": "ward", "ward": "ward", "ltla": "borough", "lad": "borough"}
PLACE = re.compile(r"(lsoa|wd|ward|ltla|lad)(\d\d)?_?(code|cd|name|nm)", re.I)
# Places that no area here is made of; a table that goes by them is of no use, and its code says which it is.
ELSEWHERE = re.compile(r"(msoa|utla|icb|region|rgn|ctry|country|oa|pcon)(\d\d)?_?(code|cd|name|nm)", re.I)

# The last code of a small area in England and in Wales that was given in 2001, and in England in 2011. A code is never
# used again: one of today's that is not above these was there, unchanged, in each year since.
LAST_OF_2001 = {"E01": 32_482, "W01": 1_896}
LAST_OF_2011 = {**LAST_OF_2001, "E01": 33_768}


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


def is_of_every_year_since(code: str, year: str) -> bool:
    """Whether a small area of 2021 surely stands in every whole table of that year (two digits, or "" if unknown)."""
    if year == SMALL_AREAS_OF:
        return True
    last = (LAST_OF_2011 if year == "11" else LAST_OF_2001).get(code[:3])
    return last is not None and code[3:].isdecimal() and int(code[3:]) <= last
