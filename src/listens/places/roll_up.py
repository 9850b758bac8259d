"""From small areas to wards, boroughs and the whole area: counts are added up, scores weighed by residents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

Values = Sequence[float | None]
Pairs = list[list[object]]
DECILE = "IMD_decile"
Group = TypeVar("Group")


def added(categories: Sequence[str], rows: Sequence[Values]) -> Pairs:
    return [[name, int(sum(row[at] or 0 for row in rows))] for at, name in enumerate(categories)]


def weighed(categories: Sequence[str], rows: Sequence[Values], residents: Sequence[int]) -> Pairs:
    """Averages weighted by residents; numerators added up. Ranks and deciles say nothing about several places.

    What the source leaves out counts neither in the average nor in its weight.
    """
    pairs: Pairs = []
    for at, name in enumerate(categories):
        had = [(row[at], weight) for row, weight in zip(rows, residents, strict=True) if row[at] is not None]
        if not had or name.endswith(("_rank", "_decile")):
            continue
        if name.endswith("_numerator"):
            pairs.append([name, sum(value for value, _weight in had if value is not None)])
        elif whole := sum(weight for _value, weight in had):
            total = sum(value * weight for value, weight in had if value is not None)
            pairs.append([name, round(total / whole, 6)])
    if DECILE in categories:
        deciles = [row[categories.index(DECILE)] or 0 for row in rows]
        pairs.append(["small areas", len(deciles)])
        pairs.append(["in the most deprived tenth", sum(decile == 1 for decile in deciles)])
        pairs.append(["in the most deprived fifth", sum(decile in (1, 2) for decile in deciles)])
    return [*pairs, ["residents", sum(residents)]]


def as_published(categories: Sequence[str], row: Values) -> Pairs:
    return [[name, value] for name, value in zip(categories, row, strict=True) if value is not None]


def complete(
    groups: Mapping[Group, Sequence[str]], has: Mapping[str, object]
) -> tuple[list[Group], dict[Group, int]]:
    """The groups all of whose members are there, and how many members each of the others lacks."""
    lacking = {group: sum(member not in has for member in members) for group, members in groups.items()}
    return (
        [group for group, num in lacking.items() if not num and groups[group]],
        {group: num for group, num in lacking.items() if num},
    )
