"""A second round of the area, and what was coded in each."""

from __future__ import annotations

import datetime as dt

from listens.listening.models import Prompt, Round, StageWindow
from tests.cast import TODAY, Cast


def next_round(cast: Cast, slug: str = "spring", *, opens: dt.date = TODAY - dt.timedelta(days=1)) -> Round:
    """Open for everything; from now on it is `cast.round`."""
    number = cast.round.number + 1
    made = Round.objects.create(
        area=cast.area,
        slug=slug,
        name=f"{slug.title()} round",
        number=number,
        opened_on=opens,
        previous=cast.round,
    )
    Prompt.objects.create(round=made, position=1, text="What is putting pressure on you now?")
    StageWindow.objects.bulk_create(
        StageWindow(round=made, stage=stage, opens_on=opens, closes_on=TODAY + dt.timedelta(days=90))
        for stage in StageWindow.Stage.values
    )
    cast.round = made
    return made
