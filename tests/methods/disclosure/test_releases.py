"""Two releases beside one another: what a subtraction would show is refused."""

import pytest

from listens.methods.disclosure.protect import disclose
from listens.methods.disclosure.releases import Release, check
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.tables import Frame, Unfit
from tests.methods.disclosure.made import with_totals

EXACT = Rule(8, 1)
FIRST = [[12, 3, 40], [22, 31, 18], [9, 15, 27]]


def release(as_at, inner, rule=EXACT):
    table = with_totals(inner)
    return Release.of(as_at, table, disclose(table, rule), rule)


def with_hidden(as_at, inner, cells, small):
    """As somebody else published it, hiding what they liked."""
    table = with_totals(inner)
    shown = [list(line) for line in table.counts]
    for row, column in cells:
        shown[row][column] = None
    frame = Frame(table.rows, table.columns, table.names)
    return Release.of_frame(as_at, frame, shown, EXACT, frozenset(small))


def test_the_same_numbers_again_are_no_harm():
    check([release("2026-05-03", FIRST)], release("2026-06-03", FIRST))
    check([], release("2026-05-03", FIRST))


def test_a_change_of_one_person_is_refused():
    now = [[12, 3, 41], *FIRST[1:]]
    with pytest.raises(
        Unfit, match="as at 2026-05-03, .* change of fewer than 8 people: publish the earlier"
    ):
        check([release("2026-05-03", FIRST)], release("2026-06-03", now))


def test_one_person_fewer_is_refused_too():
    now = [[12, 3, 40], [22, 31, 17], FIRST[2]]
    with pytest.raises(Unfit, match="fewer than 8 people"):
        check([release("2026-05-03", FIRST)], release("2026-06-03", now))


def test_many_more_people_are_no_harm():
    now = [[32, 3, 60], [42, 51, 38], [29, 35, 47]]
    check([release("2026-05-03", FIRST)], release("2026-06-03", now))


def test_rounding_swallows_a_small_change():
    rule = Rule(8, 5)
    now = [[12, 3, 41], *FIRST[1:]]
    check([release("2026-05-03", FIRST, rule)], release("2026-06-03", now, rule))


def test_hiding_other_counts_than_before_gives_a_small_one_away():
    """Nobody was added, and each table is safe by itself; but what the one hides the other shows."""
    before = with_hidden("2026-05-03", FIRST, [(0, 0), (0, 1), (2, 0), (2, 1)], [(0, 1)])
    now = with_hidden("2026-06-03", FIRST, [(0, 1), (0, 2), (1, 1), (1, 2)], [(0, 1)])
    check([before], before)
    with pytest.raises(Unfit, match="“c1, r0”, which is hidden, could be worked out: hide the same counts"):
        check([before], now)


def test_two_tables_of_one_day_must_agree():
    with pytest.raises(Unfit, match="disagrees with what was published for the same day"):
        check([release("2026-05-03", FIRST)], release("2026-05-03", [[12, 3, 90], *FIRST[1:]]))


def test_counts_of_something_else_are_not_compared():
    table = with_totals([[19, 3, 41], *FIRST[1:]])
    frame = Frame(table.rows[:-1], table.columns[:-1], ["school", "year"])
    inner = [[19, None, 41], *FIRST[1:]]
    check([release("2026-05-03", FIRST)], Release.of_frame("2026-06-03", frame, inner, EXACT))
