"""Comparisons: real differences are named, chance is not, and too few is said to be too few."""

import json
from pathlib import Path

import pytest

from listens.methods.compare.power import smallest_difference
from listens.methods.compare.shares import Part, between_groups, between_rounds, compared

FACTS = json.loads((Path(__file__).parents[1] / "facts" / "reach.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("setting", FACTS["smallest_difference"])
def test_the_smallest_difference_is_the_one_worked_out(setting):
    num, base = setting.removeprefix("n=").split(" each, base ")
    found = smallest_difference(int(num), int(num), float(base))
    # Searched for in small steps there and solved here: within a seventh of a point.
    assert found == pytest.approx(FACTS["smallest_difference"][setting], abs=0.0014)


def test_from_some_places_no_difference_could_be_seen():
    assert smallest_difference(5, 5, 0.9) is None


def test_a_clear_difference_is_named_with_its_interval():
    [found] = between_rounds({"waiting": Part(20, 100)}, {"waiting": Part(50, 100)})
    assert (found.verdict, found.difference) == ("higher", pytest.approx(0.3))
    assert found.low == pytest.approx(0.169, abs=0.001) and found.high == pytest.approx(0.417, abs=0.001)
    assert found.smallest_seen == pytest.approx(0.191, abs=0.001)
    [found] = between_rounds({"waiting": Part(50, 100)}, {"waiting": Part(20, 100)})
    assert found.verdict == "lower"


def test_too_few_people_are_not_tested_and_make_nothing_else_look_clearer():
    found = between_rounds(
        {"a": Part(0, 29), "b": Part(20, 100), "c": Part(0, 0)},
        {"a": Part(29, 29), "b": Part(24, 100), "c": Part(3, 9)},
    )
    assert [comparison.verdict for comparison in found] == [
        "too few to say",
        "no clear difference",
        "too few to say",
    ]
    assert (found[0].difference, found[0].chance, found[2].smallest_seen) == (None, None, None)
    assert found[0].smallest_seen == pytest.approx(0.327, abs=0.005)


def test_what_is_clear_alone_may_not_be_among_many():
    seen = {"one": (Part(35, 100), Part(20, 100))}
    assert compared(seen)[0].verdict == "higher"
    others = {str(at): (Part(20, 100), Part(20, 100)) for at in range(9)}
    assert compared(seen | others)[0].verdict == "no clear difference"


def test_each_group_is_set_against_all_the_others_in_the_order_given():
    found = between_groups({"young": Part(40, 60), "middle": Part(15, 60), "old": Part(14, 60)})
    assert [(one.name, one.verdict) for one in found] == [
        ("young", "higher"),
        ("middle", "lower"),
        ("old", "lower"),
    ]
    assert found[0].other == Part(29, 120)


def test_the_same_share_of_everybody_is_no_difference():
    for count in (0, 100):
        assert compared({"a": (Part(count, 100), Part(count, 100))})[0].verdict == "no clear difference"


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: Part(-1, 10), "fewer than nobody"),
        (lambda: Part(1.5, 10), "a whole number of people"),
        (lambda: Part(11, 10), "more said it than were heard"),
        (lambda: between_rounds({"a": Part(1, 2)}, {"b": Part(1, 2)}), "“a” is in one of the rounds only"),
        (lambda: between_groups({"a": Part(1, 2)}), "One group alone"),
        (lambda: compared({}, fewest=0), "at least one person"),
        (lambda: smallest_difference(0, 10), "Nobody was heard in one of the groups"),
        (lambda: smallest_difference(10, 10, 1.0), "The base is 1.0"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(call, says):
    with pytest.raises(ValueError, match=says):
        call()
