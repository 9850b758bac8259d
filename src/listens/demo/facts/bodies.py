"""Public bodies: real ones with published facts only, and invented ones for the open round."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from . import pages
from .when import When

OFFICE_NOT_PUBLISHED: Final = "Office not named in public"


@dataclass(frozen=True)
class Holder:
    """Somebody whom a source shows in an office on the days in ``seen_on``; not when a term began or ended."""

    office: str
    name: str
    seen_on: tuple[When, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Body:
    """A public body. A real one always names its sources; an invented one says so in its name and has none.

    A real body's ``offices`` end with OFFICE_NOT_PUBLISHED, for answers whose speaker no page names.
    """

    slug: str
    name: str
    short_name: str
    kind: str
    sort: str
    offices: tuple[str, ...]
    boroughs: tuple[str, ...] = ()
    boroughs_are: str = ""
    external_code: str = ""
    sources: tuple[str, ...] = ()
    holders: tuple[Holder, ...] = ()
    is_invented: bool = False
    side: Literal["public_body"] = "public_body"


@cache
def bodies() -> tuple[Body, ...]:
    """The real bodies, then the invented ones."""
    page = pages.table("bodies.toml")
    return tuple(_real(row) for row in page["body"]) + tuple(
        pages.make(Body, row, is_invented=True) for row in page["invented"]
    )


def _real(row: dict[str, Any]) -> Body:
    holders = tuple(
        pages.make(Holder, holder, seen_on=tuple(When(day) for day in holder["seen_on"]))
        for holder in row.get("holder", ())
    )
    rest = {key: value for key, value in row.items() if key != "holder"}
    return pages.make(Body, rest, holders=holders, offices=(*row["offices"], OFFICE_NOT_PUBLISHED))
