"""How many notes, conversations or people a code has, from an audit of some by people and the machine's chances for
all.

The machine's own count is wrong by whatever it gets wrong. Prediction-powered inference takes the machine's mean over
*everything* and corrects it by what people found in a random sample: unbiased however bad the machine, narrower than
the sample alone when it is good. With a share `lam` of the machine's chances f and the answers y of the sample,

    estimate = lam * mean of f over all + mean of (y - lam * f) over the sample,

where `lam` is chosen for the least variance (power tuning) and held in [0, 1]. As all that was said is known and
finite, the variance is that of the sample of y - lam * f alone, less the part already looked at.

Sources: A. N. Angelopoulos, S. Bates, C. Fannjiang, M. I. Jordan and T. Zrnic, "Prediction-powered inference",
Science 382 (2023); A. N. Angelopoulos, J. C. Duchi and T. Zrnic, "PPI++" (2023, arXiv:2311.01453), for `lam`; T.
Zrnic and E. J. Candès, "Cross-prediction-powered inference", PNAS 121 (2024), for chances by learners that had not
seen the note; C.-E. Särndal, B. Swensson and J. Wretman, "Model assisted survey sampling" (1992), sections 5.10 and
8, for the finite population and for clusters; E. L. Korn and B. I. Graubard, "Confidence intervals for proportions
with small expected number of positive counts estimated from survey data", Survey Methodology 24 (1998), for the
interval: Clopper and Pearson's, at the number of independent answers that would vary as much. It never leaves [0, 1].
Wilson's is right on average over all codes. But a code is told of only where enough was found of it: of 37 codes of
real comments, where ten were found among 400, Wilson's would hold .940 of the truths, Clopper and Pearson's .955, and
is 4 % wider.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm
from scipy.stats import t as student

from listens.methods.intervals.shares import exact
from listens.methods.themes.encoding import Bools, Floats, Ints

FEWEST = 50  # answers, below which the machine is not asked
FEWEST_EACH = 5  # clusters with the code, and without it
SOME = (
    3.0  # clusters of the rarer kind at which the sample's own spread counts as much as that of the answers
)


@dataclass(frozen=True)
class Estimate:
    """A share in [0, 1] with its 95 % interval.

    `num`: how many were audited, in `num_clusters` conversations; `found`: how many of them have the code. `lam`: how
    much the machine counted (0: not at all). `method`: "counted" (everything was audited), "machine and people",
    "people" (the sample alone) or "nothing known" (no audit; the interval is 0 to 1).
    """

    share: float
    low: float
    high: float
    num: int
    num_clusters: int
    found: int
    lam: float
    method: str


def estimate(
    chances: Floats,
    audited: Bools,
    has: Bools,
    weights: Floats | None = None,
    clusters: Ints | None = None,
    confidence: float = 0.95,
) -> Estimate:
    """The share of all units that have a code.

    `chances`: (units,) the machine's, those of audited units from learners that had not seen them. `audited`: a
    random sample of units, or of whole clusters. `has`: what people found, read where audited. `weights`: what a unit
    counts for (people heard; 1 by default). `clusters`: the conversation of each unit. Raises ValueError for other
    shapes.
    """
    num = len(chances)
    weight = np.ones(num) if weights is None else np.asarray(weights, float)
    cluster = np.arange(num) if clusters is None else np.unique(clusters, return_inverse=True)[1]
    if not num or not all(len(each) == num for each in (audited, has, weight, cluster)):
        raise ValueError(
            "Chances, audit, answers, weights and clusters have to be of one length, and not empty."
        )
    if (weight < 0).any():
        raise ValueError("Nothing counts for less than nothing.")
    use = audited & (weight > 0)
    if not use.any():
        return Estimate(float("nan"), 0.0, 1.0, 0, 0, 0, 0.0, "nothing known")
    sample = _Sample(np.asarray(chances, float)[use], has[use].astype(float), weight[use], cluster[use])
    done = float(weight[use].sum() / weight.sum())
    if (use == (weight > 0)).all():
        share = sample.mean(sample.y)
        return Estimate(share, share, share, *sample.size(), 0.0, "counted")
    lam = sample.tuned() if sample.is_enough() else 0.0
    over_all = float(np.average(chances, weights=weight))
    share = lam * over_all + sample.mean(sample.y - lam * sample.f)
    share = float(np.clip(share, 0.0, 1.0))
    low, high = sample.interval(share, lam, done, confidence)
    return Estimate(share, low, high, *sample.size(), lam, "machine and people" if lam else "people")


class _Sample:
    """The audited units: chances f, answers y (0 or 1), weights and clusters."""

    def __init__(self, f: Floats, y: Floats, weight: Floats, cluster: Ints) -> None:
        self.f, self.y, self.weight = f, y, weight
        self.cluster = np.unique(cluster, return_inverse=True)[1]
        self.num_clusters = int(self.cluster.max()) + 1
        self.sums = np.bincount(self.cluster, weight)

    def size(self) -> tuple[int, int, int]:
        return len(self.y), self.num_clusters, int(self.y.sum())

    def mean(self, values: Floats) -> float:
        return float(np.average(values, weights=self.weight))

    def is_enough(self) -> bool:
        """Whether there are answers enough of both kinds to tune by."""
        return self.num_clusters >= FEWEST and self.num_of_rarer_kind() >= FEWEST_EACH

    def num_of_rarer_kind(self) -> int:
        """Clusters with the code, or clusters with something without it, whichever are fewer."""
        have, lack = np.bincount(self.cluster, self.y) > 0, np.bincount(self.cluster, 1 - self.y) > 0
        return int(min(have.sum(), lack.sum()))

    def tuned(self) -> float:
        """The `lam` of least variance, between clusters."""
        f, y = self._by_cluster(self.f), self._by_cluster(self.y)
        spread = float(f @ f)
        return float(np.clip(f @ y / spread, 0.0, 1.0)) if spread > 1e-12 else 0.0

    def variance(self, values: Floats) -> float:
        """Of the weighted mean, robust to clusters (linearised ratio)."""
        if self.num_clusters < 2:
            return float("inf")
        by_cluster = self._by_cluster(values)
        return float(by_cluster @ by_cluster) * self.num_clusters / (self.num_clusters - 1)

    def interval(self, share: float, lam: float, done: float, confidence: float) -> tuple[float, float]:
        """At as many independent answers as would vary as much; at least one, at most all that there are."""
        kish = float(self.weight.sum() ** 2 / (self.sums @ self.sums))  # if all of a cluster said the same
        independent = kish
        if self.is_enough():
            own = self.mean(self.y)
            # The classical share sets the scale: the corrected one may be near 0 by chance.
            spread = max(share * (1 - share), own * (1 - own) / 2)
            # Tuned to a handful of answers, the spread comes out too small: that of the answers counts for some.
            few = SOME / (SOME + self.num_of_rarer_kind())
            variance = (1 - few) * self.variance(self.y - lam * self.f) + few * self.variance(self.y)
            independent = spread / variance
        independent = max(independent / max(1 - done, 1e-9), 1.0)
        half = (1 + confidence) / 2
        wider = float(student.ppf(half, max(self.num_clusters - 1, 1)) / norm.ppf(half))
        of = max(independent / wider**2, 1.0)
        return exact(share * of, of, confidence)

    def _by_cluster(self, values: Floats) -> Floats:
        residual = (values - self.mean(values)) * self.weight / self.weight.sum()
        return np.asarray(np.bincount(self.cluster, residual), float)


@dataclass(frozen=True)
class Shares:
    """One code's share of notes, of conversations and of the people heard in them."""

    notes: Estimate
    conversations: Estimate
    people: Estimate


def shares(
    chances: Floats, audited: Bools, has: Bools, conversations: Ints, people_heard: Floats | None = None
) -> Shares:
    """All three from one audit. `chances`, `audited`, `has` and `conversations` are by note.

    A conversation has the code when any of its notes has; the machine's chance of that takes its notes as
    independent, which the tuning puts right. It counts as audited when all its notes were, so draw whole
    conversations (`review_queue`). `people_heard`: by conversation, in the order of `np.unique(conversations)`; 1
    each by default.
    """
    names, cluster = np.unique(conversations, return_inverse=True)
    num = len(names)
    whole = np.bincount(cluster, ~audited, num) == 0
    any_has = np.bincount(cluster, audited & has, num) > 0
    none = np.bincount(cluster, np.log1p(-np.clip(chances, 0, 1 - 1e-9)), num)
    any_chance = 1 - np.exp(none)
    people = np.ones(num) if people_heard is None else np.asarray(people_heard, float)
    return Shares(
        estimate(chances, audited, has, clusters=cluster),
        estimate(any_chance, whole, any_has),
        estimate(any_chance, whole, any_has, weights=people),
    )
