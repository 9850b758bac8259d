"""Reach and raking, against results computed elsewhere (tests/facts/reach.json, tests/facts/raking.json)."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listens.methods.reach import raking, tables
from listens.methods.reach.fair_sample import dissimilarity, fair_sample
from listens.methods.reach.measure import measure

FOLDER = Path(__file__).parents[1] / "facts"
FACTS = json.loads((FOLDER / "reach.json").read_text(encoding="utf-8"))
RAKING = json.loads((FOLDER / "raking.json").read_text(encoding="utf-8"))
STATEMENTS = {
    "fewer than the population share": {"under"},
    "more than the population share": {"over"},
    "no clear difference": {"fair", "too few to say"},
}


def rows_of(case):
    return {
        name: dict(zip(FACTS["columns"], row, strict=True))
        for name, row in zip(FACTS["groups"], case["rows"], strict=True)
    }


@pytest.mark.parametrize("case", FACTS["cases"], ids=lambda case: case["borough"])
def test_every_group_of_the_facts(case):
    rows = rows_of(case)
    found = measure(
        {name: row["heard"] for name, row in rows.items()},
        {name: row["population_share"] for name, row in rows.items()},
    )
    assert sum(group.heard for group in found.groups) == case["n"]
    for group in found.groups:
        row = rows[group.group]
        published = [row[name] for name in ("share", "ratio", "ratio_low", "ratio_high", "adjusted")]
        assert [group.share, group.ratio, group.low, group.high, group.chance] == pytest.approx(
            published, rel=1e-9
        )
        assert group.verdict in STATEMENTS[row["statement"]]
    assert found.dissimilarity == pytest.approx(case["dissimilarity"], rel=1e-9)
    assert found.fair.mean == pytest.approx(case["fair_mean"], abs=0.005)
    assert found.fair.high == pytest.approx(case["fair_95th"], abs=0.005)


@pytest.mark.parametrize("setting", FACTS["fair_mean_and_95th"])
def test_how_uneven_a_fair_sample_looks(setting):
    borough, num = setting.split(",n=")
    residents = FACTS["residents"][borough]
    found = fair_sample(int(num), [number / sum(residents) for number in residents])
    mean, high = FACTS["fair_mean_and_95th"][setting]
    assert found.mean == pytest.approx(mean, abs=0.002)
    # At the 95th percentile, the values that 50 people can show lie up to 0.006 apart, and both sides simulate.
    assert found.high == pytest.approx(high, abs=0.0065)
    assert 0 <= found.low <= found.mean <= found.high


def test_the_same_seed_gives_the_same_band():
    assert fair_sample(20, [0.3, 0.7], seed=4) == fair_sample(20, [0.3, 0.7], seed=4)
    assert dissimilarity([0, 10], [0.5, 0.5]) == 0.5


SHARES = {"North": 0.5, "South": 0.3, "East": 0.2}


def verdicts(found):
    return {group.group: group.verdict for group in found.groups}


def test_a_group_is_under_fair_or_over_and_gaps_say_how_many_more():
    found = measure({"North": 50, "South": 61, "East": 9}, SHARES)
    assert verdicts(found) == {"North": "fair", "South": "over", "East": "under"}
    assert [(gap.group, gap.more, gap.verdict) for gap in found.gaps] == [("East", 19, "under")]
    assert (9 + 18) / (120 + 18) < 0.2 <= (9 + 19) / (120 + 19)


def test_below_thirty_people_nothing_is_said_of_any_group():
    assert set(verdicts(measure({"North": 29}, SHARES)).values()) == {"too few to say"}
    assert verdicts(measure({"North": 30}, SHARES))["North"] == "over"


def test_a_small_group_is_not_called_fair_only_because_little_is_known():
    found = measure({"Many": 59, "Few": 1}, {"Many": 0.98, "Few": 0.02})
    assert verdicts(found) == {"Many": "fair", "Few": "too few to say"}


def test_those_who_did_not_say_are_a_row_and_change_no_share():
    found = measure({"North": 50, "South": 30, "East": 20}, SHARES, {"Prefer not to say": 25})
    assert [group.share for group in found.groups] == pytest.approx([0.5, 0.3, 0.2, 0.2])
    last = found.groups[-1]
    assert (last.group, last.heard, last.population_share, last.ratio) == (
        "Prefer not to say",
        25,
        None,
        None,
    )


@given(st.lists(st.integers(0, 500), min_size=2, max_size=6), st.data())
@settings(max_examples=50, deadline=None)
def test_whatever_was_heard_the_numbers_hang_together(heard, data):
    people = data.draw(st.lists(st.integers(1, 900), min_size=len(heard), max_size=len(heard)))
    if not sum(heard):
        heard[0] = 1
    names = [str(at) for at in range(len(heard))]
    found = measure(
        dict(zip(names, heard, strict=True)), {n: p / sum(people) for n, p in zip(names, people, strict=True)}
    )
    assert sum(group.share for group in found.groups) == pytest.approx(1)
    for group in found.groups:
        assert group.low <= group.ratio <= group.high
        assert group.verdict != "under" or group.ratio < 1
        assert group.verdict != "over" or group.ratio > 1
    assert all(gap.more >= 1 for gap in found.gaps)


@pytest.mark.parametrize(
    ("heard", "population", "says"),
    [
        ({"A": 1}, {"A": 0.5, "B": 0.6}, "The population shares sum to 1.1"),
        ({"C": 1}, {"A": 0.5, "B": 0.5}, "“C” is not a group of the population"),
        ({"A": 1}, {"A": 1.0}, "One group alone"),
        ({"A": 1}, {"A": 1.0, "B": 0.0}, "population share of “A” is 1.0"),
        ({"A": -1}, {"A": 0.5, "B": 0.5}, "“A” is -1: fewer than nobody"),
        ({"A": 1.5}, {"A": 0.5, "B": 0.5}, "“A” is 1.5: it has to be a whole number"),
        ({"A": float("nan")}, {"A": 0.5, "B": 0.5}, "“A” is nan"),
        ({"A": 10**15}, {"A": 0.5, "B": 0.5}, "not that many people"),
        ({}, {"A": 0.5, "B": 0.5}, "Nobody was heard"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence(heard, population, says):
    with pytest.raises(ValueError, match=says):
        measure(heard, population)


def test_tables_are_read_whatever_a_spreadsheet_makes_of_them():
    heard = tables.read_heard("\ufeffGroup; Heard\n north ;12\n\nSOUTH;3\nDid not say;2\nTotal;17\n")
    assert (heard.numbers, heard.unsaid) == ({"north": 12, "SOUTH": 3}, {"Did not say": 2})
    for text in (
        "group,population\nNorth,300\nSouth,100\n",
        "group,percent\nNorth,75%\nSouth,25\nTotal,100\n",
    ):
        population = tables.read_population(text)
        assert tables.matched(heard, population) == {"North": 12, "South": 3}


# --- raking


def people_of(case):
    return {
        margin: [list(case["targets"][margin])[int(at, 36)] for at in values]
        for margin, values in case["people"].items()
    }


@pytest.mark.parametrize("case", RAKING["cases"], ids=lambda case: case["name"])
def test_weights_and_what_they_cost_are_the_peers(case):
    raked = raking.rake(people_of(case), case["targets"])
    assert raked.weights == pytest.approx(case["weights"], rel=1e-7)
    assert raking.trimmed(raked.weights) == pytest.approx(case["weights"], rel=1e-7)
    assert [raked.design_effect, raked.num_effective] == pytest.approx(
        [case["kish_deff"], case["n_eff"]], rel=1e-8
    )
    values = [int(value) for value in case["yes"]]
    assert raking.weighted_mean(raked, values) == pytest.approx([case["weighted_mean"], case["se"]], rel=1e-8)
    assert max(raked.weights) / np.mean(raked.weights) == pytest.approx(case["max_w_over_mean"], rel=1e-7)


def test_the_schools_of_the_peers_own_example():
    schools = RAKING["schools"]
    people = {
        "stype": [who[0] for who in schools["people"]],
        "sch.wide": [who[1] for who in schools["people"]],
    }
    starts = [schools["start"]] * len(schools["people"])
    published = [schools["weights"][who] for who in schools["people"]]
    # The peer stops when every sum is within one school; stopped there, ours are the same weights.
    early = raking.rake(people, schools["targets"], starts, close=1e-4)
    assert early.weights == pytest.approx(published, rel=1e-10)
    assert raking.weighted_mean(early, schools["values"])[0] == pytest.approx(schools["mean"], rel=1e-12)
    to_the_end = raking.rake(people, schools["targets"], starts)
    assert to_the_end.weights == pytest.approx(published, rel=1e-4)
    for value, total in schools["targets"]["stype"].items():
        assert to_the_end.weights[np.array(people["stype"]) == value].sum() == pytest.approx(total, rel=1e-10)


def test_trimming_keeps_the_sum_and_the_limits():
    found = raking.trimmed([1.0] * 98 + [0.001, 40.0])
    mean = (98 + 40.001) / 100
    assert found.sum() == pytest.approx(138.001)
    assert found.min() >= 0.2 * mean - 1e-9 and found.max() <= 5 * mean + 1e-9


@pytest.mark.parametrize(
    ("people", "targets", "says"),
    [
        ({"a": ["x", "y"], "b": ["u"]}, {"a": {"x": 1, "y": 1}, "b": {"u": 2}}, "one value for each person"),
        ({"a": ["x", "y"]}, {"a": {"x": 1, "z": 1}}, "“y” of “a”|“z” of “a”"),
        ({"a": ["x", "y"]}, {"a": {"x": 0, "y": 1}}, "has to be above 0"),
        (
            {"a": ["x", "y"], "b": ["u", "u"]},
            {"a": {"x": 1, "y": 1}, "b": {"u": 3}},
            "totals disagree: 2 and 3",
        ),
        (
            {"a": ["x", "y"], "b": ["u", "v"]},
            {"a": {"x": 1, "y": 3}, "b": {"u": 3, "v": 1}},
            "No weights fit",
        ),
    ],
)
def test_margins_that_cannot_be_met_are_one_sentence(people, targets, says):
    with pytest.raises(ValueError, match=says):
        raking.rake(people, targets)
