"""From one round to the next: what is new, and what has changed."""

import numpy as np
import pytest

from listens.methods.themes.estimate import Estimate
from listens.methods.themes.novelty import novelty
from listens.methods.themes.trend import change


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
