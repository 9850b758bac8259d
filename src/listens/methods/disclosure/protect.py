"""A table made safe: small counts hidden, the fewest others hidden with them, and an audit of what is left."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from listens.methods.disclosure.attack import ranges
from listens.methods.disclosure.cells import Cells, join
from listens.methods.disclosure.network import Numbers
from listens.methods.disclosure.problem import Problem, needs_of
from listens.methods.disclosure.rules import SECONDS, Rule
from listens.methods.disclosure.safe import PRIMARY, SECONDARY, Safe
from listens.methods.disclosure.search import fewest
from listens.methods.disclosure.tables import Table, Unfit


def disclose(table: Table, rule: Rule, seconds: float = SECONDS) -> Safe:
    """One table made safe. Raises Unfit, as `protect` does."""
    return protect([table], rule, seconds)[0]


def protect(tables: Sequence[Table], rule: Rule, seconds: float = SECONDS) -> list[Safe]:
    """Tables made from the same people, made safe together: a count they share is hidden in all or in none.

    Counts are people. What is hidden is chosen as if nothing were rounded, for totals are often known elsewhere;
    rounding comes on top. Totals stay. `seconds` is for the search as a whole.
    Raises Unfit, in one sentence, for tables that disagree, a total that is small itself, a small count that
    its totals give away whatever is hidden, and a search that does not end in time. Then nothing may be published.
    """
    cells = join(tables)
    _refuse_small_totals(tables, rule)
    small = [cell for cell, count in enumerate(cells.counts) if rule.is_small(int(count))]
    hidden, at_least = search(cells, small, small, rule, seconds)
    found = ranges(cells, hidden)
    for cell in small:
        least, most = found[cell]
        if least > 1 or most < rule.hide_below - 1:
            raise Unfit(
                f"{cells.called[cell]} could still be worked out: join its row or its column with another."
            )
    place_of = {key: cell for cell, key in enumerate(cells.keys)}
    return [_safe(table, place_of, set(small), found, at_least, rule) for table in tables]


def _refuse_small_totals(tables: Sequence[Table], rule: Rule) -> None:
    for table in tables:
        for row, column, is_total in table.places():
            if is_total and rule.is_small(table.counts[row][column]):
                raise Unfit(
                    f"The total of {table.called(table.labels(row, column))} is itself below {rule.hide_below}: "
                    "join it with another, or leave it out."
                )


def search(
    cells: Cells,
    small: Sequence[int],
    anyway: Sequence[int],
    rule: Rule,
    seconds: float = SECONDS,
    worth: Numbers | None = None,
) -> tuple[set[int], int]:
    """The cells to hide, and the least that the others must be worth together (their number, where all are worth 1).

    `anyway` are hidden whatever comes, the small ones among them. Raises Unfit where no set will do, or none was
    found in time.
    """
    until = monotonic() + seconds
    hidden, at_least, needy = set(anyway), 0, set(small)
    for part in cells.parts():
        place = {cell: at for at, cell in enumerate(part)}
        own = [place[cell] for cell in anyway if cell in place]
        sums = csr_array(cells.sums[:, part])
        sums = sums[np.unique(sums.nonzero()[0])]
        if not own or not sums.shape[0]:
            continue
        counts = cells.counts[part]
        needs = needs_of(counts, [place[cell] for cell in part if cell in needy], rule.hide_below)
        problem = Problem(sums, counts, own, needs, None if worth is None else worth[part])
        if not problem.unmet(own):
            continue
        choice = fewest(problem, until - monotonic())
        if choice is None and (lost := problem.unmet(range(len(part)))):
            raise Unfit(
                f"{cells.called[part[lost[0][0]]]} is below {rule.hide_below} and its totals give it away, "
                "whatever else is hidden: join its row or its column with another."
            )
        if choice is None:
            raise Unfit(
                f"The table was not made safe within {seconds:g} seconds: publish fewer columns, a table for each "
                "borough with its own totals, or two-way tables in place of a three-way one."
            )
        hidden |= {part[at] for at in choice.hidden}
        at_least += choice.at_least
    return hidden, at_least


def _safe(
    table: Table,
    place_of: dict[Any, int],
    small: set[int],
    found: dict[int, tuple[float, float]],
    at_least: int,
    rule: Rule,
) -> Safe:
    shown: list[list[int | None]] = [[rule.rounded(count) for count in line] for line in table.counts]
    hidden, audit = {}, {}
    for row, column in table.inner():
        cell = place_of.get(table.key(table.labels(row, column)))
        if cell is not None and cell in found:
            shown[row][column] = None
            hidden[row, column] = PRIMARY if cell in small else SECONDARY
            audit[row, column] = found[cell]
    return Safe(shown, hidden, audit, at_least)
