"""Which counts add up to which: tables as one system of equations, so that totals they share bind them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.sparse import csgraph, csr_array

from listens.methods.disclosure.network import Numbers
from listens.methods.disclosure.tables import Key, Table, Unfit, is_total


@dataclass(frozen=True)
class Cells:
    """`keys[i]` is counted `counts[i]`; `sums` (sum × cell, 1 or -1) times the counts is known to everybody.

    `called[i]` names the count in words; `totals` are the printed totals, which stay.
    """

    keys: list[Key]
    counts: Numbers
    sums: csr_array
    called: list[str]
    totals: dict[Key, int]

    def parts(self) -> list[list[int]]:
        """Groups of cells that no sum binds to another group."""
        return groups(self.sums)


def groups(sums: csr_array) -> list[list[int]]:
    """Columns that hang together by way of a row."""
    num_sums, num_cells = sums.shape
    links = csr_array((num_sums + num_cells,) * 2)
    if sums.nnz:
        entry = sums.tocoo()
        links = csr_array(
            (np.ones(len(entry.row)), (entry.row, entry.col + num_sums)), shape=(num_sums + num_cells,) * 2
        )
    _, group_of = csgraph.connected_components(links, directed=False)
    found: dict[int, list[int]] = {}
    for cell in range(num_cells):
        found.setdefault(int(group_of[num_sums + cell]), []).append(cell)
    return list(found.values())


def join(tables: Sequence[Table]) -> Cells:
    """One system out of tables that were made from the same people. Raises Unfit where they disagree.

    A total of one table may be an inner count of another: it is printed, so it is known. Where two tables leave out
    the same total, that both make it is used too: an outsider would.
    """
    counts, totals, called = _collect(tables)
    keys = [key for key in counts if key not in totals]
    place = {key: index for index, key in enumerate(keys)}
    equations: list[dict[int, float]] = []
    untold: dict[Key, tuple[int, dict[int, float]]] = {}
    for table in tables:
        for key, members in _margins(table, counts, totals):
            made = sum(counts[member] for member in members)
            equation = {place[member]: 1.0 for member in members if member in place}
            if key in totals or key in counts:
                if made != (known := totals.get(key, counts.get(key))):
                    raise Unfit(
                        f"{_in_words(key)} is {known} in one table and {made} in another: "
                        "put right whichever is wrong."
                    )
                if key not in totals:
                    equation[place[key]] = equation.get(place[key], 0.0) - 1.0
            elif key not in untold:
                untold[key] = made, equation
                continue
            elif untold[key][0] == made:
                for cell, sign in untold[key][1].items():
                    equation[cell] = equation.get(cell, 0.0) - sign
            else:
                continue
            if equation := {cell: sign for cell, sign in equation.items() if sign}:
                equations.append(equation)
    entries = [(row, cell, sign) for row, equation in enumerate(equations) for cell, sign in equation.items()]
    rows, cells, signs = zip(*entries, strict=True) if entries else ((), (), ())
    sums = csr_array((signs, (rows, cells)), shape=(len(equations), len(keys)), dtype=float)
    values = np.array([counts[key] for key in keys], dtype=float)
    return Cells(keys, values, sums, [called[key] for key in keys], totals)


def _collect(tables: Sequence[Table]) -> tuple[dict[Key, int], dict[Key, int], dict[Key, str]]:
    """Inner counts, printed totals and the words for each, by key."""
    counts: dict[Key, int] = {}
    totals: dict[Key, int] = {}
    called: dict[Key, str] = {}
    for table in tables:
        for row, column, total in table.places():
            labels, count = table.labels(row, column), table.counts[row][column]
            key = table.key(labels)
            known = counts.get(key, totals.get(key, count))
            if known != count:
                raise Unfit(
                    f"{table.called(labels)} is {known} in one table and {count} in another: "
                    "put right whichever is wrong."
                )
            (totals if total else counts)[key] = count
            called[key] = table.called(labels)
    return counts, totals, called


def _margins(table: Table, counts: dict[Key, int], totals: dict[Key, int]) -> list[tuple[Key, list[Key]]]:
    """Each total with the inner counts it is made of, finest first.

    One that is the sum of totals already there says nothing new and is left out.
    """
    found: list[tuple[Key, list[Key]]] = []
    told: set[tuple[str, ...]] = set()
    width = len(table.names)
    for kept in sorted(product((True, False), repeat=width), key=sum, reverse=True)[1:]:
        for labels, places in table.by_margin(kept).items():
            key = table.key(labels)
            is_known = key in totals or key in counts
            if is_known and _is_sum_of(table, labels, places, told):
                told.add(labels)
                continue
            if is_known:
                told.add(labels)
            found.append((key, [table.key(table.labels(*place)) for place in places]))
    return found


def _is_sum_of(
    table: Table, labels: tuple[str, ...], places: list[tuple[int, int]], told: set[tuple[str, ...]]
) -> bool:
    for position in (at for at, label in enumerate(labels) if is_total(label)):
        finer = set()
        for place in places:
            label = table.labels(*place)[position]
            finer.add((*labels[:position], label, *labels[position + 1 :]))
        if finer <= told:
            return True
    return False


def _in_words(key: Key) -> str:
    return f"“{', '.join(label for _, label in sorted(key))}”" if key else "The total of everybody"
