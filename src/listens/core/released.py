"""Tables of people that go out with a release. A room declares what it counts in its `release_tables.py`.

    @released.offers
    def who_was_heard(area):
        yield RawTable("heard_by_age", gettext_noop("Who was heard, by age"), ...)

The counts are exact and internal: `public` hides what is small and what would give it away, in one system with all
other figures, and keeps what may be read. A public page reads it back with `figures.table("heard_by_age")`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from listens.core.models import Area
from listens.core.published import Published


@dataclass(frozen=True)
class RawTable:
    """One table, as counted today.

    `headings` name the labels of a row (one or two) and, last, what the columns are of. Rows and columns called
    `Total` are printed totals and must agree; without them the totals are not published. Tables with the same `of`
    were made of the same people: a count, or a total, that two of them share is hidden in both or in none. Words that
    are translated are marked with `gettext_noop`. A table of one `round` (its slug) goes out only with that round.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    columns: Sequence[str]
    counts: Sequence[Sequence[int]]
    definition: str
    source: str
    of: str
    round: str = ""


@dataclass(frozen=True)
class Row:
    """One row as it may be printed, labels in the reader's language."""

    labels: tuple[str, ...]
    values: list[Published]


@dataclass(frozen=True)
class ReleasedTable:
    name: str
    title: str
    headings: tuple[str, ...]
    columns: list[str]
    rows: list[Row]


Count = Callable[[Area], Iterable[RawTable]]
OFFERS: list[Count] = []


def offers(count: Count) -> Count:
    """Declare a function that counts the area's tables of today; it yields none where nobody was counted yet."""
    OFFERS.append(count)
    return count


def raw_tables(area: Area) -> Iterator[RawTable]:
    for count in OFFERS:
        yield from count(area)
