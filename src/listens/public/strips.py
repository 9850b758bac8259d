"""Where a place stands between the lowest and the highest of its kind: one line a figure, without ranks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from listens.core.dot_plot import Line, marks, place_on
from listens.core.published import Published, act
from listens.places.profile import Indicator
from listens.places.sentence import rounded


@dataclass(frozen=True, kw_only=True)
class Strip(Line):
    """With fewer than two places there is nothing to stand between, and nothing is drawn."""

    here: Published
    key: str
    counts: str
    data_set: str
    as_at: dt.date


def strip(found: Indicator) -> Strip:
    def place(value: float) -> float:
        return place_on(value, found.low, found.high)

    def published(value: float) -> Published:
        return act(
            rounded(value),
            definition=f"{found.counts}, {found.unit}",
            as_at=found.as_at,
            source=f"{found.source}, {found.data_set}",
        )

    return Strip(
        title=found.title,
        here=published(found.value),
        unit=found.unit,
        at=place(found.value),
        low=published(found.low),
        high=published(found.high),
        others=marks(place(value) for value in found.spread) if found.num_places > 1 else "",
        says=_("%(figure)s: where it stands between the lowest and the highest") % {"figure": found.title},
        key=found.key,
        counts=found.counts,
        data_set=found.data_set,
        as_at=found.as_at,
    )
