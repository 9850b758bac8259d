"""Releases beside one another: what somebody finds who takes an earlier release from a later one.

Each release is what was published, no more, beside the list of its small counts. All of them are read as one system in
which every count is what it was and what was added since; most often people are only added, so an outsider assumes
it wherever the published numbers do not say otherwise (differencing: Hundepool and others, "Statistical Disclosure
Control", Wiley 2012, section 4.6; the interval rule is the one of `protect`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import inf
from typing import Any

from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.safe import PRIMARY, Place, Safe
from listens.methods.disclosure.system import Sum, Within, in_words
from listens.methods.disclosure.tables import Frame, Key, Table, Unfit

Range = tuple[float, float]


@dataclass(frozen=True)
class Release:
    """`shown` by what is counted, rounded; None where hidden. `small` are the hidden ones that are small.

    `as_at` is the day of its figures (or another name for the state they were counted in). `under`: (part, whole), of
    which only the whole's own number is used, so that not everything is bound to everything. `guarded` are hidden ones
    that are not small but nobody's business: they are not to be worked out either.
    `people_of`: of a count of conversations, that of the people in them (`together`).
    """

    as_at: str
    shown: Mapping[Key, int | None]
    rule: Rule
    small: frozenset[Key] = field(default_factory=frozenset)
    sums: Sequence[Sum] = ()
    within: Sequence[Within] = ()
    under: Sequence[tuple[Key, Key]] = ()
    guarded: frozenset[Key] = field(default_factory=frozenset)
    people_of: Mapping[Key, Key] = field(default_factory=dict)

    @classmethod
    def of(cls, as_at: str, table: Table, safe: Safe, rule: Rule) -> Release:
        small = frozenset(place for place, why in safe.hidden.items() if why == PRIMARY)
        return cls.of_frame(as_at, table, safe.table, rule, small)

    @classmethod
    def of_frame(
        cls,
        as_at: str,
        frame: Frame,
        shown: Sequence[Sequence[int | None]],
        rule: Rule,
        small: frozenset[Place] = frozenset(),
    ) -> Release:
        """One table as it was published."""
        counts = {
            frame.key(frame.labels(row, column)): shown[row][column] for row, column, _ in frame.places()
        }
        sums = [
            (key, [frame.key(frame.labels(*place)) for place in places])
            for kept in product((True, False), repeat=len(frame.names))
            for labels, places in frame.by_margin(kept).items()
            if not all(kept) and (key := frame.key(labels)) in counts
        ]
        return cls(as_at, counts, rule, frozenset(frame.key(frame.labels(*place)) for place in small), sums)

    def known(self) -> dict[Key, Range]:
        """(least, most) that each count can be, from its own number and from what it lies within."""
        found = {key: self._range(shown) for key, shown in self.shown.items()}
        for part, whole in self.under:
            if part in found and whole in found:
                found[part] = found[part][0], min(found[part][1], found[whole][1])
                found[whole] = max(found[whole][0], found[part][0]), found[whole][1]
        return found

    def as_dict(self) -> dict[str, Any]:
        """Plain values for a file or a database; `from_dict` reads them back."""
        place = {key: at for at, key in enumerate(self.shown)}
        return {
            "as_at": self.as_at,
            "rule": [self.rule.hide_below, self.rule.round_to],
            "keys": [sorted(key) for key in place],
            "shown": list(self.shown.values()),
            "small": sorted(place[key] for key in self.small),
            "guarded": sorted(place[key] for key in self.guarded),
            "sums": [[place[whole], [place[part] for part in parts]] for whole, parts in self.sums],
            "within": [[place[key], [place[whole] for whole in wholes]] for key, wholes in self.within],
            "under": [[place[part], place[whole]] for part, whole in self.under],
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Release:
        keys: list[Key] = [frozenset((name, label) for name, label in key) for key in kept["keys"]]
        return cls(
            kept["as_at"],
            dict(zip(keys, kept["shown"], strict=True)),
            Rule(*kept["rule"]),
            frozenset(keys[at] for at in kept["small"]),
            [(keys[whole], [keys[part] for part in parts]) for whole, parts in kept["sums"]],
            [(keys[key], [keys[whole] for whole in wholes]) for key, wholes in kept["within"]],
            [(keys[part], keys[whole]) for part, whole in kept["under"]],
            frozenset(keys[at] for at in kept.get("guarded", ())),
        )

    def _range(self, shown: int | None) -> Range:
        if shown is None:
            return 0, inf
        least, most = shown - self.rule.round_to // 2, shown + (self.rule.round_to - 1) // 2
        if shown == 0:
            return 0, min(most, 0 if self.rule.rounded(self.rule.hide_below) else most)
        return max(least, self.rule.hide_below), most


@dataclass(frozen=True)
class Told:
    """A count that two releases give away: its change since `since`, or itself where it `is_hidden`."""

    key: Key
    since: str
    is_hidden: bool


def check(register: Iterable[Release], now: Release) -> None:
    """Whether `now` may follow what was published.

    Raises Unfit, in one sentence, where a change by a small number of people could be told more nearly than "1 to
    `hide_below` - 1", or a small hidden count of any be worked out more nearly than that.
    """
    from listens.methods.disclosure.history import told  # it reads releases, as we do

    for one in told(list(register), now):
        beside = f"Beside what was published as at {one.since}, {in_words(one.key)}"
        if one.is_hidden:
            raise Unfit(
                f"{beside}, which is hidden, could be worked out: hide the same counts as before, or wait until "
                "more people are heard."
            )
        raise Unfit(
            f"{beside} would show a change of fewer than {now.rule.hide_below} people: publish the earlier "
            "numbers again, or wait until more people are heard."
        )
