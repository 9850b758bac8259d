"""What came of making a table safe."""

from __future__ import annotations

from dataclasses import dataclass
from math import isinf
from typing import Any

PRIMARY, SECONDARY = "primary", "secondary"
Place = tuple[int, int]


@dataclass(frozen=True)
class Safe:
    """`table` is what may be published: rounded, None where hidden. The rest is for those who may see the counts.

    `hidden` says of each place (row, column, from 0) why; `audit` the least and the most that an outsider can work
    out for it, even one who knows every total to the person. `at_least`: so few had to be hidden besides small ones.
    """

    table: list[list[int | None]]
    hidden: dict[Place, str]
    audit: dict[Place, tuple[float, float]]
    at_least: int

    @property
    def num_secondary(self) -> int:
        return sum(why == SECONDARY for why in self.hidden.values())

    def as_dict(self) -> dict[str, Any]:
        """As the contract of `listens disclose` has it; no upper end is null."""
        return {
            "table": self.table,
            "hidden": [[*place, why] for place, why in sorted(self.hidden.items())],
            "audit": [
                {"cell": list(place), "low": _plain(low), "high": _plain(high)}
                for place, (low, high) in sorted(self.audit.items())
            ],
        }


def _plain(number: float) -> int | float | None:
    if isinf(number):
        return None
    return int(number) if number == int(number) else number
