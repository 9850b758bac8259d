"""What is small, and how a count is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

TENTHS = 1000  # of a per cent, in a whole
SECONDS = 50.0  # a search may take


@dataclass(frozen=True)
class Rule:
    """Counts of people from 1 to `hide_below` - 1 are hidden; the others are rounded to the nearest `round_to`.

    Raises ValueError for a `hide_below` or `round_to` below 1.
    """

    hide_below: int = 8
    round_to: int = 5

    def __post_init__(self) -> None:
        if self.hide_below < 1 or self.round_to < 1:
            raise ValueError("Counts are hidden below 1 or more, and rounded to 1 or more.")

    def is_small(self, count: int) -> bool:
        return 0 < count < self.hide_below

    def rounded(self, count: int) -> int:
        """To the nearest `round_to`; a half goes up."""
        return (2 * count + self.round_to) // (2 * self.round_to) * self.round_to

    def shown(self, count: int) -> int | None:
        """A count that stands alone: rounded, None when it is hidden. 0 stays 0. Raises ValueError below 0."""
        if count < 0:
            raise ValueError("A count of people cannot be negative.")
        return None if self.is_small(count) else self.rounded(count)

    def percentage(self, part: int, whole: int) -> float | None:
        """Per cent, to one decimal, of the numbers as they are shown; None when either is hidden or nobody is there.

        One decimal says more than rounded numbers hold unless `whole` is 4,000 or more.
        Raises ValueError for a part below 0 or above the whole.
        """
        if part > whole:
            raise ValueError("A part cannot be more than the whole.")
        above, below = self.shown(part), self.shown(whole)
        if above is None or not below:
            return None
        return int(Fraction(above, below) * TENTHS + Fraction(1, 2)) / 10


# Source of "hes": NHS Digital, "Change to disclosure control methodology for HES and ECDS from September 2018".
# Of "mhsds": the same office's rule for the Mental Health Services Data Set. "below-10" is the plainer rule of many
# census tables and of safe havens, with nothing rounded.
PRESETS: Mapping[str, Rule] = {"hes": Rule(8, 5), "mhsds": Rule(5, 5), "below-10": Rule(10, 1)}
