"""From one round to the next: what is new, and what has changed."""

import numpy as np
import pytest

from listens.methods.themes.estimate import Estimate
from listens.methods.themes.novelty import Known, kin, novelty
from listens.methods.themes.trend import change, of_such_people, standardised, weights_in_common


def around(centres, num, seed):
    rng = np.random.default_rng(seed)
    rows = np.repeat(centres, num, axis=0) + 0.6 * rng.normal(size=(num * len(centres), centres.shape[1])) / 4
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_what_no_known_note_resembles_is_new():
    centres = np.linalg.qr(np.random.default_rng(0).normal(size=(16, 16)))[0]
    known = around(centres[:8], 40, 1)
    again, fresh = around(centres[:8], 20, 2), around(centres[8:10], 20, 3)
    found = novelty(np.vstack([again, fresh]), known)
    assert found.is_new[160:].mean() > 0.95
    assert found.is_new[:160].mean() < 0.25
    assert found.nearness[:160].mean() > found.nearness[160:].mean() + 0.2


def test_as_many_are_called_new_as_asked_where_nothing_is():
    centres = np.linalg.qr(np.random.default_rng(0).normal(size=(16, 16)))[0]
    known, more = around(centres[:8], 100, 1), around(centres[:8], 100, 2)
    for quantile in (0.05, 0.2):
        assert novelty(more, known, quantile).is_new.mean() == pytest.approx(quantile, abs=0.06)


@pytest.mark.parametrize("num", [0, 1, 6])
def test_hardly_anything_known(num):
    rows = np.eye(8, dtype=np.float32)
    assert novelty(rows[:3], rows[:num]).is_new.all()
    assert novelty(rows[:0], np.vstack([rows, rows])).is_new.shape == (0,)


def est(share, half=0.05, num=200):
    return Estimate(
        share, max(share - half, 0), min(share + half, 1), num, num, round(share * num), 0.5, "people"
    )


def test_a_plain_change_and_its_interval():
    found = change({"": est(0.2)}, {"": est(0.35)})
    assert found.change == pytest.approx(0.15) and found.verdict == "more"
    assert (found.low, found.high) == pytest.approx((0.15 - 0.05 * 2**0.5, 0.15 + 0.05 * 2**0.5))
    assert change({"": est(0.35)}, {"": est(0.2)}).verdict == "less"
    assert change({"": est(0.2)}, {"": est(0.22)}).verdict == "no clear difference"
    assert change({"": est(0.2, num=12)}, {"": est(0.9)}).verdict == "too few to say"


def test_like_is_compared_with_like():
    """In each place nothing changed; round two listened more where the theme is common, and in one place more."""
    before = {"Lambeth": est(0.6, num=50), "Bexley": est(0.1, num=350)}
    after = {"Lambeth": est(0.6, num=350), "Bexley": est(0.1, num=50), "Sutton": est(0.9)}
    found = change(before, after)
    assert found.change == pytest.approx(0) and found.verdict == "no clear difference"
    assert (found.places, found.left_out) == (("Lambeth", "Bexley"), ("Sutton",))
    assert change(before, after, {"Lambeth": 3, "Bexley": 1}).after == pytest.approx(0.475)


def test_nothing_is_subtracted_across_a_changed_definition():
    found = change({"": est(0.2)}, {"": est(0.6)}, definitions=("v1", "v2"))
    assert (found.verdict, found.change, found.low) == ("definition changed", None, None)
    assert (found.before, found.after) == (0.2, 0.6)


def test_nothing_in_common():
    unknown = Estimate(float("nan"), 0, 1, 0, 0, 0, 0.0, "nothing known")
    assert (
        change({"A": est(0.2), "C": unknown}, {"B": est(0.2), "C": est(0.3)}).verdict == "nothing in common"
    )
    with pytest.raises(ValueError, match="weigh nothing"):
        change({"A": est(0.2)}, {"A": est(0.2)}, {"B": 1.0})


def test_a_group_is_kin_to_the_code_that_most_of_its_nearest_notes_have():
    centres = np.linalg.qr(np.random.default_rng(0).normal(size=(16, 16)))[0]
    known = Known.of(around(centres[:8], 40, 1))
    of = np.repeat(np.arange(8), 40)
    given = np.column_stack([of == 0, of == 1, of < 7])
    beside = centres[[1]] * 0.8 + centres[[9]] * 0.6
    assert kin(around(beside, 12, 2), known, given) == 1
    assert kin(around(centres[[5]], 12, 2), known, given) is None, "nearly every note has that code"
    assert kin(around(centres[[7]], 12, 2), known, given) is None, "notes without a code are nobody's kin"
    assert kin(around(centres[[12]], 12, 2), known, given) is None, "far from everything"
    assert kin(around(centres[[1]], 12, 2), Known.of(known.rows[:6]), given[:6]) is None
    assert kin(np.zeros((0, 16), np.float32), known, given) is None


def test_groups_heard_in_both_rounds_weigh_the_same_in_both():
    """In neither organisation anything changed; the second round listened far more where the theme is common."""
    before, after = {"A": (60, 100), "B": (10, 100)}, {"A": (600, 1000), "B": (2, 20), "C": (5, 5)}
    weights = weights_in_common(
        {group: num for group, (_found, num) in before.items()},
        {group: num for group, (_found, num) in after.items()},
    )
    assert set(weights) == {"A", "B"} and sum(weights.values()) == pytest.approx(1)
    assert weights["A"] / weights["B"] == pytest.approx((100 * 1000 / 1100) / (100 * 20 / 120))
    was, now = standardised(before, weights), standardised(after, weights)
    assert was.share == pytest.approx(now.share) and now.num == 1020
    assert change({"": was}, {"": now}).verdict == "no clear difference"
    assert weights_in_common({"A": 5}, {"A": 0, "B": 5}) == {}
    for nobody in ({}, {"A": 1.0}):
        with pytest.raises(ValueError, match="has to be heard"):
            standardised({"A": (0, 0)}, nobody)


def test_nineteen_of_twenty_ranges_of_a_difference_hold_it():
    """Forty organisations with one to twelve conversations each, unlike one another; fixed by a seed."""
    rng = np.random.default_rng(3)
    held = []
    for _ in range(400):
        common = rng.beta(2, 6, 40)
        nums = rng.integers(1, 13, (2, 40))
        weights = weights_in_common(dict(enumerate(nums[0].tolist())), dict(enumerate(nums[1].tolist())))
        grown = np.minimum(common + 0.06, 1)
        shares = [
            standardised(
                {n: (rng.binomial(num, p), num) for n, (num, p) in enumerate(zip(of, chance, strict=True))},
                weights,
            )
            for of, chance in zip(nums.tolist(), (common, grown), strict=True)
        ]
        found = change({"": shares[0]}, {"": shares[1]})
        truth = sum(weight * (grown[n] - common[n]) for n, weight in weights.items())
        held.append(found.low <= truth <= found.high)
    assert 0.93 <= np.mean(held) <= 0.99


def test_what_was_counted_to_the_end_is_still_of_those_who_happened_to_be_heard():
    counted = Estimate(0.2, 0.2, 0.2, 100, 100, 20, 0.0, "counted")
    such = of_such_people(counted, 100)
    assert (such.low, such.high) == pytest.approx((0.1334, 0.2888), abs=0.0005), "Wilson's"
    assert of_such_people(est(0.2), 100_000).low == pytest.approx(0.15, abs=0.001)
    assert change({"": such}, {"": such}).verdict == "no clear difference"
