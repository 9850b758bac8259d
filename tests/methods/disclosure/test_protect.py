"""What is hidden is enough, and no more than is needed: the facts, every set tried, and an outsider of our own."""

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from listens.methods.disclosure.attack import by_programme, ranges
from listens.methods.disclosure.cells import join
from listens.methods.disclosure.protect import disclose, protect
from listens.methods.disclosure.rules import PRESETS, Rule
from listens.methods.disclosure.safe import SECONDARY
from listens.methods.disclosure.tables import TOTAL, Table, Unfit
from tests.methods.disclosure.made import fewest_by_trying, outsider, with_totals

FACTS = json.loads((Path(__file__).parents[2] / "facts" / "disclosure.json").read_text(encoding="utf-8"))
HES = PRESETS["hes"]
SOME = settings(max_examples=15, deadline=None)


def tables(most_rows=4, most_columns=4, largest=40):
    count = st.one_of(st.integers(0, 12), st.integers(0, largest))
    sizes = st.tuples(st.integers(2, most_rows), st.integers(1, most_columns))
    return sizes.flatmap(
        lambda size: st.lists(
            st.lists(count, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        )
    )


def is_sum_of_others(lines):
    whole = [sum(column) for column in zip(*lines, strict=True)]
    return any([2 * count for count in line] == whole for line in lines)


def three_way(inner):
    """A table of two labels by columns, with every total printed."""
    full = np.array(inner)
    for axis in range(3):
        full = np.concatenate((full, full.sum(axis=axis, keepdims=True)), axis=axis)
    labels = [
        [*(f"{name}{at}" for at in range(n - 1)), TOTAL] for name, n in zip("abc", full.shape, strict=True)
    ]
    return Table(
        rows=list(product(labels[0], labels[1])),
        columns=labels[2],
        counts=full.reshape(-1, full.shape[2]).tolist(),
    )


@pytest.mark.parametrize("case", FACTS["tables"], ids=lambda case: str(case["counts"][0]))
def test_the_fewest_are_hidden_and_the_audit_passes(case):
    for rule in (HES, Rule(8, 1)):
        safe = disclose(with_totals(case["counts"]), rule)
        assert safe.num_secondary == safe.at_least == case["secondary"]
        for (row, column), why in safe.hidden.items():
            low, high = safe.audit[row, column]
            assert safe.table[row][column] is None
            assert low <= case["counts"][row][column] <= high
            assert why == SECONDARY or (low <= 1 and high >= 7)
        hidden = [case["counts"][r][c] for (r, c), why in safe.hidden.items() if why == SECONDARY]
        assert sum(hidden) <= case["people"]


@pytest.mark.parametrize("case", FACTS["tables"], ids=lambda case: str(case["counts"][0]))
def test_what_is_shown_is_rounded_as_the_facts_are(case):
    safe = disclose(with_totals(case["counts"]), HES)
    for row, line in enumerate(case["rounded"]):
        for column, shown in enumerate(line):
            if safe.hidden.get((row, column)) != SECONDARY:
                assert safe.table[row][column] == shown
    assert safe.table[-1][-1] == HES.rounded(sum(map(sum, case["counts"])))


@given(tables(), st.sampled_from([3, 5, 8, 10]))
@SOME
def test_no_outsider_narrows_a_hidden_small_count(inner, hide_below):
    for round_to in (1, 5):
        try:
            safe = disclose(with_totals(inner), Rule(hide_below, round_to))
        except Unfit:
            assume(False)
        assert {(r, c) for r, row in enumerate(inner) for c, n in enumerate(row) if 0 < n < hide_below} == {
            place for place, why in safe.hidden.items() if why != SECONDARY
        }
        for place, why in safe.hidden.items():
            if why == SECONDARY and round_to > 1:
                continue
            low, high = outsider(safe.table, place, half=round_to // 2)
            if round_to == 1:
                assert (low, high) == pytest.approx(safe.audit[place], abs=1e-6)
            if why != SECONDARY:
                assert low <= 1 + 1e-6
                assert high >= hide_below - 1 - 1e-6


@given(tables(3, 3, 25))
@settings(max_examples=12, deadline=None)
def test_as_few_as_by_trying_every_set_and_refused_only_where_no_set_will_do(inner):
    assume(not any(0 < sum(line) < 8 for line in [*inner, *zip(*inner, strict=True)]))
    assume(not any(is_sum_of_others(way) for way in (inner, list(zip(*inner, strict=True)))))
    fewest = fewest_by_trying(inner, 8)
    if fewest is None:
        with pytest.raises(Unfit, match="join its row or its column"):
            disclose(with_totals(inner), HES)
    else:
        safe = disclose(with_totals(inner), HES)
        assert safe.num_secondary == safe.at_least == fewest


@given(tables())
@SOME
def test_flows_and_linear_programmes_agree(inner):
    cells = join([with_totals(inner)])
    every = ranges(cells, range(len(cells.counts)))
    for cell, found in every.items():
        assert found == pytest.approx(by_programme(cells.sums, cells.counts, cell), abs=1e-6)


def test_nothing_small_hides_nothing():
    safe = disclose(with_totals([[10, 12], [0, 24]]), Rule(8, 1))
    assert safe.table == [[10, 12, 22], [0, 24, 24], [10, 36, 46]]
    assert (safe.hidden, safe.audit) == ({}, {})


def test_without_totals_only_the_small_ones_are_hidden():
    table = Table(rows=[("A",), ("B",)], columns=["x", "y"], counts=[[3, 20], [30, 40]])
    safe = disclose(table, Rule(8, 1))
    assert safe.table == [[None, 20], [30, 40]]
    assert safe.as_dict()["audit"] == [{"cell": [0, 0], "low": 0, "high": None}]


def test_a_list_with_its_total_hides_a_second_count():
    table = Table(rows=[("A",), ("B",), ("C",), (TOTAL,)], columns=["heard"], counts=[[3], [20], [30], [53]])
    safe = disclose(table, Rule(8, 1))
    assert safe.table == [[None], [None], [30], [53]]


def test_wards_in_boroughs_are_each_safe_within_their_borough():
    rows = [("L", "x"), ("L", "y"), ("L", TOTAL), ("M", "z"), ("M", "w"), ("M", TOTAL), (TOTAL, TOTAL)]
    counts = [
        [3, 20, 23],
        [15, 9, 24],
        [18, 29, 47],
        [38, 12, 50],
        [30, 25, 55],
        [68, 37, 105],
        [86, 66, 152],
    ]
    safe = disclose(Table(rows=rows, columns=["a", "b", TOTAL], counts=counts), Rule(8, 1))
    assert set(safe.hidden) == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert safe.table[2:] == counts[2:]


def test_a_three_way_table_is_safe_in_every_direction():
    rng = np.random.default_rng(3)
    table = three_way(rng.poisson(12, (3, 3, 3)))
    safe = disclose(table, HES)
    assert safe.num_secondary == safe.at_least > 0
    cells = join([table])
    place = {key: cell for cell, key in enumerate(cells.keys)}
    for (row, column), (low, high) in safe.audit.items():
        cell = place[table.key(table.labels(row, column))]
        hidden = sorted(place[table.key(table.labels(*other))] for other in safe.hidden)
        sums = cells.sums[:, hidden]
        assert by_programme(sums, cells.counts[hidden], hidden.index(cell)) == pytest.approx((low, high))
        assert safe.hidden[row, column] == SECONDARY or (low <= 1 and high >= 7)


def test_what_takes_too_long_is_refused_with_what_to_do():
    rng = np.random.default_rng(3)
    with pytest.raises(Unfit, match="not made safe within 0.01 seconds: publish fewer columns"):
        disclose(three_way(rng.poisson(12, (5, 4, 4))), HES, seconds=0.01)


BOROUGHS = Table(
    rows=[("L",), ("M",), (TOTAL,)],
    columns=["young", "old", TOTAL],
    names=["borough", "age"],
    counts=[[12, 40, 52], [30, 18, 48], [42, 58, 100]],
)


def wards(counts):
    return Table(
        rows=[("x",), ("y",)],
        columns=["young", "old"],
        names=["ward", "age"],
        within={"borough": "L"},
        counts=counts,
    )


def test_tables_that_share_totals_are_made_safe_together():
    """The wards print no totals, but the boroughs' table holds them."""
    alone = disclose(wards([[3, 22], [9, 18]]), Rule(8, 1))
    assert alone.num_secondary == 0
    boroughs, linked = protect([BOROUGHS, wards([[3, 22], [9, 18]])], Rule(8, 1))
    hidden = [place for place, why in linked.hidden.items() if why == SECONDARY]
    assert hidden
    assert all(low <= 1 and high >= 7 for place, (low, high) in linked.audit.items() if place == (0, 0))
    assert boroughs.at_least == linked.at_least == boroughs.num_secondary + linked.num_secondary


def test_tables_of_the_same_people_that_disagree_are_refused():
    with pytest.raises(Unfit, match="is 12 in one table and 13 in another"):
        protect([BOROUGHS, wards([[3, 22], [10, 18]])], Rule(8, 1))
    with pytest.raises(Unfit, match="is 12 in one table and 14 in another"):
        other = Table(rows=[("L",), ("N",)], columns=["young"], names=["borough", "age"], counts=[[14], [9]])
        protect([BOROUGHS, other], Rule(8, 1))


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        ([[3, 0], [20, 30]], "The total of “r0” is itself below 8"),
        ([[3, 9], [9, 0]], "“r0, c0” is below 8 and its totals give it away"),
        ([[30, 40]], "fewer than two rows"),
        ([[3, -1], [20, 30]], "“r0, c1” is -1: a count of people cannot be negative"),
        ([[3, 2.5], [20, 30]], "“r0, c1” is 2.5: people are counted in whole numbers"),
        ([[True, 9], [20, 30]], "whole numbers"),
        ([[10**9 + 1, 9], [20, 30]], "more than a thousand million"),
    ],
)
def test_what_cannot_be_made_safe_is_refused_in_words(inner, says):
    with pytest.raises(Unfit, match=says):
        disclose(with_totals(inner), HES)


@pytest.mark.parametrize(
    ("rows", "columns", "counts", "says"),
    [
        (
            [("A",), ("B",), (TOTAL,)],
            ["x", "y"],
            [[9, 9], [9, 9], [18, 19]],
            "“y” says 19, but its counts make 18",
        ),
        ([("A",), ("A ",)], ["x", "y"], [[9, 9], [9, 9]], "Two rows are called “A”"),
        ([("A",), ("B",)], ["x", "x"], [[9, 9], [9, 9]], "Two columns are called “x”"),
        ([("A",), ("",)], ["x", "y"], [[9, 9], [9, 9]], "A row has no name"),
        ([("A",), ("B",)], [TOTAL], [[9], [9]], "holds only totals"),
        ([("A",), ("B",)], ["x", "y"], [[9, 9], [9]], "not all of the same length"),
        ([("A", "a"), ("B",)], ["x"], [[9], [9]], "same number of labels"),
        ([("A", "a"), ("A", "b"), ("C", TOTAL)], ["x"], [[9], [9], [9]], "“C, x” stands for no row"),
        ([], [], [], "is empty"),
        (
            [("A",), ("B",), ("Grand total",)],
            ["x"],
            [[9], [9], [18]],
            "“Grand total” seems to be a total: call it",
        ),
        ([("A",), ("B",)], ["x", "Subtotal"], [[9, 9], [8, 8]], "“Subtotal” seems to be a total"),
        ([("A",), ("B",), ("All",)], ["x", "y"], [[9, 3], [9, 5], [18, 8]], "“All” is the sum of the others"),
        ([("A",), ("B",)], ["x", "y", "both"], [[9, 3, 12], [9, 5, 14]], "“both” is the sum of the others"),
    ],
)
def test_what_is_no_table_is_refused_in_words(rows, columns, counts, says):
    with pytest.raises(Unfit, match=says):
        Table(rows=rows, columns=columns, counts=counts)


def test_very_large_counts_are_audited_by_linear_programmes():
    safe = disclose(with_totals([[10**8, 3, 10**8], [2 * 10**8, 10**8, 9], [12, 10**8, 10**8]]), HES)
    assert safe.num_secondary == safe.at_least == 3
    assert all(low <= 1 and high >= 7 for (place, (low, high)) in safe.audit.items() if place == (0, 1))
