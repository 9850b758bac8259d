"""How far coders agree, and what that lets the machine do.

Krippendorff's alpha is 1 - (disagreement seen / disagreement expected by chance), over all pairs of coders who looked
at the same unit; coders may be many, and each may have missed some. Source: K. Krippendorff, "Content analysis" (4th
ed. 2019), ch. 12, and "Computing Krippendorff's alpha-reliability" (2011). Cohen's kappa is the same idea for one
pair with each coder's own habits: J. Cohen, "A coefficient of agreement for nominal scales" (1960).

A unit may have several codes, so what is compared is the *set* of codes. Two sets differ by MASI: R. Passonneau,
"Measuring agreement on set-valued items (MASI)", LREC 2006. With one code each, sets are equal or wholly different,
and both measures are the nominal ones.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from listens.methods.themes.encoding import Floats

Codes = frozenset[str]
# What each coder gave to each unit that they looked at: {unit: {coder: codes}}; no codes means "looked, none".
Codings = Mapping[str, Mapping[str, Codes]]
Distance = Callable[[Any, Any], float]
RESAMPLES = 2_000


def masi(one: Collection[Hashable], other: Collection[Hashable]) -> float:
    """How far two sets of codes differ, 0 to 1: a part of the other is nearer than an overlap."""
    both, either = set(one) & set(other), set(one) | set(other)
    if not either or set(one) == set(other):
        return 0.0
    if not both:
        return 1.0
    near = 2 / 3 if both in (set(one), set(other)) else 1 / 3
    return 1 - near * len(both) / len(either)


def nominal(one: Hashable, other: Hashable) -> float:
    """Two values are the same (0) or not (1)."""
    return float(one != other)


def alpha(units: Iterable[Sequence[Hashable]], distance: Distance = nominal) -> float | None:
    """Krippendorff's alpha of the values that each unit was given, in any order, by those who looked at it.

    `distance`: how far two values differ, 0 to 1. Units with fewer than two values do not count. None where chance
    alone could not disagree: no pairs, or one value throughout.
    """
    pairable = [values for values in units if len(values) > 1]
    place, apart = _apart((value for unit in pairable for value in unit), distance)
    counts = np.zeros(len(place))
    seen = 0.0
    for unit in pairable:
        own = np.bincount([place[value] for value in unit], minlength=len(place)).astype(float)
        counts += own
        seen += float(own @ apart @ own) / (len(unit) - 1)
    total = counts.sum()
    expected = float(counts @ apart @ counts) / (total - 1) if total > 1 else 0.0
    return 1 - seen / expected if expected > 0 else None


def kappa(pairs: Sequence[tuple[Hashable, Hashable]], distance: Distance = nominal) -> float | None:
    """Cohen's kappa of two coders' values, unit by unit, weighted by `distance`. None as in `alpha`."""
    place, apart = _apart((value for pair in pairs for value in pair), distance)
    table = np.zeros((len(place), len(place)))
    for one, other in pairs:
        table[place[one], place[other]] += 1
    expected = float(table.sum(axis=1) @ apart @ table.sum(axis=0)) / max(len(pairs), 1)
    return 1 - float((table * apart).sum()) / expected if expected > 0 else None


def _apart(values: Iterable[Hashable], distance: Distance) -> tuple[dict[Hashable, int], Floats]:
    """A number for each different value, and how far each two differ."""
    place = {value: at for at, value in enumerate(dict.fromkeys(values))}
    apart = [[distance(one, other) for other in place] for one in place]
    return place, np.array(apart, float).reshape(len(place), len(place))


@dataclass(frozen=True)
class CodeAgreement:
    """One code: given or not. `num`: units that somebody gave it to. `low`, `high`: 95 %, by resampling units."""

    alpha: float | None
    low: float | None
    high: float | None
    num: int


@dataclass(frozen=True)
class Agreement:
    """All coders together. `units`: those that at least two looked at."""

    alpha: float | None
    kappas: dict[tuple[str, str], float | None]
    by_code: dict[str, CodeAgreement]
    units: int
    coders: tuple[str, ...]


def agreement(codings: Codings, seed: int = 0) -> Agreement:
    """Alpha over sets of codes, kappa of each pair of coders, alpha of each code with its interval."""
    units = {unit: given for unit, given in codings.items() if len(given) > 1}
    coders = tuple(sorted({coder for given in codings.values() for coder in given}))
    kappas = {}
    for one, other in combinations(coders, 2):
        pairs = [(given[one], given[other]) for given in units.values() if one in given and other in given]
        if pairs:
            kappas[one, other] = kappa(pairs, masi)
    names = sorted({code for given in units.values() for codes in given.values() for code in codes})
    return Agreement(
        alpha([list(given.values()) for given in units.values()], masi),
        kappas,
        {name: _of_code(name, units, seed) for name in names},
        len(units),
        coders,
    )


def _of_code(name: str, units: Codings, seed: int) -> CodeAgreement:
    many = np.array([len(given) for given in units.values()], float)
    have = np.array([sum(name in codes for codes in given.values()) for given in units.values()], float)
    values = resampled(have, many, seed)
    low, high = interval(values)
    return CodeAgreement(binary_alpha(have, many), low, high, int((have > 0).sum()))


def binary_alpha(have: Floats, many: Floats) -> float | None:
    """Alpha of one code: in each unit `have` of `many` coders (two or more) gave it."""
    value = _binary(2 * have * (many - have) / (many - 1), have, many, np.ones((1, len(many))))[0]
    return None if np.isnan(value) else float(value)


def resampled(have: Floats, many: Floats, seed: int = 0, num: int = RESAMPLES) -> Floats:
    """`binary_alpha` of `num` samples of the units, drawn with replacement; NaN where it is not defined."""
    size = len(many)
    if not size:
        return np.full(num, np.nan)
    rng = np.random.default_rng(seed)
    times = rng.multinomial(size, np.full(size, 1 / size), size=num).astype(float)
    return _binary(2 * have * (many - have) / (many - 1), have, many, times)


def interval(values: Floats, confidence: float = 0.95) -> tuple[float | None, float | None]:
    """The middle of resampled values; (None, None) when hardly any is defined."""
    known = values[~np.isnan(values)]
    if len(known) < len(values) / 2 or not len(known):
        return None, None
    low, high = np.quantile(known, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)


def _binary(seen: Floats, have: Floats, many: Floats, times: Floats) -> Floats:
    ones, total = times @ have, times @ many
    expected = 2 * ones * (total - ones) / np.maximum(total - 1, 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (times @ seen) / expected, np.nan)
