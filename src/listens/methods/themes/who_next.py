"""Whom to listen to next: not how many more conversations, but where they would bring most that is new."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from listens.methods.themes.encoding import Bools
from listens.methods.themes.saturation import Saturation, expected_new, saturation


@dataclass(frozen=True)
class Next:
    """One place or kind. `new_per_hundred`: new themes that 100 more conversations there would bring, on average."""

    group: Hashable
    saturation: Saturation
    new_per_hundred: float


def who_next(
    met: Bools, groups: Sequence[Hashable], sizes: Mapping[Hashable, float] | None = None
) -> list[Next]:
    """Places or kinds of organisation in the order in which listening would bring most that is new *there*.

    Those of which there is too little to say come first, the least heard before the others (by `sizes`, how many live
    or belong there; by conversations alone without).
    """
    if len(groups) != len(met):
        raise ValueError("Every conversation needs its group.")
    names = list(dict.fromkeys([*groups, *(sizes or {})]))
    found = []
    for name in names:
        rows = met[[group == name for group in groups]] if len(met) else met
        counts = rows.sum(axis=0)
        more = expected_new(counts, len(rows), 100)
        found.append(Next(name, saturation(rows), more))

    def order(one: Next) -> tuple[bool, float]:
        heard = one.saturation.conversations
        if one.saturation.verdict == "too few to say":
            return False, heard / sizes.get(one.group, 1.0) if sizes else heard
        return True, -one.new_per_hundred

    return sorted(found, key=order)
