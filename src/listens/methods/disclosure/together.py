"""Conversations and the people in them, read together.

A conversation is one person at least, now and whenever one is added. Where everything is exact, that tells nothing:
as many more or fewer conversations as an outsider must allow for, so many more or fewer people he must allow for. But
of two rounded numbers each bounds the other: if one has hardly moved, the other has hardly moved either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from listens.methods.disclosure.history import Found, told
from listens.methods.disclosure.releases import Release, Told
from listens.methods.disclosure.tables import Key

PEOPLE, BEYOND = ("counted", "people"), ("counted", "beyond one each")


def told_of_both(
    register: Mapping[str, Sequence[Release]],
    now: Mapping[str, Release],
    found: tuple[Found, Found] | None = None,
) -> Iterator[Told]:
    """What `now` gives away beside all before, by key of the conversations. Both hold "conversations" and "people".

    `found` as `told` keeps it.
    """
    of_conversations, of_people = found or ({}, {})
    before = [register.get(name, ()) for name in ("conversations", "people")]
    if all(one.rule.round_to == 1 for one in [*before[0], now["conversations"]]):
        yield from told(before[0], now["conversations"], of_conversations)
        yield from told(before[1], now["people"], of_people)
        return
    both = [together(*pair) for pair in zip(*before, strict=True)]
    for one in told(both, together(now["conversations"], now["people"]), of_conversations):
        yield replace(one, key=one.key - {PEOPLE, BEYOND})


def together(conversations: Release, people: Release) -> Release:
    """One release of both, and of the people beyond one in each conversation, whom none prints."""

    def of(key: Key) -> Key:
        return key | {PEOPLE}

    def bound(found: Iterable[tuple[Key, list[Key]]]) -> list[tuple[Key, list[Key]]]:
        return [(of(whole), [of(part) for part in parts]) for whole, parts in found]

    beyond = {key: key | {BEYOND} for key in people.shown}
    return Release(
        conversations.as_at,
        {
            **conversations.shown,
            **{of(key): shown for key, shown in people.shown.items()},
            **dict.fromkeys(beyond.values()),
        },
        conversations.rule,
        conversations.small.union(map(of, people.small)),
        [*conversations.sums, *bound(people.sums), *((of(key), [key, rest]) for key, rest in beyond.items())],
        [*conversations.within, *bound(people.within)],
        [*conversations.under, *((of(part), of(whole)) for part, whole in people.under)],
        conversations.guarded.union(map(of, people.guarded)),
        {key: of(key) for key in people.shown},
    )
