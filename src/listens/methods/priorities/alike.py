"""Proposals that look like one: near-identical words, or nearly the same people behind both.

No voting rule replaces merging duplicates (the drip still chose two to four of four clones), so pairs are flagged, and
people decide. Before the vote there are words only; afterwards the ballots show what the words did not. Consul and
Decidim suggest "similar proposals" while one writes, by words; none looks at who supports both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import combinations

from listens.methods.priorities.weights import Profile

SAME_SUPPORTERS = Fraction(9, 10)
FEWEST_SUPPORTERS = 5
SAME_WORDS = 0.85
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Alike:
    """`supporters`: the part of the ballots with either tick that have both (None: too few to say).

    `words`: how alike the texts are, up to 1 (None: far from it). At least one of the two reaches its threshold.
    """

    first: str
    second: str
    supporters: Fraction | None
    words: float | None


def alike(texts: Mapping[str, str], profile: Profile | None = None) -> list[Alike]:
    """Pairs of proposals (by id) that may be one, the most alike first.

    Supporters are the same when at least 90 % of the ballots that tick either tick both (Jaccard; both together need 5
    ballots, for less says little). Words are the same when at least 0.85 of their letters match in order (difflib),
    case aside and each text's words sorted, so that "Mill Road: safe crossing" is "Safe crossing, Mill Road".
    """
    shared = _supporters(profile) if profile else {}
    words = _words(texts)
    found = [Alike(*pair, shared.get(pair), words.get(pair)) for pair in sorted({*shared, *words})]
    flagged = [
        pair
        for pair in found
        if (pair.supporters or 0) >= SAME_SUPPORTERS or (pair.words or 0.0) >= SAME_WORDS
    ]
    return sorted(
        flagged, key=lambda pair: (-max(pair.supporters or 0, pair.words or 0), pair.first, pair.second)
    )


def _supporters(profile: Profile) -> dict[tuple[str, str], Fraction]:
    """For each pair that some ballot ticks together: both divided by either."""
    ticks: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for (choices, _), count in profile.counts.items():
        for choice in choices:
            ticks[choice] += count
        for pair in combinations(sorted(choices), 2):
            both[pair] += count
    either = {pair: ticks[pair[0]] + ticks[pair[1]] - count for pair, count in both.items()}
    return {
        pair: Fraction(count, either[pair])
        for pair, count in both.items()
        if either[pair] >= FEWEST_SUPPORTERS
    }


def _words(texts: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """For each pair of texts that are nearly the same: how alike."""
    plain = {name: " ".join(sorted(WORD.findall(text.casefold()))) for name, text in sorted(texts.items())}
    names = [name for name, text in plain.items() if text]
    found = {}
    for second in names:
        matcher = SequenceMatcher(None, b=plain[second], autojunk=False)
        for first in names:
            if first >= second:
                break
            matcher.set_seq1(plain[first])
            # Both are upper bounds of the ratio, and quick.
            if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= SAME_WORDS:
                found[first, second] = round(matcher.ratio(), 4)
    return found
