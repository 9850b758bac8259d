"""Wards of the twelve boroughs, 2024. Office for National Statistics, Open Government Licence v3.0."""

from dataclasses import dataclass
from functools import cache

from . import pages


@dataclass(frozen=True)
class Ward:
    """One ward, with the borough and the integrated care board it lies in."""

    borough_code: str
    borough: str
    icb: str
    ward_code: str
    ward: str


@cache
def wards() -> tuple[Ward, ...]:
    """All wards, borough by borough."""
    return tuple(pages.make(Ward, row) for row in pages.rows("wards.csv"))
