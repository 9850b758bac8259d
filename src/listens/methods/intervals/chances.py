"""How likely chance alone is to show as much as was seen, and what many such questions at once do to that.

Sources: the two-sided exact binomial test that adds the outcomes no likelier than the one seen; the mid-p version of
Fisher's exact test (H. O. Lancaster, "Significance tests in discrete distributions", JASA 56, 1961; recommended for
two shares by S. Lydersen, M. W. Fagerland and P. Laake, Statistics in Medicine 28, 2009); Y. Benjamini and
Y. Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import binomtest, false_discovery_control, hypergeom

from listens.methods.intervals.counts import part_of, whole

AS_LIKELY = 1 + 1e-7  # two outcomes are equally likely when they differ by rounding only


def of_share(count: int, of: int, expected: float) -> float:
    """Chance of a share as unlikely as `count / of`, were `expected` true (a share between 0 and 1).

    Raises ValueError for a count that is not whole or not a part.
    """
    part_of(whole(count, "The part"), whole(of, "The whole"))
    return float(binomtest(int(count), int(of), expected).pvalue)


def of_two_shares(count: int, of: int, other_count: int, other_of: int) -> float:
    """Chance of two shares as different as `count / of` and `other_count / other_of`, were they the same (mid-p).

    Raises ValueError for a count that is not whole or not a part.
    """
    for part, all_of_them in ((count, of), (other_count, other_of)):
        part_of(whole(part, "The part"), whole(all_of_them, "The whole"))
    together = count + other_count
    possible = np.arange(max(0, together - other_of), min(of, together) + 1)
    likely = hypergeom.pmf(possible, of + other_of, together, of)
    seen = likely[count - possible[0]]
    is_same = np.abs(likely - seen) <= seen * (AS_LIKELY - 1)
    return float(min(likely[(likely < seen) & ~is_same].sum() + likely[is_same].sum() / 2, 1.0))


def adjusted(chances: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's adjusted chances, in the order given.

    Of those called a difference because theirs is at most 0.05, at most 5 % are expected to be false. Raises
    ValueError when one is not a chance.
    """
    return [float(chance) for chance in false_discovery_control(chances)] if len(chances) else []
