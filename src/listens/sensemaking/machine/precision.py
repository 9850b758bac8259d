"""How often suggestions of one theme were right, on notes that people had decided unaided and the model had not seen.

People who see a suggestion tend to follow it: what they decide beside it says that it is right more often than it is.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

CUTS = (0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5)
FEWEST_CHECKED = 20
LEAST_PRECISION = 0.8


@dataclass(frozen=True)
class Precision:
    """Of `num_checked` suggestions with at least the score `cut`, `num_right` were right: between `low` and `high`."""

    cut: float
    num_checked: int
    num_right: int
    low: float
    high: float

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def precision(scores: NDArray[Any], is_right: NDArray[Any], floor: float) -> Precision | None:
    """The widest band that may be accepted together, or None.

    The cuts are asked in a fixed order, the strictest first, and the first that fails ends it: so looking at many
    cuts does not make a lucky one pass (fixed-sequence testing). A band passes when the lower end of its 95 % Wilson
    interval is at least 0.8. Bands with fewer than twenty checked notes say nothing and are passed over.
    """
    from listens.methods.intervals.shares import (
        wilson,
    )  # here: it takes a second, and every process reads this file

    found = None
    for cut in (each for each in CUTS if each >= floor):
        chosen = scores >= cut
        checked, right = int(chosen.sum()), int(is_right[chosen].sum())
        if checked < FEWEST_CHECKED:
            continue
        low, high = wilson(right, checked)
        if low < LEAST_PRECISION:
            break
        found = Precision(cut, checked, right, round(low, 4), round(high, 4))
    return found


def precisions(
    held_out: NDArray[Any], decided: NDArray[np.bool_], ids: list[str], floor: float
) -> dict[str, dict[str, Any]]:
    """{theme id: figures}, for themes that have a band."""
    bands = {pk: precision(held_out[:, n], decided[:, n], floor) for n, pk in enumerate(ids)}
    return {pk: band.as_dict() for pk, band in bands.items() if band}
