"""Counts that add up or lie within one another: what is hidden with a small one, totals too."""

import pytest

from listens.methods.disclosure.releases import Release, check
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.system import System, hide, of_tables
from listens.methods.disclosure.tables import Table, Unfit
from tests.methods.disclosure.made import with_totals

RULE = Rule(8, 1)


def k(*labels):
    return frozenset((f"way {at}", label) for at, label in enumerate(labels))


ALL, A, B, C = k(), k("a"), k("b"), k("c")


def hidden(counts, sums=(), within=(), **more):
    return hide(System(counts, sums, within, **more), RULE)


def test_a_total_may_be_hidden_where_it_is_worth_least():
    counts = {ALL: 23, A: 3, B: 20}
    sums = [(ALL, [A, B])]
    assert hidden(counts, sums) == {A, B}
    assert hidden(counts, sums, worth={B: 5.0}) == {A, ALL}
    assert hidden(counts, sums, stay={ALL}) == {A, B}


def test_what_is_left_over_gives_a_small_count_away():
    """All 20 of b spoke of it: so of the 23 at most 20 can be b's, and a is 3 at least."""
    counts = {ALL: 23, A: 3, B: 20, C: 20}
    assert hidden(counts, [(ALL, [A, B])], worth={ALL: 9.0}) == {A, B}
    assert hidden(counts, [(ALL, [A, B])], [(B, [C])], worth={ALL: 9.0}) > {A, B}


def test_a_part_can_be_told_from_its_theme_and_the_other_parts():
    counts = {ALL: 83, A: 3, B: 20, C: 60}
    parts = [(part, [ALL]) for part in (A, B, C)]
    assert hidden(counts, (), parts) == {A}
    assert hidden(counts, (), [*parts, (ALL, [A, B, C])], worth={ALL: 9.0}) == {A, B}


def test_a_count_that_is_never_printed_is_protected_too():
    counts = {ALL: 43, A: 40, B: 3}
    assert hidden(counts, [(ALL, [A, B])], unsaid={B}, worth={ALL: 9.0}) == {A, B}


@pytest.mark.parametrize(
    ("system", "problem"),
    [
        (System({ALL: 9, A: 3, B: 5}, [(ALL, [A, B])]), "says 9, but its counts make 8"),
        (System({A: 9, B: 8}, (), [(A, [B])]), "“a” is more than “b”"),
        (System({ALL: 9, A: 4, B: 5}, [(ALL, [A, B])], stay={A}), "itself below 8"),
        (System({ALL: 24, A: 4, B: 20}, [(ALL, [A, B])], stay={ALL, B}), "give it away"),
    ],
)
def test_what_cannot_be_made_safe_is_refused(system, problem):
    with pytest.raises(Unfit, match=problem):
        hide(system, RULE)


def test_tables_that_share_a_total_are_one_system():
    one = with_totals([[12, 3], [40, 15]])
    other = Table(
        [("x",), ("y",), ("Total",)], ["c0", "c1"], ["place", "column"], {}, [[30, 2], [22, 16], [52, 18]]
    )
    system = of_tables([one, other])
    found = hide(system, RULE)
    assert system.small(RULE) <= found and len(found) >= 4
    wrong = Table(other.rows, other.columns, other.names, {}, [[30, 2], [23, 16], [53, 18]])
    with pytest.raises(Unfit, match="put right"):
        of_tables([one, wrong])


def release(as_at, **shown):
    counts = {k(name) if name != "all" else ALL: n for name, n in shown.items()}
    return Release(as_at, counts, RULE, frozenset(), [(ALL, [A, B])])


def test_a_third_release_may_tell_what_two_did_not():
    """b was hidden in the second; but the third says what was added to it since the first."""
    first, second = release("1", all=50, a=30, b=20), release("2", all=80, a=None, b=None)
    check([first], second)
    with pytest.raises(Unfit, match="as at 1, “b” would show a change"):
        check([first, second], release("3", all=110, a=87, b=23))
    check([first, second], release("3", all=110, a=None, b=None))


def test_a_release_is_kept_as_plain_values():
    one = release("1", all=50, a=None, b=None)
    again = Release.from_dict(one.as_dict())
    assert again.known() == one.known() and again.sums == one.sums and again.rule == one.rule
    assert again.small == one.small and again.as_at == "1"
