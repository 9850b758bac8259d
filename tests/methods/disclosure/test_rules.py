"""Small counts, rounding and percentages, held to the published rule."""

import json
from pathlib import Path

import pytest

from listens.core.published import safe_count
from listens.methods.disclosure.rules import PRESETS, Rule

FACTS = json.loads((Path(__file__).parents[2] / "facts" / "disclosure.json").read_text(encoding="utf-8"))
HES = PRESETS["hes"]


@pytest.mark.parametrize(("count", "shown"), FACTS["counts"])
def test_counts(count, shown):
    assert (HES.hide_below, HES.round_to) == (FACTS["hide_below"], FACTS["round_to"])
    assert HES.shown(count) == shown


@pytest.mark.parametrize(("part", "whole", "shown"), FACTS["percentages"])
def test_percentages_are_of_the_rounded_numbers(part, whole, shown):
    assert HES.percentage(part, whole) == shown


@pytest.mark.parametrize("rule", PRESETS.values())
def test_the_gate_of_the_public_pages_says_the_same(rule):
    for count in range(200):
        assert rule.shown(count) == safe_count(count, hide_below=rule.hide_below, round_to=rule.round_to)


def test_a_percentage_of_nobody_or_of_too_few_is_not_shown():
    assert HES.percentage(0, 0) is None
    assert HES.percentage(0, 5) is None


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="cannot be negative"):
        HES.shown(-1)
    with pytest.raises(ValueError, match="more than the whole"):
        HES.percentage(9, 8)
    with pytest.raises(ValueError, match="1 or more"):
        Rule(0, 5)
