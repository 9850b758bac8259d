"""A table of people with its totals, checked before anything is hidden in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

TOTAL = "Total"
A_TOTAL = re.compile(r"\b(sub-?|grand[ -]?)?totals?\b", re.IGNORECASE)
MOST = 1_000_000_000  # people; beyond it a count is a slip, and floating point would blur it
Key = frozenset[tuple[str, str]]  # what a count is of: {("borough", "Lambeth"), ("age", "18 to 24")}


class Unfit(ValueError):
    """The table cannot be published as it is. The text is one sentence that says why and what to do."""


def is_total(label: str) -> bool:
    return label.strip().casefold() == "total"


@dataclass(frozen=True)
class Frame:
    """What the places of a table stand for. `rows` and `columns` may hold totals, named `Total`.

    `rows` has one label for each row, or several where rows lie in one another (borough, ward) or cross (age, sex);
    `names` says what the labels are of, the columns' last. `within` is what the whole table is limited to. Counts of
    two tables with the same labels under the same names are the same count.
    Raises Unfit for labels that are missing or there twice, and for fewer than two rows beside totals.
    """

    rows: Sequence[tuple[str, ...]]
    columns: Sequence[str]
    names: Sequence[str] = ()
    within: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.rows or not self.columns:
            raise Unfit("The table is empty: give it a row and a column of counts.")
        if not self.names:
            object.__setattr__(self, "names", (*_unnamed(len(self.rows[0])), "column"))
        _check_labels(self)

    def labels(self, row: int, column: int) -> tuple[str, ...]:
        """Of one count: the row's, then the column's."""
        return (*self.rows[row], self.columns[column])

    def key(self, labels: Sequence[str]) -> Key:
        """What a count is of, totals left out."""
        own = {(name, label) for name, label in zip(self.names, labels, strict=True) if not is_total(label)}
        return frozenset(own | set(self.within.items()))

    def places(self) -> Iterator[tuple[int, int, bool]]:
        """Every (row, column, whether it is a total)."""
        for row in range(len(self.rows)):
            for column in range(len(self.columns)):
                yield row, column, any(map(is_total, self.labels(row, column)))

    def inner(self) -> list[tuple[int, int]]:
        return [(row, column) for row, column, total in self.places() if not total]

    def by_margin(self, kept: Sequence[bool]) -> dict[tuple[str, ...], list[tuple[int, int]]]:
        """The inner counts that add up to each total whose labels are kept at these positions."""
        groups = defaultdict(list)
        for row, column in self.inner():
            labels = self.labels(row, column)
            groups[tuple(label if keep else TOTAL for label, keep in zip(labels, kept, strict=True))].append(
                (row, column)
            )
        return dict(groups)

    def called(self, labels: Sequence[str]) -> str:
        """One count in words: “Lambeth, 18 to 24”."""
        told = [label for label in labels if not is_total(label)]
        return f"“{', '.join(told)}”" if told else "everybody"


@dataclass(frozen=True)
class Table(Frame):
    """A frame with whole numbers of people in it.

    Raises Unfit for rows of different lengths, counts that are no counts, and totals that disagree.
    """

    counts: Sequence[Sequence[int]] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.counts) != len(self.rows) or any(len(line) != len(self.columns) for line in self.counts):
            raise Unfit("The rows of the table are not all of the same length.")
        _check_counts(self)
        _check_totals(self)
        _check_names_of_totals(self)


def _unnamed(num_labels: int) -> list[str]:
    return ["row"] if num_labels == 1 else [f"row {place}" for place in range(1, num_labels + 1)]


def _check_labels(table: Frame) -> None:
    if any(len(labels) + 1 != len(table.names) for labels in table.rows):
        raise Unfit("The rows of the table do not all have the same number of labels.")
    for what, labels in (("row", table.rows), ("column", [(column,) for column in table.columns])):
        seen: set[tuple[str, ...]] = set()
        for label in labels:
            plain = tuple(TOTAL if is_total(part) else part.strip() for part in label)
            if not all(plain):
                raise Unfit(f"A {what} has no name: give it one.")
            if plain in seen:
                raise Unfit(
                    f"Two {what}s are called “{', '.join(plain)}”: join them or give each its own name."
                )
            seen.add(plain)
    if len([labels for labels in table.rows if not any(map(is_total, labels))]) < 2:
        raise Unfit("The table has fewer than two rows beside the total: write it with one count to a row.")
    if all(map(is_total, table.columns)):
        raise Unfit("The table holds only totals: give it the counts they are made of.")


def _check_counts(table: Table) -> None:
    for row, column, _ in table.places():
        count, where = table.counts[row][column], table.called(table.labels(row, column))
        if isinstance(count, bool) or not isinstance(count, int):
            raise Unfit(f"{where} is {count}: people are counted in whole numbers.")
        if count < 0:
            raise Unfit(f"{where} is {count}: a count of people cannot be negative.")
        if count > MOST:
            raise Unfit(f"{where} is more than a thousand million people: check it.")


def _check_totals(table: Table) -> None:
    printed = {
        tuple(TOTAL if is_total(part) else part for part in table.labels(row, column)): table.counts[row][
            column
        ]
        for row, column, total in table.places()
        if total
    }
    for labels, count in printed.items():
        parts = table.by_margin([not is_total(label) for label in labels]).get(labels)
        where = "The total of " + table.called(labels)
        if parts is None:
            raise Unfit(f"{where} stands for no row of the table: take it out or add its rows.")
        if (found := sum(table.counts[row][column] for row, column in parts)) != count:
            raise Unfit(f"{where} says {count}, but its counts make {found}: put right whichever is wrong.")


def _check_names_of_totals(table: Table) -> None:
    """A total under another name would be taken for a count, and would give the others away."""
    for labels in [*table.rows, *((column,) for column in table.columns)]:
        if any(A_TOTAL.search(label) and not is_total(label) for label in labels):
            raise Unfit(
                f"“{', '.join(labels)}” seems to be a total: call it {TOTAL}, or something else if it is none."
            )
    inner = table.inner()
    rows, columns = sorted({row for row, _ in inner}), sorted({column for _, column in inner})
    lines = [(table.rows[row], [table.counts[row][column] for column in columns]) for row in rows]
    turned = [((table.columns[column],), [table.counts[row][column] for row in rows]) for column in columns]
    for one_way in (lines, turned):
        groups = defaultdict(list)
        for labels, counts in one_way:
            groups[labels[:-1]].append((labels, counts))
        for group in groups.values():
            whole = [sum(counts) for counts in zip(*(counts for _, counts in group), strict=True)]
            for labels, counts in group:
                if (
                    len(group) > 2
                    and len(counts) > 1
                    and any(counts)
                    and [2 * count for count in counts] == whole
                ):
                    raise Unfit(
                        f"“{', '.join(labels)}” is the sum of the others: call it {TOTAL}, or leave it out."
                    )
