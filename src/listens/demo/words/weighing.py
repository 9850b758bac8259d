"""How often each theme comes up, and which themes come up together."""

from bisect import bisect
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from .line import Line
from .pages import sections
from .themes import themes
from .tongues import tongues

_PAGE: Final = sections("weights.txt")
USUAL: Final = {slug: float(weight) for slug, weight in (line.split() for line in _PAGE["usual"])}
_NEAR: Final = {line.split(":")[0]: tuple(line.split(":")[1].split()) for line in _PAGE["come up together"]}


class Wheel(NamedTuple):
    """Names to be drawn, each as often as its weight says."""

    names: tuple[str, ...]
    sums: tuple[float, ...]

    def turn(self, chance: Callable[[], float]) -> str:
        """A name drawn by weight."""
        return self.names[bisect(self.sums, chance() * self.sums[-1], 0, len(self.sums) - 1)]


def wheel(weights: Mapping[str, float]) -> Wheel:
    """A wheel of the names with a weight above zero."""
    kept = {name: weight for name, weight in weights.items() if weight > 0}
    return Wheel(tuple(kept), tuple(accumulate(kept.values())))


class Weighing(NamedTuple):
    """The wheels of one set of weights."""

    tops: Wheel
    near: dict[str, Wheel]
    subs: dict[str, Wheel]
    tongues: dict[str, tuple[tuple[str, Line], ...]]


@lru_cache(maxsize=64)
def _weighing(weights: tuple[tuple[str, float], ...]) -> Weighing:
    given = dict(weights)
    children: dict[str, dict[str, float]] = {}
    for theme in themes():
        if theme.parent:
            siblings = children.setdefault(theme.parent, {})
            # The first sub-themes of the codebook are the ones people bring up most.
            siblings[theme.slug] = (len(siblings) + 1) ** -0.35
    unknown = set(given) - set(children)
    if unknown:
        raise ValueError(f"no top-level theme called {', '.join(sorted(unknown))}")
    if min(given.values(), default=0) < 0 or sum(given.values()) <= 0:
        raise ValueError("weights cannot be below zero, and at least one must be above it")
    near = {}
    for top in children:
        close = {other: given.get(other, 0.0) for other in _NEAR[top]}
        near[top] = wheel(close if sum(close.values()) else given)
    parents = {theme.slug: theme.parent or "" for theme in themes()}
    spoken = {
        code: tuple((slug, line) for slug, line in tongue.lines if given.get(parents[slug], 0) > 0)
        for code, tongue in tongues().items()
    }
    return Weighing(wheel(given), near, {top: wheel(subs) for top, subs in children.items()}, spoken)


def weighing(weights: Mapping[str, float] | None) -> Weighing:
    """The wheels for ``weights``, or for the usual ones; worked out once for each set of weights."""
    return _weighing(tuple((USUAL if weights is None else weights).items()))
