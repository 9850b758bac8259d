"""All releases as one system: the quick way finds what the slow way finds, and what earlier ways missed."""

import os
import random

import pytest

from listens.methods.disclosure.history import told
from listens.methods.disclosure.releases import Release
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.system import System, hide
from listens.methods.disclosure.tables import Unfit
from tests.methods.disclosure import slow_history

ALL = frozenset()
EXACT = Rule(8, 1)


def k(*labels):
    return frozenset((f"way {at}", label) for at, label in enumerate(labels) if label)


def crossed(counts, hidden, as_at, rule=EXACT):
    """A table of two ways with its totals, hiding what it is told to."""
    rows, columns = sorted({row for row, _ in counts}), sorted({column for _, column in counts})
    all_of = {k(*one): n for one, n in counts.items()}
    sums = []
    for row in rows:
        sums.append((k(row), [k(row, column) for column in columns]))
    for column in columns:
        sums.append((k("", column), [k(row, column) for row in rows]))
    sums.append((ALL, [k(row) for row in rows]))
    for whole, parts in sums:
        all_of[whole] = sum(all_of[part] for part in parts)
    if hidden is None:
        hidden = hide(System(all_of, sums), rule)
    elif hidden == "small":
        hidden = {key for key, n in all_of.items() if rule.is_small(n)}
    shown = {key: None if key in hidden else rule.rounded(n) for key, n in all_of.items()}
    small = frozenset(key for key in hidden if rule.is_small(all_of[key]))
    return Release(as_at, shown, rule, small, sums)


@pytest.mark.parametrize("seed", range(40 if os.environ.get("LISTENS_LONG") else 8))
def test_the_quick_way_tells_what_the_slow_way_tells(seed):
    chance = random.Random(seed)
    rule = Rule(chance.choice([4, 8]), chance.choice([1, 1, 5]))
    counts = {(row, column): chance.randint(0, 15) for row in "abc" for column in "xy"}
    register = []
    for at in range(4):
        hidden = "small" if register and chance.random() < 0.4 else None
        try:
            now = crossed(counts, hidden, str(at), rule)
        except Unfit:
            continue
        quick = {(one.key, one.is_hidden) for one in told(register, now)}
        assert quick == slow_history.told(register, now), (seed, at)
        if not quick:
            register.append(now)
        for one in chance.sample(sorted(counts), 3):
            counts[one] += chance.choice([0, 1, 3, 12])


BLOCK = {("a", "x"): 5, ("a", "y"): 9, ("b", "x"): 9, ("b", "y"): 9, ("c", "x"): 30, ("c", "y"): 40}
HIDDEN = {k(row, column) for row in "ab" for column in "xy"}


def test_a_change_of_hidden_counts_is_compared_with_every_release_that_holds_them():
    """One more in a, x: nothing of the table was in the release between, and each is safe by itself."""
    first = crossed(BLOCK, HIDDEN, "1")
    between = Release("2", {ALL: 102}, EXACT)
    third = crossed(BLOCK | {("a", "x"): 6}, HIDDEN, "3")
    assert not list(told([], first)) and not list(told([first], between))
    assert k("a", "x") in {one.key for one in told([first, between], third)}


def test_a_third_release_may_tell_what_was_added_between_the_first_two():
    """b was hidden in the second, as three had come; the third shows that nobody ever came to a."""

    def release(as_at, **shown):
        counts = {k(name) if name != "all" else ALL: n for name, n in shown.items()}
        return Release(as_at, counts, EXACT, frozenset(), [(ALL, [k("a"), k("b")])])

    first, second = release("1", all=50, a=30, b=20), release("2", all=63, a=None, b=None)
    assert not list(told([first], second))
    third = release("3", all=90, a=40, b=50)
    assert not list(told([first, second], third))
    second = release("2", all=53, a=None, b=None)
    third = release("3", all=70, a=30, b=40)
    assert (k("b"), False) in {(one.key, one.is_hidden) for one in told([first, second], third)}


def test_what_was_taken_back_once_does_not_make_everything_possible_for_ever():
    """The total fell between the first two; what came after that is still taken to have come."""

    def release(as_at, **shown):
        counts = {k(name) if name != "all" else ALL: n for name, n in shown.items()}
        return Release(as_at, counts, EXACT, frozenset(), [(ALL, [k("a"), k("b"), k("c")])])

    first = release("1", all=90, a=30, b=30, c=30)
    second = release("2", all=88, a=None, b=None, c=30)
    third = release("3", all=91, a=None, b=None, c=30)
    fourth = release("4", all=99, a=30, b=None, c=None)
    before = {one.key for one in told([first], second)}
    assert ALL in before
    assert k("c") not in {one.key for one in told([first, second, third], fourth)}


def test_a_higher_threshold_is_no_fault_of_a_count_that_was_shown_before():
    """7 was shown under the old rule and is hidden under the new one: nothing new is told."""
    shown = {ALL: 67, k("a"): 7, k("b"): 60}
    sums = [(ALL, [k("a"), k("b")])]
    first = Release("1", shown, Rule(5, 1), frozenset(), sums)
    now = {ALL: 67, k("a"): None, k("b"): None}
    later = Release("2", now, Rule(10, 1), frozenset([k("a")]), sums)
    assert not [one for one in told([first], later) if one.is_hidden and one.key != k("a")]
