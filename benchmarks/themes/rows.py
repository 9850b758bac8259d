"""A line of the table of themes: what was measured, what came out, what we hold ourselves to, and whether it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

NUMBER = re.compile(r"-?\d*\.?\d+")


@dataclass(frozen=True)
class Row:
    """`ours` and `peers` are words; a peer that was not measured is left out.

    `is_met` is read off the words where nobody gave it: each number of "≥ .55 / .80" or "≤ 1.5" against ours in turn.
    """

    what: str
    ours: str
    target: str = ""
    is_met: bool | None = None
    peers: dict[str, str] = field(default_factory=dict)

    @property
    def sign(self) -> str:
        met = self.is_met
        if met is None and self.target[:1] in ("≥", "≤"):
            pairs = list(zip(_numbers(self.target), _numbers(self.ours), strict=False))
            at_least = self.target.startswith("≥")
            met = bool(pairs) and all(ours >= aim if at_least else ours <= aim for aim, ours in pairs)
        return {True: "met", False: "MISSED", None: ""}[met]

    def __str__(self) -> str:
        return f"{self.what:<66} {self.ours:<34} {self.target:<18} {self.sign}"


def _numbers(words: str) -> list[float]:
    return [float(each) for each in NUMBER.findall(words.replace(",", ""))]


def show(rows: Iterable[Row]) -> int:
    """Print each as it comes. 1 when a target was missed, else 0."""
    missed = False
    for row in rows:
        print(row, flush=True)
        missed |= row.sign == "MISSED"
    return int(missed)


def as_table(rows: list[Row]) -> str:
    """Markdown, a column for each peer that any row has."""
    names = list(dict.fromkeys(name for row in rows for name in row.peers))
    head = ["", "ours", "target", "", *names]
    lines = [head, ["---"] * len(head)]
    lines += [
        [row.what, row.ours, row.target, row.sign, *(row.peers.get(n, "") for n in names)] for row in rows
    ]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
