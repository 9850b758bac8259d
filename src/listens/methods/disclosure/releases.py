"""Releases beside one another: what somebody finds who takes an earlier table from a later one.

Each release is what was published, no more: the register can lie open. Two are read as one system in which every
count is what it was and what was added since; most often people are only added, so an outsider assumes it wherever
the published numbers do not say otherwise (differencing: Hundepool and others, "Statistical Disclosure Control",
Wiley 2012, section 4.6; the interval rule is the one of `protect`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import inf

from listens.methods.disclosure.bounds import Bounded, NoSolution
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.safe import PRIMARY, Place, Safe
from listens.methods.disclosure.tables import Frame, Key, Table, Unfit

Range = tuple[float, float]


@dataclass(frozen=True)
class Release:
    """One table as it was published: None where hidden. `as_at` is the day of its figures, `small` the small ones."""

    as_at: str
    frame: Frame
    shown: Sequence[Sequence[int | None]]
    rule: Rule
    small: frozenset[Place] = field(default_factory=frozenset)

    @classmethod
    def of(cls, as_at: str, table: Table, safe: Safe, rule: Rule) -> Release:
        small = frozenset(place for place, why in safe.hidden.items() if why == PRIMARY)
        frame = Frame(table.rows, table.columns, table.names, table.within)
        return cls(as_at, frame, safe.table, rule, small)

    def known(self) -> dict[Key, Range]:
        """What each published place says by itself: (least, most) people."""
        return {
            self.frame.key(self.frame.labels(row, column)): self._range(self.shown[row][column])
            for row, column, _ in self.frame.places()
        }

    def small_keys(self) -> set[Key]:
        return {self.frame.key(self.frame.labels(*place)) for place in self.small}

    def sums(self) -> Iterable[tuple[Key, list[Key]]]:
        """(total, what it is made of) for each total that is published."""
        published = {
            self.frame.key(self.frame.labels(row, column))
            for row, column, total in self.frame.places()
            if total
        }
        for kept in product((True, False), repeat=len(self.frame.names)):
            for labels, places in self.frame.by_margin(kept).items():
                key = self.frame.key(labels)
                if not all(kept) and key in published:
                    yield key, [self.frame.key(self.frame.labels(*place)) for place in places]

    def _range(self, shown: int | None) -> Range:
        if shown is None:
            return 0, inf
        least, most = shown - self.rule.round_to // 2, shown + (self.rule.round_to - 1) // 2
        if shown == 0:
            return 0, min(most, 0 if self.rule.rounded(self.rule.hide_below) else most)
        return max(least, self.rule.hide_below), most


def check(register: Iterable[Release], now: Release) -> None:
    """Whether `now` may follow what was published, each earlier release taken by itself.

    Raises Unfit, in one sentence, where a change by a small number of people could be told more nearly than "1 to
    `hide_below` - 1", or a small hidden count of either be worked out more nearly than that.
    """
    for earlier in register:
        _check_pair(earlier, now)


def _check_pair(before: Release, now: Release) -> None:
    old, new = before.known(), now.known()
    shared = [key for key in new if key in old]
    same_day = before.as_at == now.as_at
    added = {key: _change(old[key], new[key], same_day) for key in shared}
    try:
        system = _together(before, now, old, new, added)
        system.test()
    except NoSolution:
        if same_day:
            raise Unfit(
                f"It disagrees with what was published for the same day ({before.as_at}): "
                "make both of the same people."
            ) from None
        system = _together(before, now, old, new, dict.fromkeys(shared, (-inf, inf)))
    enough = max(before.rule.hide_below, now.rule.hide_below) - 1
    for key in shared:
        least, most = system.range("added", key)
        if (least >= 1 or most <= -1) and -enough <= least <= most <= enough and most - least < enough - 1:
            raise Unfit(
                f"Beside what was published as at {before.as_at}, {_words(key)} would show a change of fewer than "
                f"{enough + 1} people: publish the earlier numbers again, or wait until more people are heard."
            )
    for when, release in (("before", before), ("now", now)):
        for key in release.small_keys():
            least, most = system.range(when, key)
            if least > 1 or most < release.rule.hide_below - 1:
                raise Unfit(
                    f"Beside what was published as at {before.as_at}, {_words(key)}, which is hidden, could be "
                    "worked out: hide the same counts as before, or wait until more people are heard."
                )


def _change(old: Range, new: Range, same_day: bool) -> Range:
    if same_day:
        return 0, 0
    return (-inf, inf) if new[1] < old[0] else (0, inf)


def _together(
    before: Release,
    now: Release,
    old: Mapping[Key, Range],
    new: Mapping[Key, Range],
    added: Mapping[Key, Range],
) -> Bounded:
    system = Bounded()
    for when, release, known in (("before", before, old), ("now", now, new)):
        for key, (least, most) in known.items():
            system.bound(when, key, least, most)
        for total, members in release.sums():
            system.equal({(when, total): 1.0, **{(when, member): -1.0 for member in members}})
    for key, (least, most) in added.items():
        system.bound("added", key, least, most)
        system.equal({("before", key): 1.0, ("added", key): 1.0, ("now", key): -1.0})
    return system


def _words(key: Key) -> str:
    return f"“{', '.join(label for _, label in sorted(key))}”" if key else "the total of everybody"
