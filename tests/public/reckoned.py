"""Estimates as a run of suggestions leaves them, without a machine: of so many read at random so many have a theme."""

from __future__ import annotations

import numpy as np

from listens.listening.models import Conversation, Round
from listens.methods.themes.estimate import estimate
from listens.sensemaking.models import Theme, ThemeEstimate, ThemeRun
from tests.cast import Cast
from tests.sensemaking import proposed


def reckon(
    cast: Cast,
    found: dict[Theme, int],
    num: int,
    *,
    round: Round | None = None,
    num_all: int | None = None,
    by_machine: bool = False,
) -> ThemeRun:
    """A run of now over the round: `num` of all its conversations were read at random."""
    round = round or cast.round
    num_all = num_all or Conversation.objects.filter(round=round).accepted().count()
    run = proposed.run(cast, "suggestions")
    run.round, run.finished_at = round, cast.area.now()
    run.save()
    for theme, has in found.items():
        row(run, theme, has, num, num_all, by_machine=by_machine)
    return run


def row(
    run: ThemeRun, theme: Theme, found: int, num: int, num_all: int, *, by_machine: bool = False
) -> ThemeEstimate:
    places = np.arange(num_all)
    chances = np.where(places < found * num_all // max(num, 1), 0.9, 0.05)
    one = estimate(chances if by_machine else np.zeros(num_all), places < num, places < found)
    methods = {"counted": "counted", "people": "people", "machine and people": "both"}
    return ThemeEstimate.objects.create(
        run=run,
        theme=theme,
        unit="conversations",
        share=one.share,
        low=one.low,
        high=one.high,
        num=one.num,
        num_clusters=one.num_clusters,
        found=one.found,
        method=methods[one.method],
    )
