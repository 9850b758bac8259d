"""Intervals and chances, against published results (tests/facts/intervals.json) and exact sums."""

import json
from math import inf, nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from listens.methods.intervals import chances, funnel, means, rates, shares

FACTS = json.loads((Path(__file__).parents[1] / "facts" / "intervals.json").read_text(encoding="utf-8"))
CONFIDENCE = {"95%": 0.95, "99.8%": 0.998}


def facts(*kinds):
    chosen = [fact for fact in FACTS["facts"] if fact["kind"] in kinds]
    return [pytest.param(fact, id=str(at)) for at, fact in enumerate(chosen)]


def test_every_kind_of_fact_is_tested():
    assert len(FACTS["facts"]) == 37
    assert {fact["kind"] for fact in FACTS["facts"]} == {
        "wilson_proportion", "Wilson", "Byars", "rate", "mean_t", "poisson_funnel", "funnel_prop_significance_sample"
    }  # fmt: skip


@pytest.mark.parametrize("fact", facts("wilson_proportion"))
def test_the_interval_of_a_share_is_the_published_one(fact):
    per = fact["multiplier"]
    assert fact["x"] / fact["n"] * per == pytest.approx(fact["value"])
    for confidence, name in ((0.95, "95"), (0.998, "99_8")):
        published = [fact[f"lower_{name}"] / per, fact[f"upper_{name}"] / per]
        assert shares.wilson(fact["x"], fact["n"], confidence) == pytest.approx(published, rel=1e-12)


@pytest.mark.parametrize("fact", facts("Wilson"))
def test_a_weighted_share_has_an_interval_too(fact):
    found = shares.wilson(fact["x"], fact["n"], CONFIDENCE[fact["confidence"]])
    assert found == pytest.approx([fact["lower"], fact["upper"]], rel=1e-12)


@pytest.mark.parametrize(
    ("count", "of", "published"),
    [
        (81, 263, (0.2527, 0.3676)),
        (15, 148, (0.0578, 0.1617)),
        (0, 20, (0, 0.1684)),
        (1, 29, (0.0009, 0.1776)),
    ],
)
def test_the_exact_interval_is_the_published_one(count, of, published):
    """R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 5."""
    assert shares.exact(count, of) == pytest.approx(published, abs=5e-5)


@pytest.mark.parametrize("share", [0.02, 0.03, 0.05, 0.1, 0.3])
def test_the_exact_interval_holds_the_truth_also_where_only_what_was_found_often_is_told(share):
    """Added up over what 400 answers can be, given that ten or more have it; at 0.02 it costs most, being luck."""
    found = range(10, 401)
    chance = binom.pmf(found, 400, share)
    held = [low <= share <= high for low, high in (shares.exact(num, 400) for num in found)]
    assert chance @ held / chance.sum() > (0.94 if share > 0.02 else 0.9)


@pytest.mark.parametrize("fact", facts("Byars"))
def test_byars_interval_is_the_published_one(fact):
    found = rates.byar(fact["x"], CONFIDENCE[fact["confidence"]])
    # Where the approximation falls below 0 the peer gives no limit, and we give 0.
    assert found == pytest.approx([fact["lower"] or 0.0, fact["upper"]], rel=1e-12)


@pytest.mark.parametrize("fact", facts("rate"))
def test_the_interval_of_a_rate_is_exact_below_ten_and_byars_from_ten(fact):
    assert fact["method"] == ("Exact" if fact["x"] < 10 else "Byars")
    found = rates.rate(fact["x"], fact["n"], fact["multiplier"])
    assert found == pytest.approx([fact["lower_95"], fact["upper_95"]], rel=1e-12)


@pytest.mark.parametrize("fact", facts("mean_t"))
def test_the_interval_of_a_mean_is_the_published_one(fact):
    values = [value for value in fact["values"] if value is not None]
    published = [fact["mean"], fact["lower_95"], fact["upper_95"]]
    assert means.mean(values) == pytest.approx(published, rel=1e-10)


@pytest.mark.parametrize("fact", facts("poisson_funnel"))
def test_the_limit_of_a_count_is_the_published_one(fact):
    # The peer halves an interval until it is close; ours is exact.
    assert funnel.count_limits(fact["obs"], fact["p"])[1] == pytest.approx(fact["result"], rel=1e-6)


@pytest.mark.parametrize("fact", facts("funnel_prop_significance_sample"))
def test_every_place_lies_where_the_published_funnel_has_it(fact):
    words = {
        "Not significant": "inside",
        "High (0.025)": "above",
        "High (0.001)": "far above",
        "Low (0.025)": "below",
        "Low (0.001)": "far below",
    }
    for count, of, published in fact["rows"]:
        assert funnel.place(count, of, fact["baseline"]) == words[published]


@pytest.mark.parametrize("setting", FACTS["coverage_of_wilson_and_normal"])
def test_wilsons_interval_covers_as_often_as_was_worked_out(setting):
    num, share = (float(part.split("=")[1]) for part in setting.split(","))
    covered = 0.0
    for count in range(int(num) + 1):
        low, high = shares.wilson(count, num)
        covered += binom.pmf(count, num, share) * (low <= share <= high)
    assert covered == pytest.approx(FACTS["coverage_of_wilson_and_normal"][setting][0], abs=5e-5)


def test_the_difference_of_two_shares_is_newcombes_own_example():
    # Newcombe 1998, table II, contrast (a), method 10: 56/70 less 48/80.
    assert shares.difference(56, 70, 48, 80) == pytest.approx([0.0524, 0.3339], abs=5e-5)
    # Contrasts (f), (h): 10/10 and 5/56, less none of so many.
    assert shares.difference(10, 10, 0, 20) == pytest.approx([0.6791, 1], abs=5e-5)
    assert shares.difference(5, 56, 0, 29) == pytest.approx([-0.0381, 0.1926], abs=5e-5)


@given(st.integers(1, 2000), st.data())
def test_an_interval_holds_its_share_and_stays_a_share(of, data):
    count = data.draw(st.integers(0, of))
    low, high = shares.wilson(count, of)
    assert 0 <= low <= count / of <= high <= 1
    wider_low, wider_high = shares.wilson(count, of, 0.998)
    assert wider_low <= low and high <= wider_high


def test_the_chance_of_two_shares_is_fishers():
    # The lady tasting tea: three cups of four right is no proof, four of four is rare.
    assert chances.of_two_shares(3, 4, 1, 4) == pytest.approx(34 / 70)
    assert chances.of_two_shares(4, 4, 0, 4) == pytest.approx(2 / 70)


@pytest.mark.parametrize(("of", "other_of", "share"), [(30, 30, 0.1), (30, 47, 0.5), (40, 12, 0.3)])
def test_shares_that_are_the_same_are_called_different_no_more_often_than_promised(of, other_of, share):
    false = sum(
        binom.pmf(count, of, share) * binom.pmf(other, other_of, share)
        for count in range(of + 1)
        for other in range(other_of + 1)
        if chances.of_two_shares(count, of, other, other_of) <= 0.05
    )
    assert 0.005 < false <= 0.05


def test_adjusted_chances_are_those_of_the_papers_own_example():
    # Benjamini and Hochberg 1995, section 4.1: 15 hypotheses, of which four are rejected at 0.05.
    given_chances = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1
    ]  # fmt: skip
    found = chances.adjusted(given_chances)
    assert [chance <= 0.05 for chance in found] == [True] * 4 + [False] * 11
    assert found[:4] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625])
    assert chances.adjusted([]) == []


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: shares.wilson(1, 0), "A share of nobody"),
        (lambda: shares.wilson(3, 2), "the part has to be between 0 and the whole"),
        (lambda: shares.wilson(-1, 2), "the part has to be between 0 and the whole"),
        (lambda: shares.wilson(nan, 2), "a number is missing"),
        (lambda: shares.wilson(1, 2, 95), "confidence is 95"),
        (lambda: rates.rate(-1, 10), "no number of events"),
        (lambda: rates.rate(1, 0), "a base and a unit above 0"),
        (lambda: rates.exact_poisson(inf), "no number of events"),
        (lambda: means.mean([1.0]), "two or more"),
        (lambda: means.mean([1.0, nan]), "A value is missing"),
        (lambda: funnel.place(1, 10, 1.2), "common share is 1.2"),
        (lambda: funnel.count_limits(-1), "no number of events"),
        (lambda: chances.of_share(1.5, 3, 0.2), "The part is 1.5: it has to be a whole number"),
        (lambda: chances.of_two_shares(1, 2, -1, 2), "fewer than nobody"),
        (lambda: chances.adjusted([0.2, 1.2]), "only numbers between 0 and 1"),
    ],
)
def test_what_cannot_be_is_one_sentence(call, says):
    with pytest.raises(ValueError, match=says):
        call()
