"""The invented community organisations of the demo area."""

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from . import pages

KINDS: Final = (
    "faith",
    "school",
    "college",
    "university",
    "charity",
    "union",
    "nhs",
    "council",
    "association",
    "business",
)
SIZE_BANDS: Final = ("under 50", "50-249", "250-999", "1000+")


@dataclass(frozen=True)
class Organisation:
    """An invented member. ``sort`` is finer than ``kind`` ("food bank"); ``languages`` are spoken beside English."""

    slug: str
    name: str
    kind: str
    sort: str
    borough: str
    ward_code: str
    size_band: str
    languages: tuple[str, ...]
    external_code: str = ""
    side: Literal["community"] = "community"


@cache
def organisations() -> tuple[Organisation, ...]:
    """All of them, by borough and name."""
    return tuple(
        pages.make(Organisation, row, languages=tuple(row["languages"].split()))
        for row in pages.rows("organisations.csv")
    )
