"""What the machine may do with a code, by how well it agrees with people on notes coded blind by both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from listens.methods.themes.agreement import Codings, binary_alpha, interval, resampled
from listens.methods.themes.encoding import Floats

ENOUGH_ALPHA = 0.667  # Krippendorff's lowest for tentative conclusions
NO_WORSE_BY = 0.05
FEWEST_UNITS = 100


class Standing(StrEnum):
    COUNT = "machine may count"
    SUGGEST = "machine may suggest"
    PEOPLE = "people only"


@dataclass(frozen=True)
class Judged:
    """One code. `machine`: alpha of the machine against each person; `people`: among people; with 95 % intervals.

    `gap_low`: the low end of machine minus people, on the same resampled units.
    """

    standing: Standing
    machine: float | None
    low: float | None
    high: float | None
    people: float | None
    gap_low: float | None
    units: int


def judge(code: str, people: Codings, machine: dict[str, bool], seed: int = 0) -> Judged:
    """The standing of one code. `machine`: for each unit whether the machine gives the code, unseen by its learners.

    *May count*: at least 100 units, and alpha with people of 0.667 or more, or no worse than people among themselves
    by more than 0.05 even at the low end. *May suggest*: it agrees better than chance even at the low end. Else
    people only.
    """
    units = [unit for unit, given in people.items() if given and unit in machine]
    have = np.array([sum(code in codes for codes in people[unit].values()) for unit in units], float)
    many = np.array([len(people[unit]) for unit in units], float)
    says = np.array([machine[unit] for unit in units], bool)
    own, values = _against(have, many, says, seed)
    low, high = interval(values)
    both = many > 1
    among = binary_alpha(have[both], many[both]) if both.any() else None
    gap_low = _gap_low(have[both], many[both], says[both], seed) if both.sum() >= FEWEST_UNITS else None
    return Judged(_standing(own, low, gap_low, len(units)), own, low, high, among, gap_low, len(units))


def _standing(alpha: float | None, low: float | None, gap_low: float | None, units: int) -> Standing:
    if alpha is None or low is None:
        return Standing.PEOPLE
    is_good = alpha >= ENOUGH_ALPHA or (gap_low is not None and gap_low >= -NO_WORSE_BY)
    if units >= FEWEST_UNITS and is_good:
        return Standing.COUNT
    return Standing.SUGGEST if low > 0 else Standing.PEOPLE


def _against(have: Floats, many: Floats, says: Floats, seed: int) -> tuple[float | None, Floats]:
    """Alpha of the machine and a person, each person's pair with it one unit, weighed to one for each real unit."""
    times = _times(len(many), seed)
    if not len(many):
        return None, np.full(len(times), np.nan)
    share = have / many
    apart = 2 * np.where(says, 1 - share, share)
    ones = share + says
    values = _alpha(apart, ones, times)
    alone = float(_alpha(apart, ones, np.ones((1, len(many))))[0])
    return None if np.isnan(alone) else alone, values


def _gap_low(have: Floats, many: Floats, says: Floats, seed: int) -> float | None:
    among = resampled(have, many, seed, len(_times(len(many), seed)))
    return interval(_against(have, many, says, seed)[1] - among)[0]


def _times(size: int, seed: int, num: int = 2_000) -> Floats:
    """How often each unit is drawn: the same draws as `resampled`."""
    if not size:
        return np.zeros((num, 0))
    return np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), size=num).astype(float)


def _alpha(apart: Floats, ones: Floats, times: Floats) -> Floats:
    num, total = times @ ones, 2 * times.sum(axis=1)
    expected = 2 * num * (total - num) / np.maximum(total - 1, 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (times @ apart) / expected, np.nan)
