"""Conversations and the people in them: of two rounded numbers each bounds the other."""

from listens.methods.disclosure.releases import Release
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.tables import Key
from listens.methods.disclosure.together import told_of_both

ALL: Key = frozenset()


def published(as_at, conversations, people):
    rule = Rule(8, 5)
    return {
        name: Release(as_at, {ALL: rule.rounded(n)}, rule)
        for name, n in (("conversations", conversations), ("people", people))
    }


def told(before, now):
    first = {name: [one] for name, one in published("1", *before).items()}
    return {(one.key, one.is_hidden) for one in told_of_both(first, published("2", *now))}


def test_where_people_have_hardly_moved_conversations_have_not_either():
    """10 became 15: 1 to 9 by themselves. But at most 4 people came, so at most 4 conversations."""
    assert told((12, 18), (13, 19)) == {(ALL, False)}


def test_where_people_came_a_conversation_was_held():
    """15 stays 15, so perhaps none; but 20 people became 25."""
    assert told((13, 22), (14, 23)) == {(ALL, False)}
    assert told((13, 22), (13, 22)) == set()


def test_two_numbers_that_both_moved_tell_no_more_than_one():
    """10 became 15, and 15 people 20: 1 to 9 of either."""
    assert told((12, 17), (13, 18)) == set()
    assert told((12, 12), (30, 40)) == set()
