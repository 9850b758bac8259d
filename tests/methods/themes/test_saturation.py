"""Chao2, coverage and accumulation, against what iNEXT, vegan and scikit-bio print (tests/facts/saturation.json)."""

import json
from itertools import combinations
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

from listens.methods.themes import saturation as sat
from listens.methods.themes.who_next import who_next

FACTS = json.loads((Path(__file__).parents[2] / "facts" / "saturation.json").read_text(encoding="utf-8"))
INEXT = FACTS["inext"]
ENDLESS = 10**12


def counts_of(case):
    return np.array([count for count, num in case["counts"] for _ in range(num)])


@pytest.mark.parametrize(("place", "after", "expected"), INEXT["ant_expected"])
def test_accumulation_back_and_forward_as_inext(place, after, expected):
    case = INEXT["ant"][place]
    assert sat.expected_themes(counts_of(case), case["units"], after, "classic") == pytest.approx(
        expected, abs=0.06
    )


@pytest.mark.parametrize(("after", "expected"), INEXT["girdled_expected"])
def test_the_curve_as_inext(after, expected):
    case = INEXT["spider"]["Girdled"]
    assert sat.expected_themes(counts_of(case), 168, after, "classic") == pytest.approx(expected, abs=6e-4)


@pytest.mark.parametrize("place", ["Girdled", "Logged"])
def test_coverage_and_the_classic_form_as_inext(place):
    case = INEXT["spider"][place]
    counts, units = counts_of(case), case["units"]
    assert sat.coverage(counts, units) == pytest.approx(INEXT["spider_coverage"][place], abs=6e-5)
    met = (len(counts), int((counts == 1).sum()), int((counts == 2).sum()), units)
    whole, error, low, high = INEXT["spider_classic"][place]
    assert sat.chao2(*met, "classic") == pytest.approx(whole, abs=6e-4)
    assert sqrt(sat.chao2_variance(*met, "classic")) == pytest.approx(error, abs=6e-4)
    assert sat.chao2_interval(counts, units, "classic") == pytest.approx((low, high), abs=2e-3)


@pytest.mark.parametrize(("themes", "once", "twice", "expected"), FACTS["corrected"]["rows"])
def test_the_corrected_form_as_vegan(themes, once, twice, expected):
    assert sat.chao2(themes, once, twice, ENDLESS) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("themes", "once", "twice", "low", "high"), FACTS["interval"]["rows"])
def test_its_interval_as_scikit_bio(themes, once, twice, low, high):
    counts = np.array([1] * once + [2] * twice + [5] * (themes - once - twice))
    assert sat.chao2_interval(counts, ENDLESS) == pytest.approx((low, high), rel=3e-4)


def test_accumulation_is_the_mean_over_all_draws():
    met = np.random.default_rng(3).random((7, 6)) < 0.3
    for after in (1, 3, 6):
        draws = [met[list(chosen)].any(axis=0).sum() for chosen in combinations(range(7), after)]
        assert sat.expected_themes(met.sum(axis=0), 7, after) == pytest.approx(np.mean(draws))


def test_the_chance_of_a_new_theme_is_about_right():
    """Themes of unequal rarity; after 100 conversations, how often do 50 more show a new one?"""
    rng = np.random.default_rng(5)
    often = 0.25 * 0.86 ** np.arange(40)
    said, came = [], []
    for _ in range(400):
        met = rng.random((150, 40)) < often
        said.append(sat.saturation(met[:100]).chance)
        came.append((met[100:].any(axis=0) & ~met[:100].any(axis=0)).any())
    assert np.mean(said) == pytest.approx(np.mean(came), abs=0.12)


def test_verdicts():
    rng = np.random.default_rng(1)
    full = sat.saturation(rng.random((300, 10)) < 0.3)
    assert (full.themes, full.verdict, full.expected, full.once) == (10, "little new", 10, 0)
    thin = sat.saturation(np.eye(40, dtype=bool))
    assert (
        thin.verdict == "more to hear" and thin.expected > 300 and thin.chance > 0.99 and thin.coverage < 0.1
    )
    assert sat.saturation(np.eye(10, dtype=bool)).verdict == "too few to say"


@pytest.mark.parametrize("shape", [(0, 0), (0, 5), (5, 0), (1, 3), (30, 4)])
def test_nothing_or_hardly_anything(shape):
    nothing = sat.saturation(np.zeros(shape, bool))
    assert (nothing.themes, nothing.coverage, nothing.expected, nothing.chance) == (0, 0.0, 0.0, 0.0)
    once = sat.saturation(np.ones(shape, bool))
    assert once.themes <= once.low <= once.high < 1e9 and 0 <= once.coverage <= 1


def test_a_count_above_the_conversations_is_refused():
    with pytest.raises(ValueError, match="more conversations than there were"):
        sat.from_counts(np.array([3]), 2)


def test_whom_to_hear_next():
    rng = np.random.default_rng(2)
    met = np.vstack([rng.random((200, 30)) < 0.3, rng.random((60, 30)) < 0.03, rng.random((5, 30)) < 0.3])
    groups = ["Lambeth"] * 200 + ["Bexley"] * 60 + ["Sutton"] * 5
    found = who_next(met, groups, {"Lambeth": 300, "Bexley": 240, "Sutton": 200, "Merton": 210})
    assert [one.group for one in found] == ["Merton", "Sutton", "Bexley", "Lambeth"]
    assert found[2].new_per_hundred > 3 > 0.1 > found[3].new_per_hundred
    with pytest.raises(ValueError, match="needs its group"):
        who_next(met, groups[:-1])
