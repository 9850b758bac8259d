"""An outsider who kept every release: all that was ever published as one system of unknown numbers.

Counts that no sum and no time binds together are looked at apart. In each such group one linear programme pulls at all
numbers at once, for one answer settles most questions; what is left is asked one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from listens.methods.disclosure.pieces import Terms
from listens.methods.disclosure.releases import Range, Release, Told
from listens.methods.disclosure.tables import Key
from listens.methods.disclosure.unknown import Unknown, bound_in

Found = dict[frozenset[tuple[Key, int | None]], list[Told]]


def told(register: Sequence[Release], now: Release, found: Found | None = None) -> Iterator[Told]:
    """What `now` would give away, beside all that was published before.

    `found` keeps it for the next attempt beside the same register, where only some of what is shown is different.
    Raises Unfit where it contradicts what was published for the same day.
    """
    found = {} if found is None else found
    releases = [*register, now]
    known = [release.known() for release in releases]
    for keys in _groups(releases):
        if _is_as_before(keys, releases, known):
            continue
        shown = frozenset((key, now.shown[key]) for key in keys & now.shown.keys())
        if shown not in found:
            found[shown] = list(_told_in(keys, releases, known))
        yield from found[shown]


def _groups(releases: Sequence[Release]) -> list[set[Key]]:
    """Counts that some sum of some release binds together, where the newest release holds any of them."""
    above: dict[Key, Key] = {}

    def top(key: Key) -> Key:
        while above.setdefault(key, key) != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for release in releases:
        for whole, parts in [*release.sums, *release.within]:
            for part in parts:
                above[top(part)] = top(whole)
    found: dict[Key, set[Key]] = {}
    for release in releases:
        for key in release.shown:
            found.setdefault(top(key), set()).add(key)
    return [keys for keys in found.values() if keys.intersection(releases[-1].shown)]


def _is_as_before(keys: set[Key], releases: Sequence[Release], known: Sequence[dict[Key, Range]]) -> bool:
    """The newest says of them what the one before said, word for word: whoever adds it learns nothing."""
    if len(releases) < 2:
        return True
    before, now = releases[-2:]
    return (
        all(known[-2].get(key) == known[-1].get(key) for key in keys)
        and bound_in(before.sums, keys) == bound_in(now.sums, keys)
        and bound_in(before.within, keys) == bound_in(now.within, keys)
        and now.small.intersection(keys) <= before.small
    )


def _told_in(
    keys: set[Key], releases: Sequence[Release], known: Sequence[dict[Key, Range]]
) -> Iterator[Told]:
    unknown = Unknown(keys, releases, known)
    found = [*_changes_told(unknown, releases, known), *_small_told(unknown, keys, releases)]
    if not found:
        return
    silent = replace(releases[-1], shown=dict.fromkeys(releases[-1].shown))
    before = Unknown(keys, [*releases[:-1], silent], [*known[:-1], silent.known()])
    for told, number in found:
        # One that was known as nearly before is no harm of ours, and nobody can mend it now.
        if unknown.range(number) != before.range(number):
            yield told


def _changes_told(
    unknown: Unknown, releases: Sequence[Release], known: Sequence[dict[Key, Range]]
) -> Iterator[tuple[Told, Terms]]:
    """Of any two releases: the newest may tell what was added between two that were before it."""
    enough = max(release.rule.hide_below for release in releases) - 1
    times: dict[Key, list[int]] = {}
    for at, key in unknown.place:
        times.setdefault(key, []).append(at)
    changes: dict[tuple[Key, int, int], Terms] = {
        (key, at, later): {unknown.place[later, key]: 1.0, unknown.place[at, key]: -1.0}
        for key, ats in times.items()
        for at, later in combinations(ats, 2)
        if not _is_great(known[at][key], known[later][key], enough)
    }
    for sign in (1, -1):
        grown = unknown.out_of_reach(changes, -sign, dict.fromkeys(changes, 0.0))
        little = unknown.out_of_reach(grown, sign, dict.fromkeys(grown, sign * (enough + 1.0)))
        for (key, at, _later), change in little.items():
            least, most = unknown.range(change)
            if (least >= 1 or most <= -1) and most - least < enough - 1:
                yield Told(key, releases[at].as_at, False), change


def _small_told(
    unknown: Unknown, keys: set[Key], releases: Sequence[Release]
) -> Iterator[tuple[Told, Terms]]:
    small: dict[tuple[Key, int], Terms] = {
        (key, at): {unknown.place[at, key]: 1.0}
        for at, release in enumerate(releases)
        for key in sorted(release.small & keys, key=sorted)
    }
    ends = {(key, at): releases[at].rule.hide_below - 1.0 for key, at in small}
    near = unknown.out_of_reach(small, -1, dict.fromkeys(small, 1.0)) | unknown.out_of_reach(small, 1, ends)
    near |= {
        (key, at): number
        for at, release in enumerate(releases)
        for key in sorted(release.guarded & keys, key=sorted)
        if unknown.is_narrow(number := {unknown.place[at, key]: 1.0}, release.rule.hide_below - 1.0)
    }
    for (key, at), count in near.items():
        yield Told(key, releases[min(at, len(releases) - 2)].as_at, True), count


def _is_great(before: Range, after: Range, enough: int) -> bool:
    return after[0] - before[1] > enough or before[0] - after[1] > enough
