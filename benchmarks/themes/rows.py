"""A line of the table: what was measured, what came out for each, and what we hold ourselves to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """`ours` and `peers` are words; a peer that was not measured is left out."""

    what: str
    ours: str
    target: str = ""
    peers: dict[str, str] = field(default_factory=dict)


def as_table(rows: list[Row]) -> str:
    """Markdown, a column for each peer that any row has."""
    names = list(dict.fromkeys(name for row in rows for name in row.peers))
    head = ["", "ours", "target", *names]
    lines = [
        head,
        ["---"] * len(head),
        *([row.what, row.ours, row.target, *(row.peers.get(n, "") for n in names)] for row in rows),
    ]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
