"""What the machine suggests beside a theme: which figures to look at, and whether they agree. A person decides.

Every indicator counts a pressure, or people whom it may touch: a high value backs what people said.
"""

from __future__ import annotations

import re

from listens.places.spreads import Spread
from listens.sensemaking.models import DataLabel, Theme

MOST = 3
FEWEST_PLACES = 4  # below that a third of the area's own range says nothing

# Beginnings of words in a theme's name or code, and the indicators that may tell of it, the nearest first.
NEAR: list[tuple[str, tuple[str, ...]]] = [
    (r"crowd", ("overcrowding",)),
    (r"rent|landlord|evict|tempor", ("private_rent", "social_rent")),
    (r"hous|home|damp|mould|repair", ("overcrowding", "private_rent", "social_rent")),
    (r"disab|wheelchair", ("disability",)),
    (r"old|ageing", ("older", "one_person_households")),
    (r"lonel|isolat|alone|cut off", ("one_person_households", "older")),
    (r"camhs|child|young|school|parent|famil", ("child_poverty", "mental_health")),
    (r"mental|mind|crisis|therap", ("mental_health",)),
    (r"money|cost|povert|debt|benefit|food|bill|heat|energ", ("income_deprivation", "households_deprived")),
    (r"work|wage|pay\b|job", ("income_deprivation", "households_deprived")),
    (r"gp|doctor|surger", ("gp_ratio",)),
]


def indicators_for(theme: Theme) -> list[str]:
    """At most three keys, from the theme's own name and code, else from those of the theme above it."""
    for each in (theme, theme.parent):
        words = f"{each.code} {each.name}".casefold() if each else ""
        found = [key for start, keys in NEAR if re.search(rf"\b({start})", words) for key in keys]
        if found:
            return list(dict.fromkeys(found))[:MOST]
    return []


def label_for(spread: Spread) -> str:
    """ "agree" in the upper third of the area's own places, "differ" in the lower, else nothing.

    Nothing for the whole area: there is none other to compare it with.
    """
    if spread.place is None or spread.value is None or len(spread.of_places) < FEWEST_PLACES:
        return ""
    others = [value for of, value in spread.of_places.items() if of != spread.place.pk]
    below = sum(value < spread.value for value in others) / len(others)
    above = sum(value > spread.value for value in others) / len(others)
    if below >= 2 / 3:
        return DataLabel.Label.AGREE
    return DataLabel.Label.DIFFER if above >= 2 / 3 else ""
