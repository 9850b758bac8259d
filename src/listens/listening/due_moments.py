"""Which moments of a round are due, and which the plan has forgotten."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from listens.listening import stages
from listens.listening.models import Moment, Round

Kind = Moment.Kind
SOON = dt.timedelta(days=28)


@dataclass(frozen=True)
class Missing:
    """A moment every round needs, with a day that would fit."""

    kind: str
    label: str
    about: dt.date


def due(moments: Iterable[Moment], today: dt.date) -> list[Moment]:
    """Those of the next four weeks, and those held of which nobody has written down what came of them."""
    return [one for one in moments if not one.is_recorded and one.held_on <= today + SOON]


def missing(round: Round, moments: Iterable[Moment]) -> list[Missing]:
    """Commissioning, check-ins in about weeks 2 and 5, debrief, report-back and celebration, by the round's dates."""
    there = Counter(one.kind for one in moments)
    found: list[Missing] = []
    for kind, about in _wanted(round):
        if there[kind]:
            there[kind] -= 1
        else:
            found.append(Missing(kind, str(Kind(kind).label), about))
    return found


def _wanted(round: Round) -> list[tuple[str, dt.date]]:
    wanted: list[tuple[str, dt.date]] = []
    listening = stages.window(round, "listening")
    report_back = stages.window(round, "report_back")
    assembly = stages.window(round, "assembly")
    if listening:
        weeks = [listening.opens_on + dt.timedelta(weeks=week) for week in (2, 5)]
        wanted = [
            (Kind.COMMISSIONING, listening.opens_on),
            *[(Kind.CHECK_IN, day) for day in weeks if day <= listening.closes_on],
            (Kind.DEBRIEF, listening.closes_on + dt.timedelta(weeks=1)),
        ]
    if report_back:
        wanted.append((Kind.REPORT_BACK, report_back.opens_on))
    if assembly:
        wanted.append((Kind.CELEBRATION, assembly.closes_on + dt.timedelta(weeks=2)))
    return wanted
