"""Tables that rooms declare: made safe with a release, read back as they may be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from listens.core import released
from listens.core.acting import Refused
from listens.core.models import Area, Release
from listens.core.released import RawTable
from listens.public.actions import make_release
from listens.public.draft import draft
from listens.public.figures import newest
from tests.cast import TODAY, Cast
from tests.public import build

pytestmark = pytest.mark.django_db
AGES = [("Under 25",), ("25 to 64",), ("65 and over",), ("Total",)]


def raw(counts: list[list[int]], name: str = "heard_by_age", rows: list[tuple[str, ...]] = AGES) -> RawTable:
    return RawTable(
        name,
        "Who was heard, by age",
        ("Age", "Counted"),
        rows,
        ["Cards"],
        counts,
        definition="Cards filled in by people who were heard",
        source="Cards",
        of="cards",
    )


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Declare these tables in place of the rooms' own."""

    def offer(*tables: RawTable) -> None:
        def count(area: Area) -> Iterator[RawTable]:
            yield from tables

        monkeypatch.setattr(released, "OFFERS", [count])

    return offer


def test_a_small_count_and_the_one_beside_it_are_hidden_alike(
    cast: Cast, offered: Callable[..., None]
) -> None:
    offered(raw([[3], [40], [22], [65]]))
    make_release(cast.amina, cast.area, TODAY)
    table = newest(cast.area).table("heard_by_age")
    assert table and [row.labels for row in table.rows] == AGES
    assert [row.values[0].value for row in table.rows] == [None, 40, None, 65]
    assert {str(row.values[0]) for row in table.rows[:3:2]} == {"not shown"}
    assert newest(cast.area).table("heard_by_home") is None


@pytest.mark.parametrize(
    ("counts", "rows", "problem"),
    [
        ([[30], [40], [22], [91]], AGES, "put right"),
        ([[30], [-4], [22], [48]], AGES, "cannot be negative"),
        ([[30], [4.5], [22], [56]], AGES, "whole numbers"),
        ([[30]], [("Under 25",)], "fewer than two rows"),
    ],
)
def test_a_table_that_is_none_is_refused_and_nothing_published(
    cast: Cast,
    offered: Callable[..., None],
    counts: list[list[int]],
    rows: list[tuple[str, ...]],
    problem: str,
) -> None:
    offered(raw(counts, rows=rows))
    with pytest.raises(Refused, match=problem):
        make_release(cast.amina, cast.area, TODAY)
    assert not Release.objects.exists()


def test_a_table_of_a_round_that_is_left_out_stays_out_with_it(
    cast: Cast, offered: Callable[..., None]
) -> None:
    """Too few conversations are there yet: whoever filled in its cards is not in the figures either."""
    of_round = replace(raw([[30], [40], [22], [92]]), round=cast.round.slug)
    offered(of_round)
    build.conversations(cast, 3)
    make_release(cast.amina, cast.area, TODAY)
    assert newest(cast.area).table("heard_by_age") is None
    assert newest(cast.area).get("organisations", round=cast.round.slug) is None
    build.conversations(cast, 30)
    make_release(cast.amina, cast.area, TODAY, tables=["heard_by_age"])
    assert newest(cast.area).table("heard_by_age") is not None


def test_a_table_that_came_since_is_offered_and_not_ticked(cast: Cast, offered: Callable[..., None]) -> None:
    build.conversations(cast, 30)
    old = raw([[30], [40], [22], [92]])
    offered(old)
    make_release(cast.amina, cast.area, TODAY)
    offered(old, raw([[9], [20], [11], [40]], name="heard_by_home"))
    made = draft(cast.area)
    titles = dict(made.choices)
    assert made.chosen == ["heard_by_age"]
    assert titles["heard_by_home"].endswith("(not published before)")
    assert "before" not in titles["heard_by_age"]
