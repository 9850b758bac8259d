"""The fixed, invented cast who can sign in to the demo, and lists of names for making further people."""

from dataclasses import dataclass
from functools import cache

from . import pages


@dataclass(frozen=True)
class CastMember:
    """``at`` is the slug of an organisation or invented body; empty for someone of the other area."""

    slug: str
    given_name: str
    surname: str
    role: str
    at: str
    about: str
    office: str = ""
    elsewhere: bool = False

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.surname}"

    @property
    def email(self) -> str:
        return f"{self.slug}@example.org"


@dataclass(frozen=True)
class DemoArea:
    """An area of the demo and who holds it; ``community_host`` of the first is an organisation's slug."""

    slug: str
    name: str
    community_host: str


@dataclass(frozen=True)
class People:
    area: DemoArea
    elsewhere: DemoArea
    cast: tuple[CastMember, ...]
    given_names: tuple[str, ...]
    surnames: tuple[str, ...]


@cache
def people() -> People:
    """Everybody, all invented."""
    page = pages.table("people.toml")
    return People(
        area=pages.make(DemoArea, page["area"]),
        elsewhere=pages.make(DemoArea, page["elsewhere"]),
        cast=tuple(pages.make(CastMember, row) for row in page["person"]),
        given_names=tuple(page["further"]["given_names"]),
        surnames=tuple(page["further"]["surnames"]),
    )
