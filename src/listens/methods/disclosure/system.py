"""All that is published of the same people as one system: counts, which add up to which, and which lie within which.

`protect` knows tables, whose totals stay. Here every count may be hidden, a total too: whichever is worth least to
a reader. Counts that do not add up but lie within one another (a part of a theme and the theme; those who spoke of a
theme and all who were heard; a theme and all its parts) bind each other as well: what is left over is never less than
nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.sparse import csr_array

from listens.methods.disclosure.cells import Cells
from listens.methods.disclosure.protect import search
from listens.methods.disclosure.rules import SECONDS, Rule
from listens.methods.disclosure.tables import Key, Table, Unfit

Sum = tuple[Key, list[Key]]  # a whole and all its parts
Within = tuple[Key, list[Key]]  # a count that is never more than these together
LEFT = ("", "left over")
TOTALS = 2.0  # how many inner counts a printed total is worth


@dataclass(frozen=True)
class System:
    """`counts` by key, and what everybody knows of them: which add up, and which are never more than others.

    `stay` are known whatever we do and are never hidden; `unsaid` are never printed, but could be worked out. `worth`
    says how much it matters that a count is shown (1 where it does not say). `guarded` are hidden whatever they are,
    and not to be worked out either: each could be `hide_below` - 1 less than it is.
    """

    counts: Mapping[Key, int]
    sums: Sequence[Sum] = ()
    within: Sequence[Within] = ()
    stay: Collection[Key] = ()
    unsaid: Collection[Key] = ()
    worth: Mapping[Key, float] = field(default_factory=dict)
    guarded: Collection[Key] = ()

    def small(self, rule: Rule) -> frozenset[Key]:
        return frozenset(key for key, count in self.counts.items() if rule.is_small(count))


def of_tables(tables: Iterable[Table]) -> System:
    """Their counts and totals. A total that none prints but several make is there, unsaid. Raises Unfit as `join`."""
    counts: dict[Key, int] = {}
    printed: set[Key] = set()
    worth: dict[Key, float] = {}
    sums: list[Sum] = []
    for table in tables:
        for row, column, is_total in table.places():
            key = table.key(table.labels(row, column))
            _put(counts, key, table.counts[row][column])
            printed.add(key)
            if is_total:
                worth[key] = TOTALS
        for kept in list(product((True, False), repeat=len(table.names)))[1:]:
            for labels, places in table.by_margin(kept).items():
                key = table.key(labels)
                _put(counts, key, sum(table.counts[row][column] for row, column in places))
                sums.append((key, [table.key(table.labels(*place)) for place in places]))
    sums = [one for one in sums if one[1] != [one[0]]]
    return System(counts, sums, unsaid=counts.keys() - printed, worth=worth)


def hide(
    system: System, rule: Rule, anyway: Collection[Key] = (), seconds: float = SECONDS
) -> frozenset[Key]:
    """What has to be hidden: the small counts, `anyway`, and whatever else would give a small one away.

    Left to an outsider, each small count can be 1 or less and `hide_below` - 1 or more. Raises Unfit where that
    cannot be had, and where counts contradict one another.
    """
    small = system.small(rule)
    if lost := small.intersection(system.stay):
        raise Unfit(f"{in_words(min(lost, key=sorted))} is itself below {rule.hide_below}: leave it out.")
    cells, place = _cells(system)
    to_hide = small.union(anyway, system.unsaid, system.guarded)
    forced = [place[key] for key in place if key in to_hide]
    left_over = range(len(place), len(cells.counts))
    needy = [place[key] for key in place if key in small or key in system.guarded]
    worth = np.array([system.worth.get(key, 1.0) for key in place] + [0.0] * len(left_over))
    hidden, _ = search(cells, needy, [*forced, *left_over], rule, seconds, worth)
    return frozenset(key for key, cell in place.items() if cell in hidden)


def in_words(key: Key) -> str:
    """A count by its labels: “Autumn, Housing”."""
    return f"“{', '.join(label for name, label in sorted(key) if name != 'of')}”" if key else "everybody"


def _cells(system: System) -> tuple[Cells, dict[Key, int]]:
    """The counts that may be hidden, then what is left over of each whole."""
    keys = [key for key in system.counts if key not in system.stay]
    place = {key: cell for cell, key in enumerate(keys)}
    values = [system.counts[key] for key in keys]
    entries: list[tuple[int, int, float]] = []
    num_sums = 0

    def bind(terms: Iterable[tuple[Key, float]], extra: int | None = None) -> None:
        nonlocal num_sums
        found = [(num_sums, place[key], times) for key, times in terms if key in place]
        if extra is not None:
            found.append((num_sums, extra, 1.0))
        if found:
            entries.extend(found)
            num_sums += 1

    for whole, parts in system.sums:
        made = sum(system.counts[part] for part in parts)
        if made != system.counts[whole]:
            raise Unfit(
                f"{in_words(whole)} says {system.counts[whole]}, but its counts make {made}: "
                "put right whichever is wrong."
            )
        bind([(whole, -1.0), *((part, 1.0) for part in parts)])
    for key, wholes in system.within:
        over = sum(system.counts[whole] for whole in wholes) - system.counts[key]
        if over < 0:
            raise Unfit(f"{in_words(key)} is more than {in_words(wholes[0])}: put right whichever is wrong.")
        bind([(key, 1.0), *((whole, -1.0) for whole in wholes)], len(values))
        values.append(over)
        keys.append(key | {LEFT})
    rows, columns, times = zip(*entries, strict=True) if entries else ((), (), ())
    sums = csr_array((times, (rows, columns)), shape=(num_sums, len(values)), dtype=float)
    return (
        Cells(keys, np.array(values, dtype=float), sums, [in_words(key) for key in keys], {}),
        place,
    )


def _put(counts: dict[Key, int], key: Key, count: int) -> None:
    if counts.setdefault(key, count) != count:
        raise Unfit(
            f"{in_words(key)} is {counts[key]} in one table and {count} in another: put right whichever is wrong."
        )
