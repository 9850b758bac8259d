"""The two tables of reach as text: how many were heard in each group, and how many live here.

One row a group, under a header. The first column is `group` in both. A row called *Total* is checked and left out; a
row called *unknown*, *prefer not to say* or the like is kept apart from the groups. Names are the same when they
differ in capitals and spaces only. Nothing is guessed: a bad place stops the reading, with its row and column, since
a share is wrong as soon as one number is missing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import fsum, isfinite

from listens.methods.cells import unguarded
from listens.methods.findings import Finding
from listens.methods.intervals.counts import LARGEST

GROUP = "group"
HEARD_COLUMNS = ("heard", "people_heard", "people", "count", "n")
POPULATION_COLUMNS = ("population", "residents", "people", "count", "n")
SHARE_COLUMNS = ("share", "population_share")
PERCENT_COLUMNS = ("percent", "per_cent", "%")
TOTALS = {"total", "all", "all groups", "all people", "everybody"}
UNSAID = {
    "unknown", "not known", "not stated", "not said", "not asked", "not answered", "no answer", "did not say",
    "prefer not to say", "preferred not to say", "would rather not say", "unknown / preferred not to say",
    "unknown or preferred not to say", "unknown / prefer not to say", "missing",
}  # fmt: skip
ROUNDING = 0.01
MOST_NAMED = 20
LONGEST_NAME = 200


class BadTable(ValueError):
    """A table cannot be used; the text is one sentence that says where and why."""


@dataclass
class Table:
    """{group: number} under the names as they are written; `unsaid` are the rows of those whose group is not known.

    `is_counted`: the numbers are people, and not shares.
    """

    name: str
    numbers: dict[str, float] = field(default_factory=dict)
    unsaid: dict[str, float] = field(default_factory=dict)
    is_counted: bool = True


def read_heard(text: str, name: str = "HEARD") -> Table:
    """People heard a group, from a CSV with the columns `group` and `heard` (whole numbers). Raises BadTable."""
    table = _read(text, name, dict.fromkeys(HEARD_COLUMNS, _count))
    if not fsum([*table.numbers.values(), *table.unsaid.values()]):
        raise BadTable(f"{name}: nobody was heard, so there is nothing to compare.")
    return table


def read_population(text: str, name: str = "POPULATION") -> Table:
    """The population from a CSV with `group` and one of `population` (people), `share` (0 to 1), `percent`.

    Raises BadTable: also for fewer than two groups, a group in which nobody lives, and shares that do not sum to 1.
    """
    readers: dict[str, Callable[[str], float]] = dict.fromkeys(POPULATION_COLUMNS, _count)
    readers |= dict.fromkeys(SHARE_COLUMNS, _share)
    readers |= dict.fromkeys(PERCENT_COLUMNS, _percent)
    table = _read(text, name, readers)
    if table.unsaid:
        raise BadTable(
            f"{name}: “{next(iter(table.unsaid))}” cannot be compared with anybody; take that row out."
        )
    if len(table.numbers) < 2:
        raise BadTable(f"{name}: one group alone cannot be compared; it needs two rows or more.")
    if empty := [group for group, number in table.numbers.items() if not number]:
        raise BadTable(
            f"{name}: nobody lives here who is “{empty[0]}”; join it to another group or take it out."
        )
    total = fsum(table.numbers.values())
    if not table.is_counted and abs(total - 1) > ROUNDING:
        raise BadTable(
            f"{name}: the shares sum to {total:.4g} and not to 1 (100 %); is a group missing or twice?"
        )
    return table


def matched(heard: Table, population: Table) -> dict[str, int]:
    """People heard under the population's names, 0 where there is no row. Raises BadTable for an unknown group."""
    names = {_key(name): name for name in population.numbers}
    for group in heard.numbers:
        if _key(group) not in names:
            has = ", ".join(names.values()) if len(names) <= MOST_NAMED else f"{len(names)} others"
            raise BadTable(f"{heard.name}: “{group}” is no group of {population.name}, which has {has}.")
    found = {names[_key(group)]: int(number) for group, number in heard.numbers.items()}
    return {name: found.get(name, 0) for name in population.numbers}


def _read(text: str, name: str, readers: dict[str, Callable[[str], float]]) -> Table:
    text = text.removeprefix("\ufeff")
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first_line.count))
    try:
        rows = [(row, [unguarded(cell).strip() for cell in cells]) for row, cells in enumerate(lines, 1)]
    except csv.Error as error:
        raise BadTable(f"{name}: it cannot be read ({error}).") from error
    rows = [(row, cells) for row, cells in rows if any(cells)]
    if not rows:
        raise BadTable(f"{name}: it is empty.")
    header = [cell.casefold().replace(" ", "_") for cell in rows[0][1]]
    column = next((column for column in readers if column in header), None)
    if GROUP not in header or column is None:
        wanted = ", ".join(readers)
        raise BadTable(f"{name}: it needs a column {GROUP} and a column with the numbers ({wanted}).")
    table = Table(name, is_counted=readers[column] is _count)
    totals = _fill(table, rows[1:], header.index(GROUP), header.index(column), column, readers[column])
    _check_totals(table, totals)
    return table


def _fill(
    table: Table,
    rows: Sequence[tuple[int, list[str]]],
    group_at: int,
    number_at: int,
    column: str,
    read: Callable[[str], float],
) -> list[tuple[int, float]]:
    """Put the rows into the table; gives the totals found, with their rows."""
    seen: dict[str, int] = {}
    totals: list[tuple[int, float]] = []
    for row, cells in rows:
        group = " ".join(cells[group_at].split())[:LONGEST_NAME] if group_at < len(cells) else ""
        if not group:
            raise BadTable(
                f"{table.name}: {Finding(row, GROUP, 'It is empty.', 'Write which group this is.')}"
            )
        if _key(group) in seen:
            twice = Finding(
                row, GROUP, f"“{group}” is in row {seen[_key(group)]} too.", "Add them up to one row."
            )
            raise BadTable(f"{table.name}: {twice}")
        seen[_key(group)] = row
        cell = cells[number_at] if number_at < len(cells) else ""
        try:
            number = read(cell)
        except ValueError as error:
            short = " ".join(cell[:50].split())
            raise BadTable(f"{table.name}: {Finding(row, column, f'“{short}” {error}')}") from error
        if _key(group) in TOTALS:
            totals.append((row, number))
        else:
            (table.unsaid if _key(group) in UNSAID else table.numbers)[group] = number
    return totals


def _check_totals(table: Table, totals: Sequence[tuple[int, float]]) -> None:
    total = fsum([*table.numbers.values(), *table.unsaid.values()])
    for row, stated in totals:
        if abs(stated - total) > (0 if table.is_counted else ROUNDING):
            raise BadTable(
                f"{table.name}: row {row} says {stated:g} in total, but the other rows sum to {total:g}."
            )


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _count(cell: str) -> float:
    if not (cell.isascii() and cell.isdecimal() and len(cell) <= len(str(LARGEST))):
        raise ValueError("is no number of people. Write a whole number from 0 up, without commas.")
    return int(cell)


def _share(cell: str) -> float:
    if cell.endswith("%"):
        return _percent(cell)
    return _number(cell, 1, "is no share. Write a number between 0 and 1, such as 0.24.")


def _percent(cell: str) -> float:
    return (
        _number(cell.removesuffix("%").strip(), 100, "is no percentage. Write a number such as 24.1.") / 100
    )


def _number(cell: str, most: float, problem: str) -> float:
    try:
        number = float(cell)
    except ValueError:
        raise ValueError(problem) from None
    if not isfinite(number) or not 0 <= number <= most:
        raise ValueError(problem)
    return number
