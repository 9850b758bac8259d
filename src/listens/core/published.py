"""Numbers that may be published. A public template can print a number only from one of these values.

Three classes (decisions: "Numbers that may be published"): people counts, which pass the small-number rule and
change only at dated releases; public acts (ballots, pledges, turnout totals), which are exact and sourced; and
estimates with an interval. Printed as `<data data-number=...>` by the `{% number %}` tag.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


class Kind(StrEnum):
    PEOPLE = "people"
    ACT = "act"
    ESTIMATE = "estimate"


@dataclass(frozen=True)
class Published:
    """`value` is None when it is hidden. Made by `people_count`, `act` or `estimate`, nowhere else.

    A hidden number does not say why: that would tell whether it is small. `as_at_words`
    ("autumn 2025") stands for a date that is not known to the day; `is_at_least` for one published as "over".
    """

    kind: Kind
    value: int | float | None
    definition: str
    as_at: dt.date
    source: str
    low: float | None = None
    high: float | None = None
    as_at_words: str = ""
    is_at_least: bool = False

    def __str__(self) -> str:
        if self.value is None:
            return _("not shown")
        if isinstance(self.value, float) and not self.value.is_integer():
            return f"{self.value:,.1f}"
        whole = f"{int(self.value):,}"
        return _("at least %(n)s") % {"n": whole} if self.is_at_least else whole


def safe_count(n: int, *, hide_below: int, round_to: int) -> int | None:
    """The simple small-number rule: 0 stays 0, 1 to `hide_below` - 1 is hidden, the rest is rounded.

    Raises ValueError for a negative count.
    """
    if n < 0:
        raise ValueError("A count of people cannot be negative.")
    if 0 < n < hide_below:
        return None
    if round_to <= 1:
        return n
    return int((2 * n + round_to) // (2 * round_to) * round_to)


def people_count(value: int | None, *, definition: str, as_at: dt.date, source: str) -> Published:
    """A count of people or conversations out of a release, where disclosure control has already been at it."""
    return Published(Kind.PEOPLE, value, definition, as_at, source)


def act(
    value: int | float,
    *,
    definition: str,
    as_at: dt.date,
    source: str,
    as_at_words: str = "",
    is_at_least: bool = False,
) -> Published:
    """A public act: exact, with its source, as it was published."""
    return Published(
        Kind.ACT, value, definition, as_at, source, as_at_words=as_at_words, is_at_least=is_at_least
    )


def estimate(
    value: float, low: float, high: float, *, definition: str, as_at: dt.date, source: str
) -> Published:
    return Published(Kind.ESTIMATE, value, definition, as_at, source, low, high)
