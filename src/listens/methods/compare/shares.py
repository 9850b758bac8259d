"""Shares of two rounds, or of groups within a round, put side by side: a difference only where there is one.

Each call is one screen: the chances are adjusted together (Benjamini and Hochberg), so that of the differences
named on it at most one in twenty is expected to be false. A comparison with fewer than `FEWEST` people on a side is
not tested at all. Whether it is tested depends on the people heard and never on what they said, so that leaving it
out makes nothing look clearer than it is. Sources of the interval and of the test: `intervals`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from listens.methods.compare.power import smallest_difference
from listens.methods.intervals import chances
from listens.methods.intervals.counts import whole
from listens.methods.intervals.shares import difference

Verdict = Literal["higher", "lower", "no clear difference", "too few to say"]
FEWEST = 30  # heard on each side before a share is spoken of
ALPHA = 0.05


@dataclass(frozen=True)
class Part:
    """`count` of the `of` people who were heard. Raises ValueError when that cannot be."""

    count: int
    of: int

    def __post_init__(self) -> None:
        whole(self.count, "The number who said it")
        whole(self.of, "The number heard")
        if self.count > self.of:
            raise ValueError(f"{self.count} of {self.of}: more said it than were heard.")

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None when nobody was heard."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True)
class Comparison:
    """`part` against `other`: the differences are `part`'s share less `other`'s, in [-1, 1].

    `smallest_seen`: what this many people could show, starting from a share of a half (`compare.power`); None when
    they could show none. `low` and `high` are the 95 % interval of this difference alone, `chance` is adjusted for
    all of the call; all three are None where nothing was tested.
    """

    name: str
    part: Part
    other: Part
    smallest_seen: float | None
    verdict: Verdict
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None


def between_rounds(
    earlier: Mapping[str, Part], later: Mapping[str, Part], fewest: int = FEWEST
) -> list[Comparison]:
    """Each of the same shares, later against earlier, in the order of `later`. The rounds heard different people.

    Raises ValueError when a name is in one round only: what was not asked twice cannot be compared.
    """
    if odd := sorted(earlier.keys() ^ later.keys()):
        raise ValueError(f"“{odd[0]}” is in one of the rounds only, so it cannot be compared.")
    return compared({name: (part, earlier[name]) for name, part in later.items()}, fewest)


def between_groups(groups: Mapping[str, Part], fewest: int = FEWEST) -> list[Comparison]:
    """Each group against all the others together, in the order given. Nobody is in two groups.

    Raises ValueError when there are fewer than two groups.
    """
    if len(groups) < 2:
        raise ValueError("One group alone cannot be compared: two or more are needed.")
    count, of = (sum(getattr(part, name) for part in groups.values()) for name in ("count", "of"))
    return compared(
        {name: (part, Part(count - part.count, of - part.of)) for name, part in groups.items()}, fewest
    )


def compared(pairs: Mapping[str, tuple[Part, Part]], fewest: int = FEWEST) -> list[Comparison]:
    """The first of each pair against the second, all on one screen, in the order given.

    Raises ValueError when `fewest` is not a whole number from 1 up.
    """
    if whole(fewest, "The fewest people") < 1:
        raise ValueError("A comparison needs at least one person on each side.")
    tested = {
        name: chances.of_two_shares(part.count, part.of, other.count, other.of)
        for name, (part, other) in pairs.items()
        if min(part.of, other.of) >= fewest
    }
    adjusted = dict(zip(tested, chances.adjusted(list(tested.values())), strict=True))
    return [_comparison(name, part, other, adjusted.get(name)) for name, (part, other) in pairs.items()]


def _comparison(name: str, part: Part, other: Part, chance: float | None) -> Comparison:
    seen = smallest_difference(other.of, part.of) if part.of and other.of else None
    if chance is None:
        return Comparison(name, part, other, seen, "too few to say")
    gap = part.count / part.of - other.count / other.of
    verdict: Verdict = "no clear difference"
    if chance <= ALPHA and gap:
        verdict = "higher" if gap > 0 else "lower"
    low, high = difference(part.count, part.of, other.count, other.of)
    return Comparison(name, part, other, seen, verdict, gap, low, high, chance)
