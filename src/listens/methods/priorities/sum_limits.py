"""Limits a `.pb` header puts on the summed cost or points of one ballot.

Cities counted ballots that pass them, so they are remarked on and counted. Sums are whole numbers over one
denominator: a header may say 446829.4, and no cost may be rounded against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm

from listens.methods.priorities.election import Project, amount


@dataclass(frozen=True)
class SumLimits:
    """`costs` in units of 1/`unit`; each limit is (cost or points, least or most, number, number in units)."""

    limits: tuple[tuple[str, str, Fraction, Fraction | int], ...]
    costs: Mapping[str, int]
    unit: int

    @classmethod
    def of(cls, meta: Mapping[str, str], projects: Mapping[str, Project]) -> SumLimits:
        """The limits a header states."""
        stated = (
            (kind, word, amount(meta.get(f"{key}_sum_{kind}", "")))
            for kind in ("cost", "points")
            for key, word in (("min", "least"), ("max", "most"))
        )
        unit = lcm(*(project.cost.denominator for project in projects.values()))
        limits = tuple(
            (kind, word, limit, _whole(limit * unit if kind == "cost" else limit))
            for kind, word, limit in stated
            if limit is not None
        )
        return cls(limits, {name: int(project.cost * unit) for name, project in projects.items()}, unit)

    def remarks(self, choices: Iterable[str], points: str) -> Iterator[tuple[str, str, str]]:
        """(column, problem, what is done) for each limit that a vote with these choices and points passes."""
        for kind, word, limit, bound in self.limits:
            total = sum(map(self.costs.__getitem__, choices)) if kind == "cost" else _points(points)
            if total < bound if word == "least" else total > bound:
                verb = "comes" if kind == "cost" else "come"
                told = float(Fraction(total, self.unit) if kind == "cost" else total)
                problem = f"The {kind} {verb} to {told:.12g}; the {word} is {float(limit):.12g}."
                column = "vote" if kind == "cost" else "points"
                yield column, problem, "Its ticks are counted as they stand."


@lru_cache(maxsize=100_000)
def _points(text: str) -> Fraction | int:
    """The same few texts come again and again: 33,000 ballots of one city have six."""
    parts = text.split(",")
    if all(map(str.isdecimal, parts)):
        return sum(map(int, parts))
    return sum((amount(part) or Fraction(0) for part in parts), Fraction(0))


def _whole(number: Fraction) -> Fraction | int:
    """A whole number where it is one: they are compared ten times as fast."""
    return number.numerator if number.denominator == 1 else number
