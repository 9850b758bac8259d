"""What happened lately to the area's promises: progress that owners reported, verdicts that were published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from listens.core.models import Area
from listens.pledges.models import Pledge, Progress, Verdict


@dataclass(frozen=True)
class Happening:
    """`mark` is a verdict's; empty for progress. `id` is that of what happened."""

    id: UUID
    on: dt.date
    in_words: str
    pledge: Pledge
    words: str
    mark: str = ""


def newest_happenings(area: Area, most: int = 5) -> list[Happening]:
    """The newest of both kinds together, in two queries."""
    today = area.today()
    progress = Progress.objects.filter(row__pledge__area=area, happened_on__lte=today)
    verdicts = Verdict.objects.filter(row__pledge__area=area, published_on__lte=today, scope="")
    found = [
        Happening(one.pk, one.happened_on, one.happened_in_words, one.row.pledge, one.words)
        for one in progress.select_related("row__pledge").order_by("-happened_on", "-row__seq")[:most]
    ]
    for one in verdicts.select_related("row__pledge").order_by("-published_on", "-row__seq")[:most]:
        assert one.published_on is not None
        found.append(Happening(one.pk, one.published_on, "", one.row.pledge, one.words, one.value))
    return sorted(found, key=lambda happening: happening.on, reverse=True)[:most]
