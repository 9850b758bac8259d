"""Codes of voting slips: eight letters of 32 without look-alikes (40 bits), shown as `7KQD-M2XR`, kept nowhere.

What the database has are digests with a key that lies outside it: of the first half, which finds the slip, and of all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from listens.core import sealing
from listens.core.codes import new_code, plain
from listens.core.models import Area

LENGTH = 8
HALF = LENGTH // 2


@dataclass(frozen=True)
class Digests:
    """Of the first four letters, and of all eight; both are of nothing for what cannot be a code."""

    first: str
    whole: str


def digests(area: Area, code: str) -> Digests:
    letters = plain(code)
    letters = letters if len(letters) == LENGTH else ""
    return Digests(
        sealing.blind_index(area, f"voting slip, first half\n{letters[:HALF]}"),
        sealing.blind_index(area, f"voting slip\n{letters}"),
    )


def new_codes(area: Area, num: int, taken: Collection[str]) -> list[tuple[str, Digests]]:
    """So many new codes whose first halves are neither each other's nor among the digests `taken`."""
    made: dict[str, tuple[str, Digests]] = {}
    while len(made) < num:
        code = new_code(LENGTH)
        its = digests(area, code)
        if its.first not in taken:
            made.setdefault(its.first, (code, its))
    return list(made.values())
