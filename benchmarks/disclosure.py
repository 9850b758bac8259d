"""How long it takes to make tables safe, beside the integer programme as the textbook writes it.

*Ours*: cutting planes, then the audit of every hidden count. *Whole programme*: one integer programme that holds a
whole table for each small count and direction (Fischetti and Salazar's first model), given to the same solver, HiGHS,
without an audit; stopped at the limit. The counts are made up, skewed as people's are. Exit code 1 above a limit.

    make bench-disclosure
"""

from __future__ import annotations

import sys
from time import perf_counter

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, coo_array, csr_array, identity

from listens.methods.disclosure.cells import Cells, join
from listens.methods.disclosure.problem import needs_of
from listens.methods.disclosure.protect import disclose
from listens.methods.disclosure.rules import PRESETS
from listens.methods.disclosure.tables import TOTAL, Table, Unfit

RULE = PRESETS["hes"]
SEED = 20260503
NUM_BOROUGHS, NUM_WARDS = 12, 256


def made(rng: np.random.Generator, height: int, width: int, middle: float) -> np.ndarray:
    """Counts around `middle` people, some rows and columns larger; no total is itself small."""
    sizes = rng.lognormal(0, 0.5, (height, 1)) * rng.lognormal(0, 0.5, (1, width))
    counts = rng.poisson(middle * sizes)
    counts[:, 0] += 8 * (counts.sum(axis=1) < 2 * RULE.hide_below)
    return counts


def plain(counts: np.ndarray) -> Table:
    with_columns = np.concatenate((counts, counts.sum(axis=1, keepdims=True)), axis=1)
    whole = np.concatenate((with_columns, with_columns.sum(axis=0, keepdims=True)))
    return Table(
        rows=[*((f"r{at}",) for at in range(len(counts))), (TOTAL,)],
        columns=[*(f"c{at}" for at in range(counts.shape[1])), TOTAL],
        counts=whole.tolist(),
    )


def by_borough(counts: np.ndarray) -> Table:
    """Wards in boroughs, each borough with its totals, and the total of all."""
    wide = np.concatenate((counts, counts.sum(axis=1, keepdims=True)), axis=1)
    rows, lines = [], []
    for number, wards in enumerate(np.array_split(np.arange(len(counts)), NUM_BOROUGHS)):
        rows += [(f"b{number}", f"w{ward}") for ward in wards] + [(f"b{number}", TOTAL)]
        lines += [*wide[wards].tolist(), wide[wards].sum(axis=0).tolist()]
    rows.append((TOTAL, TOTAL))
    lines.append(wide.sum(axis=0).tolist())
    columns = [*(f"c{at}" for at in range(counts.shape[1])), TOTAL]
    return Table(rows=rows, columns=columns, counts=lines, names=["borough", "ward", "column"])


def whole_programme(cells: Cells, seconds: float) -> tuple[float, int | None]:
    """Seconds, and the proved fewest or None: for each need a table z with A z = 0 and -count y <= z <= most y."""
    started = perf_counter()
    small = [at for at, count in enumerate(cells.counts) if RULE.is_small(int(count))]
    needs = needs_of(cells.counts, small, RULE.hide_below)
    num = len(cells.counts)
    most = RULE.hide_below  # in rows and columns nobody need move further
    down, up = np.minimum(cells.counts, most), np.full(num, most)
    blocks, low, high = [], [], []
    for number, (cell, sign, need) in enumerate(needs):
        goal = csr_array(([float(sign)], ([0], [cell])), shape=(1, num))
        for of_y, of_z, least, largest in (
            (None, cells.sums, np.zeros(cells.sums.shape[0]), np.zeros(cells.sums.shape[0])),
            (csr_array(np.diag(down)), identity(num), np.zeros(num), np.full(num, np.inf)),
            (csr_array(np.diag(-up)), identity(num), np.full(num, -np.inf), np.zeros(num)),
            (None, goal, np.array([need]), np.array([np.inf])),
        ):
            line = [None] * (len(needs) + 1)
            line[0] = coo_array((of_z.shape[0], num)) if of_y is None else of_y
            line[number + 1] = of_z
            blocks.append(line)
            low.append(least)
            high.append(largest)
    fixed = np.zeros(num)
    fixed[small] = 1
    cost = np.concatenate((1 - fixed, np.zeros(num * len(needs))))
    answer = milp(
        cost,
        integrality=np.concatenate((np.ones(num), np.zeros(num * len(needs)))),
        bounds=Bounds(
            np.concatenate((fixed, np.full(num * len(needs), -np.inf))),
            np.concatenate((np.ones(num), np.full(num * len(needs), np.inf))),
        ),
        constraints=LinearConstraint(
            block_array(blocks, format="csr"), np.concatenate(low), np.concatenate(high)
        ),
        options={"time_limit": seconds},
    )
    return perf_counter() - started, None if answer.status else round(answer.fun)


def measure(name: str, table: Table, limit: float, with_peer: bool) -> bool:
    cells = join([table])
    num_small = sum(RULE.is_small(int(count)) for count in cells.counts)
    started = perf_counter()
    try:
        safe = disclose(table, RULE)
        said = f"{safe.num_secondary} (at least {safe.at_least})"
    except Unfit as error:
        said = f"refused: {error}"
    took = perf_counter() - started
    peer = "not run"
    if with_peer:
        seconds, fewest = whole_programme(cells, max(limit, 30.0))
        peer = f"{seconds:.2f} s, {'no answer' if fewest is None else fewest}"
    print(f"| {name} | {num_small} | {said} | {took:.2f} s | {took / limit:.2f} | {peer} |", flush=True)
    return took <= limit


def main() -> int:
    rng = np.random.default_rng(SEED)
    print(
        "| table | small | hidden beside | ours | share of the limit | whole programme |\n|---|---|---|---|---|---|"
    )
    disclose(plain(made(rng, 4, 4, 10)), RULE)  # SciPy is loaded
    kept = [measure("8 × 6, about 20 people a count", plain(made(rng, 8, 6, 20)), 2, with_peer=True)]
    for middle in (8, 15, 30, 60):
        table = plain(made(rng, 40, 12, middle))
        kept.append(measure(f"40 × 12, about {middle}", table, 2, with_peer=middle == 60))
    for middle in (12, 25):
        counts = made(rng, NUM_WARDS, 6, middle)
        kept.append(
            measure(f"256 wards × 6 in boroughs, about {middle}", by_borough(counts), 60, with_peer=False)
        )
        kept.append(measure(f"256 wards × 6, one total, about {middle}", plain(counts), 60, with_peer=False))
    print("Every limit was kept." if all(kept) else "A limit was not kept.")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
