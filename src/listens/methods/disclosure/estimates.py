"""A share that was reckoned from a random sample, told so coarsely that no exact count can be read out of it.

A share of a sample and its size give back how many of the sample it was: an exact count. So of `found` no more is told
than which of the stretches 1 to w, w + 1 to 2 w, 2 w + 1 to 3 w ... it lies in, w being what counts are hidden below,
and everything printed is worked out from that stretch and from rounded numbers alone. As the stretches end at
multiples of w, what one theme has beyond others, and what a later sample has beyond an earlier one, can still be 1 or
less and w - 1 or more wherever it is small: the rule of `protect`. And as the stretch begins no higher than the least
that the printed count of the same theme can be, every set of counts that fits what is printed without the estimates
fits it with them too.

The interval is Wilson's around the middle of the stretch (Korn and Graubard, as in `methods.themes.estimate`), at the
variance of the sample and of the place in the stretch together. Statistical offices publish a sample's estimates by
cell size and coefficient of variation, and do not look at the exact counts that stand beside them; here both stand on
one page.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, hypot, sqrt

from listens.methods.disclosure.rules import Rule

MANY = 1000  # read: from there on a tenth of a point says something
ROOM = 1e-9  # for what computing with fractions is off by
MORE = 1.25  # as wide as that no plain sample's own interval is, wherever in its stretch it lies


@dataclass(frozen=True)
class Sampled:
    """`found` of `num` that were read at random; `share`, `low` and `high` in [0, 1] as reckoned from them.

    `by_machine`: with a machine's help, so that `share` is not `found` / `num`.
    """

    share: float
    low: float
    high: float
    num: int
    found: int
    by_machine: bool


@dataclass(frozen=True)
class Told:
    """What may be printed: (value, lowest, highest) of a hundred, and of all. `num_read` is rounded."""

    of_hundred: tuple[float, float, float]
    of_all: tuple[int, int, int]
    num_read: int


def tell(one: Sampled, num_all: int, least: int, rule: Rule) -> Told | None:
    """What may be said of a share of `num_all` (as printed), or None: too few to say.

    `least` is the least that the printed count of the same can be. Nothing is told of a sample in which too few
    have it, nor where the low end of the interval would be fewer than are hidden.
    """
    stretch = reach(one.found, least, rule)
    if stretch[0] < width_of(rule) or not num_all:
        return None
    low, middle, high = _of_both(one, rule) if one.by_machine else _of_people(one, stretch, num_all, rule)
    low, high = max(low, 0.0), min(high, 1.0)
    middle = min(max(middle, low), high)
    if low * num_all < rule.hide_below:
        return None
    read, step = rule.rounded(one.num), rule.round_to
    finest = 10 if read >= MANY or low < 0.01 else 1  # parts of a point
    points = (
        round(100 * middle * finest),
        floor(100 * low * finest + ROOM),
        ceil(100 * high * finest - ROOM),
    )
    return Told(
        (points[0] / finest, points[1] / finest, points[2] / finest),
        (
            rule.rounded(round(middle * num_all)),
            floor(low * num_all / step + ROOM) * step,
            min(ceil(high * num_all / step - ROOM) * step, num_all),
        ),
        read,
    )


def width_of(rule: Rule) -> int:
    """How long a stretch is."""
    return max(rule.hide_below, rule.round_to)


def reach(found: int, least: int, rule: Rule) -> tuple[int, int]:
    """The least and the most that `found` can be for all that is told of it.

    What begins above `least` is told as if it were in the stretch of `least`, made long enough to hold every count that
    is printed alike: otherwise the sample would say that the printed count is not the least it can be.
    """
    width = width_of(rule)
    first, at = ((max(n, 1) - 1) // width * width + 1 for n in (found, least))
    if first < at:
        return first, first + width - 1
    return at, max(at + width - 1, least + rule.round_to - 1)


def _of_people(
    one: Sampled, stretch: tuple[int, int], num_all: int, rule: Rule
) -> tuple[float, float, float]:
    """Of the sample alone: all from the stretch and from rounded numbers."""
    read = rule.rounded(one.num)
    share = min(sum(stretch) / 2 / read, 1.0)
    half = rule.round_to // 2  # the numbers may be off by
    left = 1 - (read - half) / (num_all + half)
    low, high = _around(share, read, left, stretch[1] - stretch[0] + 1)
    if one.high - one.low > MORE * (high - low):  # no plain sample: its own interval says what it is worth
        return _wider(share, one, (stretch[1] - stretch[0] + 1) / read)
    return low, share, high


def _of_both(one: Sampled, rule: Rule) -> tuple[float, float, float]:
    """With the machine's help: by how much it moved and narrowed the range hangs on scores that nobody outside has."""
    width, read = width_of(rule), rule.rounded(one.num)
    at = floor(one.share * read / width) * width
    return _wider((at + width / 2) / read, one, width / read)


def _wider(share: float, one: Sampled, length: float) -> tuple[float, float, float]:
    """Its own interval, moved to the middle of the stretch and made wider by the stretch's own spread."""
    own = 1.96 * length / sqrt(12)
    return share - hypot(one.share - one.low, own), share, share + hypot(one.high - one.share, own)


def _around(share: float, num: int, left: float, length: int) -> tuple[float, float]:
    """The 95 % interval of a plain random sample of `num` that leaves a share of all; `found` is known to a stretch."""
    from scipy.stats import t as student  # slow to load: only where figures are made

    from listens.methods.intervals.shares import around

    spread = max(share * (1 - share), ROOM)
    variance = spread * left / max(num - 1, 1) + (length / num) ** 2 / 12
    return around(share, max(spread / variance, 1.0), float(student.ppf(0.975, max(num - 1, 1))))
