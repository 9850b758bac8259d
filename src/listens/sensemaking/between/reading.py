"""When each round was read: by which definitions its notes were coded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Max, Min

from listens.core.models import Area
from listens.listening.models import Round
from listens.sensemaking.models import Coding

MOST_OF_IT = 0.9


@dataclass(frozen=True)
class Reading:
    """`rest`: from then on a changed definition is not that of this round. By then nine in ten decisions had been made
    (a note or two that are decided late move nothing), and no later round was being read. `last`: the last decision.
    """

    round: Round
    first: dt.datetime
    rest: dt.datetime
    last: dt.datetime


def readings(area: Area) -> list[Reading]:
    """Of rounds in which somebody has decided on a note, the first round first. One query, and one a round."""
    codings = Coding.objects.filter(
        note__area=area, act=Coding.Act.ASSIGN, sitting=Coding.Sitting.OPEN
    ).order_by()
    rows = codings.values("note__conversation__round").annotate(
        first=Min("at"), last=Max("at"), num=Count("pk")
    )
    told = {row["note__conversation__round"]: row for row in rows}
    found = []
    for round in Round.objects.filter(pk__in=list(told)).select_related("area").order_by("number"):
        row = told[round.pk]
        times = codings.filter(note__conversation__round=round).order_by("at").values_list("at", flat=True)
        rest = times[min(int(MOST_OF_IT * row["num"]), row["num"] - 1)]
        found.append(Reading(round, row["first"], rest, row["last"]))
    return [_before_later(one, found[place + 1 :]) for place, one in enumerate(found)]


def _before_later(one: Reading, later: Sequence[Reading]) -> Reading:
    return replace(one, rest=min([one.rest, *[each.first for each in later]]))
